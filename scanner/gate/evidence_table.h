// A table on disk, row by row: CSV and TSV with a header, or JSON lines with an object a line.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_EVIDENCE_TABLE_H_
#define PYMOLT_GATE_EVIDENCE_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gate/evidence_file.h"

namespace pymolt::gate {

class Table {
 public:
  virtual ~Table() = default;
  /// Opens the file at PATH; FORMAT is `csv`, `tsv` or `jsonl`.
  [[nodiscard]] static Result<std::unique_ptr<Table>> open(const std::string& path,
                                                           std::string_view format);

  /// The columns: of the header, or the keys of the first object.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  /// Fills CELLS with the next row, a text a column; false at the end, or where `problem` says so.
  virtual bool next(std::vector<std::string>& cells) = 0;
  /// Why the table cannot be read on; empty when all is well.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t size() const { return source_.size(); }

 protected:
  explicit Table(Source source) : source_(std::move(source)) {}
  Source source_;
  std::vector<std::string> columns_;
  std::string problem_;
  std::uint64_t line_ = 0;
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_EVIDENCE_TABLE_H_
