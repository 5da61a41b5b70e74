// Whether a print statement works out something that prints itself after it has begun to write.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_PRINT_ORDER_H_
#define PYMOLT_FIX_PRINT_ORDER_H_

#include <set>
#include <string_view>

#include "fix/python_source.h"

namespace pymolt::fix {

/// The functions and classes of a file whose calls print, by their names.
class PrintingFunctions {
 public:
  explicit PrintingFunctions(const Source& source);
  /// Whether one of them is called among the tokens from FIRST up to END.
  [[nodiscard]] bool called(std::size_t first, std::size_t end) const;

 private:
  const Source& source_;
  std::set<std::string_view> names_;
};

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_PRINT_ORDER_H_
