// A comment in which the code suppresses findings: `# pymolt: ignore[imp]`, `# pymolt: ignore-file[percent-format]`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_SUPPRESSION_H_
#define PYMOLT_MODEL_SUPPRESSION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/finding.h"

namespace pymolt {

/// A suppression is one comment's; it speaks of the findings that begin on its lines.
struct Suppression {
  bool whole_file = false;
  std::uint32_t first_line = 0;  // of the statement; of no meaning for the whole file
  std::uint32_t last_line = 0;
  std::vector<std::string> words;  // rules or symbols, `*` allowed; empty: everything
  std::uint32_t line = 0;          // where the comment is
  bool operator==(const Suppression&) const = default;

  /// Whether FINDING stands where the comment speaks.
  [[nodiscard]] bool reaches(const Finding& finding) const {
    return whole_file || (first_line <= finding.span.line && finding.span.line <= last_line);
  }
  /// Whether the comment suppresses FINDING. Findings about suppressions are suppressed only where named in full.
  [[nodiscard]] bool suppresses(const Finding& finding) const;
  /// Whether UNUSED, the remark that a word of this comment (its symbol) is of no use, is wrong because of FINDING.
  [[nodiscard]] bool uses(const Finding& unused, const Finding& finding) const;
};

/// The rules that speak of suppressions themselves.
inline constexpr const char* kUnusedSuppression = "unused-suppression";
inline constexpr const char* kUnreadableSuppression = "unreadable-suppression";

/// Whether FINDING is of these rules.
[[nodiscard]] bool is_about_suppression(const Finding& finding);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_SUPPRESSION_H_
