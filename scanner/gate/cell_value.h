// What a cell of a table holds: a number, exact where it is an integer, or a text that can be compared.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_CELL_VALUE_H_
#define PYMOLT_GATE_CELL_VALUE_H_

#include <cstdint>
#include <limits>
#include <string_view>

namespace pymolt::gate {

struct CellValue {
  double number = std::numeric_limits<double>::quiet_NaN();  // NaN: the cell is no number
  /// What `number` does not tell: of an integer of 16 to 18 digits its value, of a longer one and of a text a hash of what
  /// is written; else 0.
  std::uint64_t rest = 0;
};

[[nodiscard]] CellValue value_of(std::string_view cell);

/// |a − b|: exact of integers of up to 18 digits; of longer ones that differ, at least one step of a double.
[[nodiscard]] double distance(const CellValue& a, const CellValue& b);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_CELL_VALUE_H_
