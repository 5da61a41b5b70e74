// A piece of UTF-8 text that knows its lines: turns byte offsets into lines and columns, and back.
// SPDX-License-Identifier: MIT
//
// Lines end at LF, CR or CRLF, as Python reads them. Lines and columns are 1-based and columns count Unicode
// code points. A `Text` owns its bytes; the views it hands out live as long as it does.
#ifndef PYMOLT_BASE_TEXT_H_
#define PYMOLT_BASE_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pymolt {

/// Where something is, in bytes from the start of the text: [begin, end).
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const ByteSpan&) const = default;
};

/// Where something is, for people and reports: 1-based, columns in code points, the end exclusive.
struct Span {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
  auto operator<=>(const Span&) const = default;
};

class Text {
 public:
  explicit Text(std::string bytes);

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::string_view slice(ByteSpan span) const {
    return bytes().substr(span.begin, span.end - span.begin);
  }
  /// How many lines there are; a last line without a newline counts.
  [[nodiscard]] std::uint32_t line_count() const;
  /// The 1-based number of the line that holds the byte at OFFSET.
  [[nodiscard]] std::uint32_t line_at(std::uint32_t offset) const;
  /// Line NUMBER without its newline; empty beyond the last.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t line_start(std::uint32_t number) const { return starts_[number - 1]; }
  [[nodiscard]] Span span(ByteSpan bytes) const;
  /// The byte at which the place LINE, COLUMN begins; the end of the text beyond it.
  [[nodiscard]] std::uint32_t offset(std::uint32_t line, std::uint32_t column) const;

 private:
  [[nodiscard]] std::uint32_t code_points_before(std::uint32_t offset) const;

  std::string bytes_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> marks_;  // code points before every 256th byte, where a line is long
};

/// How many code points the UTF-8 text holds (a stray continuation byte counts for nothing).
[[nodiscard]] std::uint32_t count_code_points(std::string_view utf8);

/// Whether the bytes are well-formed UTF-8; otherwise `bad` is where they stop being so.
[[nodiscard]] bool is_utf8(std::string_view bytes, std::size_t* bad = nullptr);

}  // namespace pymolt

#endif  // PYMOLT_BASE_TEXT_H_
