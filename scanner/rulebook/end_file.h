// Reads `rules/support.ends`: the days from which a Python, or a provider's runtime of it, is fixed no more.
// SPDX-License-Identifier: MIT
//
//   python 3.8: 2024-10-07
//   aws-lambda 3.9: 2025-12-15
#ifndef PYMOLT_RULEBOOK_END_FILE_H_
#define PYMOLT_RULEBOOK_END_FILE_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// Views point into the rule file.
struct SupportEnd {
  std::string_view of;  // `python`, or the provider
  Version version;
  std::string_view
      date;  // `2024-10-07`, or `2026-10` where the day is not known: then the month's last
};

[[nodiscard]] Result<std::vector<SupportEnd>> read_ends(const RuleFile& file);

/// `2028-10` or `2028-10-06`
[[nodiscard]] bool is_date(std::string_view text);

/// Whether support that ends on END has ended by DAY, a whole date.
[[nodiscard]] bool has_ended(std::string_view end, std::string_view day);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_END_FILE_H_
