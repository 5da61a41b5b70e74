// Characters and a cursor over text, for the small grammars of packaging: ASCII only, as the PEPs are.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_CHARACTERS_H_
#define PYMOLT_PACKAGING_CHARACTERS_H_

#include <string>
#include <string_view>

namespace pymolt::packaging {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_word(char c) { return is_digit(c) || is_letter(c); }
constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

inline std::string lowered(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = lower(c);
  return small;
}

/// TEXT without white space at its ends.
constexpr std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// A place in a text that moves forward. Borrows the text.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  [[nodiscard]] bool done() const { return at >= text.size(); }
  [[nodiscard]] char peek() const { return done() ? '\0' : text[at]; }
  [[nodiscard]] std::string_view rest() const { return text.substr(at); }
  bool take(char c) {
    if (peek() != c || done()) return false;
    ++at;
    return true;
  }
  /// Takes WORD, whatever its case.
  bool take_word(std::string_view word) {
    if (text.size() - at < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (lower(text[at + i]) != word[i]) return false;
    }
    at += word.size();
    return true;
  }
  template <typename Is>
  std::string_view take_while(Is is) {
    const std::size_t begin = at;
    while (!done() && is(text[at])) ++at;
    return text.substr(begin, at - begin);
  }
};

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_CHARACTERS_H_
