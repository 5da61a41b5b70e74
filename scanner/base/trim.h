// A text without the blanks around it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_TRIM_H_
#define PYMOLT_BASE_TRIM_H_

#include <string_view>

namespace pymolt {

/// TEXT without what of BLANKS stands at its ends; a view into it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text,
                                              std::string_view blanks = " \t\r\n") {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace pymolt

#endif  // PYMOLT_BASE_TRIM_H_
