// Rows of a table put aside by the hash of their key, so that tables larger than memory can be joined part by part.
// SPDX-License-Identifier: MIT
//
// A part is in memory while it is small and in a nameless file of the folder for temporary files when it is not.
#ifndef PYMOLT_GATE_SPOOL_H_
#define PYMOLT_GATE_SPOOL_H_

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gate/cell_value.h"

namespace pymolt::gate {

/// One row: its key and the values of the compared columns.
struct SpooledRow {
  std::string key;
  std::uint64_t line = 0;
  std::vector<CellValue> values;
};

class Spool {
 public:
  /// A spool of PARTS parts for rows of COLUMNS values.
  Spool(std::size_t parts, std::size_t columns);

  /// Puts ROW aside; false when the disk is full.
  bool add(const SpooledRow& row);
  /// Shows EACH the rows of a part in the order in which they came, until it returns false. False when the disk fails.
  bool read(std::size_t part, const std::function<bool(SpooledRow& row)>& each);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Part {
    std::string bytes;
    std::unique_ptr<std::FILE, Close> file;
  };
  bool flush(Part& part) const;

  std::vector<Part> parts_;
  std::size_t columns_;
  std::size_t piece_;
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_SPOOL_H_
