// What a byte can begin or continue, by a table of 256.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_CHARACTER_CLASSES_H_
#define PYMOLT_LEXER_CHARACTER_CLASSES_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace pymolt::verdict {

/// What a token that begins with the byte is.
enum class Begins : std::uint8_t {
  nothing,  // no token begins so; also NUL, which ends the text
  blank,    // space, tab, form feed
  line_end,
  word,
  high,  // above 127: a word, if anything
  digit,
  dot,
  quote,
  hash,
  backslash,
  open,
  close,
  op,  // an operator or delimiter that is not above
};

namespace internal {

constexpr std::array<Begins, 256> make_begins() {
  std::array<Begins, 256> table{};
  const auto put = [&table](std::string_view characters, Begins what) {
    for (const char c : characters) table[static_cast<unsigned char>(c)] = what;
  };
  put(" \t\f", Begins::blank);
  put("\r\n", Begins::line_end);
  put("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", Begins::word);
  for (std::size_t c = 128; c < 256; ++c) table[c] = Begins::high;
  put("0123456789", Begins::digit);
  put(".", Begins::dot);
  put("\"'", Begins::quote);
  put("#", Begins::hash);
  put("\\", Begins::backslash);
  put("([{", Begins::open);
  put(")]}", Begins::close);
  put(",:;=@+-*/%&|^~<>!`", Begins::op);
  return table;
}

constexpr std::array<bool, 256> make_in_word() {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    table[c] =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
  return table;
}

inline constexpr std::array<Begins, 256> kBegins = make_begins();
inline constexpr std::array<bool, 256> kInWord = make_in_word();

}  // namespace internal

inline Begins begins(char c) { return internal::kBegins[static_cast<unsigned char>(c)]; }
/// Whether it is an ASCII letter, digit or underscore.
inline bool in_word(char c) { return internal::kInWord[static_cast<unsigned char>(c)]; }
inline bool is_high(char c) { return (c & 0x80) != 0; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_line_end(char c) { return c == '\n' || c == '\r'; }
inline bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_CHARACTER_CLASSES_H_
