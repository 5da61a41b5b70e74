// Multi-byte encodings by Python's own tables (rules/text/multibyte.bin, written by tools/multibyte.py).
// SPDX-License-Identifier: MIT
//
// The C library's iconv is not asked: it reads some bytes otherwise than Python, and a static binary has none.
#ifndef PYMOLT_SYNTAX_MULTIBYTE_H_
#define PYMOLT_SYNTAX_MULTIBYTE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "syntax/codec.h"

namespace pymolt::syntax {

/// What the bytes at a place mean: up to two characters, and how many bytes that takes; no bytes where they mean nothing.
struct MultibyteRead {
  char32_t first = 0;
  char32_t second = 0;
  std::size_t bytes = 0;
};

class MultibyteTable {
 public:
  /// The table of Python's codec NAME.
  static std::optional<MultibyteTable> find(std::string_view name);

  [[nodiscard]] MultibyteRead read(std::string_view bytes) const;

 private:
  MultibyteTable(std::uint32_t first_row, std::uint32_t extras, std::uint32_t ranges,
                 std::uint32_t range_count)
      : first_row_(first_row), extras_(extras), ranges_(ranges), range_count_(range_count) {}

  [[nodiscard]] MultibyteRead four_bytes(std::string_view bytes) const;

  // Places in the file.
  std::uint32_t first_row_;
  std::uint32_t extras_;
  std::uint32_t ranges_;
  std::uint32_t range_count_;
};

/// BYTES by the table of NAME.
[[nodiscard]] std::optional<Transcoded> transcode_multibyte(std::string_view name,
                                                            std::string_view bytes);

/// BYTES by escape sequences that choose among SETS, as rules/text/codecs.txt names them: `jisx0201-roman jisx0208`.
[[nodiscard]] std::optional<Transcoded> transcode_iso2022(std::string_view sets,
                                                          std::string_view bytes);

/// Appends what was read.
void append_read(std::string& text, const MultibyteRead& read);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_MULTIBYTE_H_
