// One walk along a line: each code point has its units.
// SPDX-License-Identifier: MIT
#include "lsp/positions.h"

#include <algorithm>
#include <array>

namespace pymolt::lsp {

namespace {

constexpr std::array<std::string_view, 3> kNames = {"utf-8", "utf-16", "utf-32"};

}  // namespace

CodePoint code_point(std::string_view text, std::size_t at, Units units) {
  CodePoint point;
  while (at + point.bytes < text.size() && (text[at + point.bytes] & 0xC0) == 0x80) ++point.bytes;
  if (units == Units::utf8) point.units = point.bytes;
  if (units == Units::utf16) point.units = point.bytes > 3 ? 2 : 1;
  return point;
}

std::string_view name(Units units) { return kNames[static_cast<std::size_t>(units)]; }

Units chosen_units(const Json& wanted) {
  if (!wanted.is_array()) return Units::utf16;
  for (const Json& word : wanted) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (word == kNames[i]) return static_cast<Units>(i);
    }
  }
  return Units::utf16;
}

std::uint32_t offset_at(const Text& text, const Json& position, Units units) {
  const auto line = position.at("line").get<std::uint64_t>();
  const auto column = position.at("character").get<std::uint64_t>();
  const auto size = static_cast<std::uint32_t>(text.bytes().size());
  const std::uint32_t lines = text.line_at(size);  // an empty last one counts here
  if (line >= lines) return size;
  const auto number = static_cast<std::uint32_t>(line) + 1;
  const std::string_view whole = text.line(number);
  std::size_t at = 0;
  for (std::uint64_t passed = 0; at < whole.size();) {
    const CodePoint point = code_point(whole, at, units);
    if (passed + point.units > column) break;
    passed += point.units;
    at += point.bytes;
  }
  return text.line_start(number) + static_cast<std::uint32_t>(at);
}

Json position_at(const Text& text, std::uint32_t offset, Units units) {
  offset = std::min(offset, static_cast<std::uint32_t>(text.bytes().size()));
  const std::uint32_t line = text.line_at(offset);
  const std::uint32_t begin = text.line_start(line);
  const std::string_view before = text.bytes().substr(begin, offset - begin);
  std::uint32_t column = 0;
  for (std::size_t at = 0; at < before.size();) {
    const CodePoint point = code_point(before, at, units);
    column += point.units;
    at += point.bytes;
  }
  return {{"line", line - 1}, {"character", column}};
}

Json range_of(const Text& text, ByteSpan span, Units units) {
  return {{"start", position_at(text, span.begin, units)},
          {"end", position_at(text, std::max(span.begin, span.end), units)}};
}

ByteSpan bytes_of(const Text& text, const Span& span) {
  const auto size = static_cast<std::uint32_t>(text.bytes().size());
  const std::uint32_t lines = text.line_at(size);
  const auto at = [&](std::uint32_t line, std::uint32_t column) {
    if (line == 0) return 0U;
    return line > lines ? size : text.offset(line, std::max(column, 1U));
  };
  return {at(span.line, span.column), at(span.end_line, span.end_column)};
}

}  // namespace pymolt::lsp
