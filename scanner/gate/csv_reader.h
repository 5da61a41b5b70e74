// Reads delimited text record by record: quotes, line breaks within them, CR LF, a byte order mark.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_CSV_READER_H_
#define PYMOLT_GATE_CSV_READER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gate/evidence_file.h"

namespace pymolt::gate {

class CsvReader {
 public:
  /// Reads SOURCE, which is borrowed and stands at its beginning; fields are parted by DELIMITER.
  CsvReader(Source& source, char delimiter) : source_(source), delimiter_(delimiter) {}

  /// Fills FIELDS with the next record, empty lines left out; false at the end, or where `problem` says so.
  bool next(std::vector<std::string>& fields);
  /// Why the file cannot be read on; empty when all is well.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The line on which the last record begins.
  [[nodiscard]] std::uint64_t line() const { return record_line_; }

 private:
  enum class State : std::uint8_t { start, plain, quoted, after_quote };

  bool refill();
  bool take(char c, std::vector<std::string>& fields);
  void end_field(std::vector<std::string>& fields);

  Source& source_;
  char delimiter_;
  std::string_view piece_;
  std::size_t used_ = 0;  // fields of the record that are done
  State state_ = State::start;
  bool first_ = true;
  bool ended_ = false;
  bool record_done_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 1;
  std::size_t length_ = 0;  // of the record
  std::string problem_;
};

/// The delimiter that the first line of a table uses most: a comma, a tab, a semicolon.
[[nodiscard]] char delimiter_of(std::string_view first_line);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_CSV_READER_H_
