// Only a lone constant counts: `0`, `""`, `None`, in as many parentheses as one likes.
// SPDX-License-Identifier: MIT
//
//   if 0:        all versions up to 3.7 see it
//   if False:    those from 3.0 on: before, it was a name
//   if -1:       2.7, whose parser joined the sign to the number, and 3.7
//   if not 1:    3.7 alone, which computed with constants before it looked; so `if 1 - 1:`
#include "grammar/dead_code.h"

#include <cstdlib>
#include <string>
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

ConditionTruth truth_of_strings(const Reader& reader, std::uint32_t first, std::uint32_t last) {
  bool empty = true;
  for (std::uint32_t i = first; i < last; ++i) {
    if (reader.token(i).kind != TokenKind::string) return {};
    empty = empty && is_empty(reader.text(reader.token(i)));
  }
  return {Dead::yes, !empty};
}

ConditionTruth truth_of_constant(const Reader& reader, const Token& token) {
  const std::string_view text = reader.text(token);
  switch (token.kind) {
    case TokenKind::number:
      return {Dead::yes, !is_zero(text)};
    case TokenKind::none:
    case TokenKind::false_:
      return {Dead::behind_word, false};
    case TokenKind::true_:
    case TokenKind::ellipsis:
      return {Dead::behind_word, true};
    default:
      return {token.kind == TokenKind::name && text == "__debug__" ? Dead::yes : Dead::no, true};
  }
}

bool is_decimal(std::string_view text) {
  return text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `1 - 1`: two ints; what is computed of more is left.
ConditionTruth truth_of_sum(const Reader& reader, std::uint32_t first) {
  const std::string_view left = reader.text(reader.token(first));
  const std::string_view right = reader.text(reader.token(first + 2));
  if (!is_decimal(left) || !is_decimal(right)) return {};
  const long long a = std::strtoll(std::string(left).c_str(), nullptr, 10);
  const long long b = std::strtoll(std::string(right).c_str(), nullptr, 10);
  switch (reader.token(first + 1).kind) {
    case TokenKind::plus:
      return {Dead::folded, a + b != 0};
    case TokenKind::minus:
      return {Dead::folded, a != b};
    case TokenKind::star:
      return {Dead::folded, a != 0 && b != 0};
    default:
      return {};
  }
}

}  // namespace

ConditionTruth truth(const Reader& reader, std::uint32_t first, std::uint32_t last) {
  if (reader.failed()) return {};
  const auto kind = [&](std::uint32_t index) { return reader.token(index).kind; };
  const auto strip = [&] {
    while (first + 2 < last && kind(first) == TokenKind::left_paren &&
           kind(last - 1) == TokenKind::right_paren) {
      ++first;
      --last;
    }
  };
  strip();
  std::uint32_t nots = 0;
  for (; first < last && kind(first) == TokenKind::not_; ++nots, strip()) ++first;
  std::uint32_t signs = 0;
  for (; first < last && (kind(first) == TokenKind::minus || kind(first) == TokenKind::plus);
       ++signs, strip()) {
    ++first;
  }
  if (first >= last) return {};
  ConditionTruth truth;
  if (kind(first) == TokenKind::string && signs == 0) {
    truth = truth_of_strings(reader, first, last);
  } else if (last == first + 2 && kind(first) == TokenKind::left_paren && signs == 0) {
    truth = {Dead::folded, false};  // `()`
  } else if (last == first + 1 && (signs == 0 || kind(first) == TokenKind::number)) {
    truth = truth_of_constant(reader, reader.token(first));
  } else if (last == first + 3 && signs == 0 && kind(first) == TokenKind::number &&
             kind(first + 2) == TokenKind::number) {
    truth = truth_of_sum(reader, first);
  }
  if (truth.seen == Dead::no) return truth;
  if (signs == 1 && kind(first - 1) == TokenKind::minus) truth.seen = Dead::behind_sign;
  if (nots > 0 || signs > 1 || (signs == 1 && truth.seen != Dead::behind_sign)) {
    truth.seen = Dead::folded;
  }
  return {truth.seen, truth.value == (nots % 2 == 0)};
}

Construct error_in(Dead dead) {
  switch (dead) {
    case Dead::folded:
      return Construct::dead_code_error_folded;
    case Dead::behind_word:
      return Construct::dead_code_error_behind_word;
    case Dead::behind_sign:
      return Construct::dead_code_error_behind_sign;
    default:
      return Construct::dead_code_error;
  }
}

VersionSet dead_on(Reader& reader) {
  const Dead dead = reader.frames.top().dead;
  return dead == Dead::no ? VersionSet() : reader.on(error_in(dead));
}

}  // namespace pymolt::verdict
