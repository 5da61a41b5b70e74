// Reads `rules/python.releases`: when each version of Python came out, or is to come out.
// SPDX-License-Identifier: MIT
//
//   3.15: released 2026-10-01
//   3.17: planned 2028-10
//
// Lines go from older to newer; versions may lie beyond the axis, since removals are announced that far ahead.
#ifndef PYMOLT_RULEBOOK_RELEASE_FILE_H_
#define PYMOLT_RULEBOOK_RELEASE_FILE_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// Views point into the rule file.
struct Release {
  std::string_view version;  // `3.17`
  std::string_view date;     // `2026-10-01`, or `2028-10` where the day is not known
  bool released = false;     // or planned
};

/// The releases in FILE, in its order.
[[nodiscard]] Result<std::vector<Release>> read_releases(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_RELEASE_FILE_H_
