// One walk over the characters; what must be spelled is asked at each, and backslashes look at what they stand before.
// SPDX-License-Identifier: MIT
#include "base/visible.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace pymolt {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

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

// Whether TEXT goes on as a spelled-out character does behind its backslash: `x1b`, `u202e`, `U000e0001`.
bool reads_like_escape(std::string_view text) {
  if (text.empty()) return false;
  const std::size_t digits = text[0] == 'x' ? 2 : text[0] == 'u' ? 4 : text[0] == 'U' ? 8 : 0;
  if (digits == 0 || text.size() <= digits) return false;
  return text.substr(1, digits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The same for a byte that is part of no character.
bool reads_like_byte(std::string_view text) {
  return text.starts_with('x') && reads_like_escape(text) && text[1] >= '8';
}

// BYTES with the characters spelled for which MUST_SPELL says so of their place; backslashes before them, or before what
// READS_LIKE one, are doubled.
template <typename Spell, typename ReadsLike>
std::string spell(std::string_view bytes, Spell must_spell, ReadsLike reads_like) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\\') {
      const std::size_t end = std::min(bytes.find_first_not_of('\\', at), bytes.size());
      const bool doubled = end < bytes.size() && (must_spell(end, character_at(bytes, end)) ||
                                                  reads_like(bytes.substr(end)));
      text.append((end - at) * (doubled ? 2 : 1), '\\');
      at = end;
      continue;
    }
    const Character character = character_at(bytes, at);
    if (must_spell(at, character)) {
      text += spelled_out(character);
    } else {
      text += bytes.substr(at, character.length);
    }
    at += character.length;
  }
  return text;
}

// Where TEXT begins for who leaves out spaces of every kind before it.
std::size_t end_of_spaces(std::string_view text) {
  static constexpr std::array<Range, 8> kSpaces = {{{0x09, 0x0D},
                                                    {0x20, 0x20},
                                                    {0xA0, 0xA0},
                                                    {0x1680, 0x1680},
                                                    {0x2000, 0x200A},
                                                    {0x202F, 0x202F},
                                                    {0x205F, 0x205F},
                                                    {0x3000, 0x3000}}};
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    if (!character.well_formed || !among(kSpaces, character.code)) break;
    at += character.length;
  }
  return at;
}

// What build servers take for a command: `::` at the beginning of a line (GitHub's runner), `##[`, `##vso[` and
// `##teamcity[` anywhere. Of these, whether TEXT begins with one of the latter.
bool opens_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  const std::size_t end =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 2);
  return end != std::string_view::npos && text[end] == '[';
}

bool is_ill_formed(std::size_t /*at*/, const Character& character) {
  return !character.well_formed;
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
  return spell(bytes, is_ill_formed, [](std::string_view) { return false; });
}

std::string spelled_path(std::string_view bytes) {
  const bool is_plain = bytes.find('\\') == std::string_view::npos && is_utf8(bytes);
  return is_plain ? std::string(bytes) : spell(bytes, is_ill_formed, reads_like_byte);
}

std::string visible(std::string_view bytes) {
  const std::size_t first = end_of_spaces(bytes);
  const auto begins_command = [&](std::size_t at) {
    return (at == first && bytes.substr(at).starts_with("::")) ||
           (bytes[at] == '#' && opens_command(bytes.substr(at)));
  };
  const auto must_spell = [&](std::size_t at, const Character& c) {
    return !c.well_formed || acts_unseen(c.code) || begins_command(at);
  };
  return spell(bytes, must_spell, reads_like_escape);
}

std::string visible_lines(std::string_view bytes) {
  std::string text;
  for (;;) {
    const std::size_t end = bytes.find('\n');
    text += visible(bytes.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += '\n';
    bytes.remove_prefix(end + 1);
  }
}

}  // namespace pymolt
