// What is printed next, after a `print` that ends in a comma: that decides whether 2.7 writes its blank.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_NEXT_PRINT_H_
#define PYMOLT_FIX_NEXT_PRINT_H_

#include <cstddef>
#include <cstdint>

#include "fix/python_source.h"

namespace pymolt::fix {

/// On every way from a statement: another print of something to the same place, or a bare one, or nobody knows.
enum class NextPrint : std::uint8_t { unknown, more, bare };

/// What follows the `print` statement of the tokens from FIRST up to END.
[[nodiscard]] NextPrint next_print(const Source& source, std::size_t first, std::size_t end);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_NEXT_PRINT_H_
