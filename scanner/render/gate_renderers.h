// The forms in which the answer of a gate is shown: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_GATE_RENDERERS_H_
#define PYMOLT_RENDER_GATE_RENDERERS_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "model/gate_verdict.h"

namespace pymolt::render {

struct GateFormat {
  std::string_view name;
  void (*render)(const GateAnswer&, std::ostream&);
};

/// The first is the one that is taken when none is asked for.
[[nodiscard]] std::span<const GateFormat> gate_formats();

void gate_text(const GateAnswer& answer, std::ostream& out);
void gate_json(const GateAnswer& answer, std::ostream& out);
void gate_markdown(const GateAnswer& answer, std::ostream& out);
void gate_html(const GateAnswer& answer, std::ostream& out);
void gate_junit(const GateAnswer& answer, std::ostream& out);

/// `met`, `not met`, `no evidence`.
[[nodiscard]] std::string_view spoken(Outcome outcome);
/// `Python 3.13: no-go (1 not met, 2 without evidence)`.
[[nodiscard]] std::string headline(const GateAnswer& answer);
/// `out/junit.xml (2026-11-29, sha256 0123456789ab)`.
[[nodiscard]] std::string source_words(const EvidenceFile& evidence);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_GATE_RENDERERS_H_
