// Dependencies in a JSON report. The keys are a contract (design, §6).
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_DEPENDENCIES_JSON_H_
#define PYMOLT_RENDER_DEPENDENCIES_JSON_H_

#include "model/report.h"
#include "render/json_writer.h"

namespace pymolt::render {

/// `dependencies`, `undeclared` and `unused`, as members of the object that is open.
void write_dependencies(JsonWriter& json, const Report& report);
/// `dependencies` of the summary.
void write_dependency_sums(JsonWriter& json, const Report& report);
/// `dependency`, `constraint`, `lock` …
[[nodiscard]] std::string_view name(DependencyKind kind);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_DEPENDENCIES_JSON_H_
