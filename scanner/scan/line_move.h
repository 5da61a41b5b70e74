// A text whose lines only moved says what it said, elsewhere.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_LINE_MOVE_H_
#define PYMOLT_SCAN_LINE_MOVE_H_

#include <cstdint>
#include <optional>

#include "model/facts.h"

namespace pymolt::scan {

/// Lines were put in or taken out at one place of a file: what stood on FIRST or below stands BY lines further down.
struct LineMove {
  std::uint32_t first = 0;
  std::uint32_t by = 0;  // modulo 2^32, so that it may lead up as well

  [[nodiscard]] std::uint32_t operator()(std::uint32_t line) const {
    return line < first ? line : line + by;
  }
  void operator()(Span& span) const {
    span.line = (*this)(span.line);
    span.end_line = (*this)(span.end_line);
  }
};

/// The move that leads from the facts BEFORE to those AFTER, where nothing else but the hash of the bytes tells them apart.
[[nodiscard]] std::optional<LineMove> line_move(const FileFacts& before, const FileFacts& after);

void move_lines(const LineMove& move, FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_LINE_MOVE_H_
