// The ranges of widths are written by tools/character_widths.py.
// SPDX-License-Identifier: MIT
#include "render/text_width.h"

#include <algorithm>
#include <array>

namespace pymolt::render {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

#include "render/character_widths.inc"

template <std::size_t N>
bool among(const std::array<Range, N>& ranges, char32_t code) {
  const auto after = std::ranges::upper_bound(ranges, code, {}, &Range::first);
  return after != ranges.begin() && code <= std::prev(after)->last;
}

}  // namespace

int width(char32_t code) {
  if (code < 0x300) return 1;
  if (among(kZeroWidth, code)) return 0;
  return among(kWide, code) ? 2 : 1;
}

int display_width(std::string_view visible_text) {
  int columns = 0;
  for (std::size_t at = 0; at < visible_text.size();) {
    const Character character = character_at(visible_text, at);
    columns += width(character.code);
    at += character.length;
  }
  return columns;
}

}  // namespace pymolt::render
