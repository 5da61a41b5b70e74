// Only a lone constant counts: `0`, `""`, `None`, in as many parentheses as one likes.
// SPDX-License-Identifier: MIT
#include "verdict/dead_code.h"

#include <string_view>

namespace pymolt::verdict {

namespace {

bool is_zero(std::string_view number) {
  const bool hexadecimal = number.size() > 1 && (number[1] == 'x' || number[1] == 'X');
  return number.find_first_of(hexadecimal ? "123456789abcdefABCDEF" : "123456789") ==
         std::string_view::npos;
}

bool is_empty(std::string_view string) {
  const std::string_view quotes = string.substr(string.find_first_of("'\""));
  return quotes.size() == 2 ||
         (quotes.size() == 6 && quotes[1] == quotes[0] && quotes[2] == quotes[0]);
}

}  // namespace

Truth truth(const Reader& reader, std::uint32_t first, std::uint32_t last) {
  while (first + 2 < last && reader.token(first).kind == TokenKind::left_paren &&
         reader.token(last - 1).kind == TokenKind::right_paren) {
    ++first;
    --last;
  }
  if (reader.failed() || first >= last) return Truth::unknown;
  const std::string_view text = reader.text(reader.token(first));
  const TokenKind kind = reader.token(first).kind;
  if (kind == TokenKind::string) {
    bool empty = true;
    for (std::uint32_t i = first; i < last; ++i) {
      if (reader.token(i).kind != TokenKind::string) return Truth::unknown;
      empty = empty && is_empty(reader.text(reader.token(i)));
    }
    return empty ? Truth::no : Truth::yes;
  }
  if (last != first + 1) return Truth::unknown;
  switch (kind) {
    case TokenKind::number:
      return is_zero(text) ? Truth::no : Truth::yes;
    case TokenKind::none:
    case TokenKind::false_:
      return Truth::no_by_word;
    case TokenKind::true_:
    case TokenKind::ellipsis:
      return Truth::yes_by_word;
    default:
      return kind == TokenKind::name && text == "__debug__" ? Truth::yes : Truth::unknown;
  }
}

}  // namespace pymolt::verdict
