// What a notebook's cell holds beside Python: magics, shell lines and questions, replaced by Python of the same size.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_MAGICS_H_
#define PYMOLT_SCAN_MAGICS_H_

#include <string>
#include <string_view>

namespace pymolt::scan {

/// The cell as Python, line by line; all of it set aside where it begins with the magic of another language.
[[nodiscard]] std::string without_magics(std::string_view all);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_MAGICS_H_
