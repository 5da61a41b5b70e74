// Decoding, widths and escapes; the ranges of widths are written by tools/character_widths.py.
// SPDX-License-Identifier: MIT
#include "render/characters.h"

#include <algorithm>
#include <array>

#include "base/text.h"

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

std::string hex(char32_t code, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, code >>= 4) {
    *digit = "0123456789abcdef"[code & 0xF];
  }
  return text;
}

template <typename Spell>
std::string spell(std::string_view bytes, Spell must_spell) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Character character = character_at(bytes, at);
    if (must_spell(character)) {
      text += spelled_out(character);
    } else {
      text += bytes.substr(at, character.length);
    }
    at += character.length;
  }
  return text;
}

}  // namespace

Character character_at(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const std::string_view sequence = bytes.substr(at, length);
  if (sequence.size() < length || !is_utf8(sequence)) return {lead, 1, false};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (const char tail : sequence.substr(1))
    code = code << 6 | (static_cast<unsigned char>(tail) & 0x3FU);
  return {code, length, true};
}

int width(char32_t code) {
  if (code < 0x300) return 1;
  if (among(kZeroWidth, code)) return 0;
  return among(kWide, code) ? 2 : 1;
}

bool acts_unseen(char32_t code) {
  static constexpr std::array<Range, 12> kUnseen = {{{0x00, 0x1F},
                                                     {0x7F, 0x9F},
                                                     {0x61C, 0x61C},
                                                     {0x180E, 0x180E},
                                                     {0x200B, 0x200B},
                                                     {0x200E, 0x200F},
                                                     {0x2028, 0x202E},
                                                     {0x2060, 0x206F},
                                                     {0xFEFF, 0xFEFF},
                                                     {0xFFF9, 0xFFFB},
                                                     {0xE0000, 0xE0FFF},
                                                     {0x10FFFF, 0x10FFFF}}};
  return among(kUnseen, code);
}

std::string spelled_out(const Character& character) {
  if (character.code < 0x100) return "\\x" + hex(character.code, 2);
  if (character.code < 0x10000) return "\\u" + hex(character.code, 4);
  return "\\U" + hex(character.code, 8);
}

std::string well_formed(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  return spell(bytes, [](const Character& c) { return !c.well_formed; });
}

std::string visible(std::string_view bytes) {
  return spell(bytes, [](const Character& c) { return !c.well_formed || acts_unseen(c.code); });
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
