// One stated version as JSON: the same in a report and in the answer of `pymolt config-files`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_CONFIGURATION_JSON_H_
#define PYMOLT_RENDER_CONFIGURATION_JSON_H_

#include "model/report.h"
#include "render/json_writer.h"

namespace pymolt::render {

/// `{"path", "line", …, "kind", "stated", "versions", "allows": {"3.13": false} | null, "instead"}`.
void write_configuration(JsonWriter& json, VersionSet target, const ConfigurationRow& row);

/// `"contradictions": [{"message", "statements": [{"path", "line", "stated"}]}]`.
void write_contradictions(JsonWriter& json, const Report& report);
/// `"problems": [{"path", "line", "message"}]`.
void write_problems(JsonWriter& json, const Report& report);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_CONFIGURATION_JSON_H_
