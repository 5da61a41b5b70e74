// Names with dots in them, and their parts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_DOTTED_H_
#define PYMOLT_BASE_DOTTED_H_

#include <string_view>

namespace pymolt {

/// `a` of `a.b.c`; all of a name without a dot. A view into DOTTED.
[[nodiscard]] constexpr std::string_view first_part(std::string_view dotted) {
  return dotted.substr(0, dotted.find('.'));
}

}  // namespace pymolt

#endif  // PYMOLT_BASE_DOTTED_H_
