// What does not count: a baseline knows it, nobody changed the line, or it was broken before; for faces that tell it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_BASELINE_HIDDEN_H_
#define PYMOLT_RENDER_BASELINE_HIDDEN_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/report.h"

namespace pymolt::render {

/// A sentence for each thing that is hidden or has a say in what is, without its full stop: `12 known findings hidden
/// (baseline.json)`, `settings of pymolt.toml: exclude (line 2)`, `3 findings ignored by `imp` in pymolt.toml:4`.
[[nodiscard]] std::vector<std::string> hidden_sentences(const Report& report);

/// Those of them that a file of findings alone, as CSV is, has no other place for: what had a say, what was not analysed.
[[nodiscard]] std::vector<std::string> in_force_sentences(const Report& report);

/// Looks hidden findings up. The report is borrowed.
class Hidden {
 public:
  explicit Hidden(const Report& report);
  /// How many of the file's hidden findings are critical or high on VERSION.
  [[nodiscard]] std::size_t severe_count(std::string_view path, Version version) const;
  /// Whether the cause is a hidden finding.
  [[nodiscard]] bool has(const Because& because) const;

 private:
  void add(const std::vector<ReportedFinding>& findings);

  std::map<std::string_view, std::vector<const Finding*>> of_file_;
  std::set<std::tuple<std::string_view, std::uint32_t, std::string_view>> places_;
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_BASELINE_HIDDEN_H_
