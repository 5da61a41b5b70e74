// Operators, delimiters and brackets. The longest reading wins, but in the field of an f-string `:`, `!` and `=` end it.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "lexer/lexing.h"

namespace pymolt::verdict {

namespace {

// What an operator of one character is, of two with `=`, of two with itself, and of three.
struct Operator {
  TokenKind single;
  TokenKind with_equal;
  TokenKind twice;
  TokenKind twice_equal;
};

constexpr Operator operator_of(char c) {
  using K = TokenKind;
  switch (c) {
    case ',':
      return {K::comma, K::wrong, K::wrong, K::wrong};
    case ';':
      return {K::semicolon, K::wrong, K::wrong, K::wrong};
    case '~':
      return {K::tilde, K::wrong, K::wrong, K::wrong};
    case '`':
      return {K::backtick, K::wrong, K::wrong, K::wrong};
    case ':':
      return {K::colon, K::colon_equal, K::wrong, K::wrong};
    case '=':
      return {K::equal, K::equal_equal, K::wrong, K::wrong};
    case '!':
      return {K::wrong, K::bang_equal, K::wrong, K::wrong};
    case '@':
      return {K::at, K::at_equal, K::wrong, K::wrong};
    case '+':
      return {K::plus, K::plus_equal, K::wrong, K::wrong};
    case '-':
      return {K::minus, K::minus_equal, K::wrong, K::wrong};
    case '%':
      return {K::percent, K::percent_equal, K::wrong, K::wrong};
    case '&':
      return {K::ampersand, K::ampersand_equal, K::wrong, K::wrong};
    case '|':
      return {K::bar, K::bar_equal, K::wrong, K::wrong};
    case '^':
      return {K::caret, K::caret_equal, K::wrong, K::wrong};
    case '*':
      return {K::star, K::star_equal, K::star_star, K::star_star_equal};
    case '/':
      return {K::slash, K::slash_equal, K::slash_slash, K::slash_slash_equal};
    case '<':
      return {K::less, K::less_equal, K::shift_left, K::shift_left_equal};
    case '>':
      return {K::greater, K::greater_equal, K::shift_right, K::shift_right_equal};
    default:
      return {K::wrong, K::wrong, K::wrong, K::wrong};
  }
}

constexpr std::array<Operator, 128> kOperators = [] {
  std::array<Operator, 128> table{};
  for (std::size_t c = 0; c < 128; ++c) table[c] = operator_of(static_cast<char>(c));
  return table;
}();

char closer(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

TokenKind bracket_kind(char c) {
  switch (c) {
    case '(':
      return TokenKind::left_paren;
    case ')':
      return TokenKind::right_paren;
    case '[':
      return TokenKind::left_bracket;
    case ']':
      return TokenKind::right_bracket;
    case '{':
      return TokenKind::left_brace;
    default:
      return TokenKind::right_brace;
  }
}

}  // namespace

const char* Lexing::token(TokenKind kind, const char* at, std::size_t length) {
  scan_.add(kind, at, at + length);
  return at + length;
}

const char* Lexing::op(const char* at) {
  const Operator& known = kOperators[static_cast<unsigned char>(*at)];
  if (!formatted_.empty() && in_field()) {
    if (*at == ':') return format_open(at);
    if (*at == '!' && at[1] != '=') return conversion(at);
    if (*at == '=' && at[1] != '=') return field_equal(at);
  }
  if (*at == '`') scan_.out.mask.backticks.push_back(scan_.offset(at));
  if (at[1] == '=' && known.with_equal != TokenKind::wrong) return token(known.with_equal, at, 2);
  if (at[1] == *at && known.twice != TokenKind::wrong) {
    return at[2] == '=' ? token(known.twice_equal, at, 3) : token(known.twice, at, 2);
  }
  if (at[0] == '-' && at[1] == '>') return token(TokenKind::arrow, at, 2);
  if (at[0] == '<' && at[1] == '>') return token(TokenKind::less_greater, at, 2);
  if (known.single == TokenKind::wrong) return wrong(at, 1, Construct::invalid_character);
  return token(known.single, at, 1);
}

const char* Lexing::dot(const char* at) {
  if (is_digit(at[1])) return number(at);
  if (at[1] == '.' && at[2] == '.') return token(TokenKind::ellipsis, at, 3);
  return token(TokenKind::dot, at, 1);
}

const char* Lexing::open(const char* at) {
  Bracket bracket;
  bracket.at = at;
  bracket.open = *at;
  brackets_.push_back(bracket);
  scan_.add(bracket_kind(*at), at, at + 1);
  check_nesting(begins(at[1]) == Begins::close);
  return at + 1;
}

// After a bracket was opened; an EMPTY one costs the parser's stack nothing.
void Lexing::check_nesting(bool empty) {
  if (brackets_.size() <= Nesting::kAlwaysFine) return;
  const auto enough = brackets_.rbegin() +
                      static_cast<std::ptrdiff_t>(std::min<std::size_t>(brackets_.size(), 256));
  const auto field =
      std::find_if(brackets_.rbegin(), enough, [](const Bracket& b) { return b.field; });
  const std::size_t inner = empty ? 0 : static_cast<std::size_t>(field - brackets_.rbegin());
  nesting_.check(scan_, brackets_.size(), inner, statement_, layouts_.front().depth());
}

// Notes the lines of the brackets that end at AT if none is open any longer.
void Lexing::close_outermost(const char* at) {
  if (!joins_ || !brackets_.empty()) return;
  joins_ = false;
  scan_.out.mask.joins.push_back({scan_.out.tokens[statement_].begin, scan_.offset(at)});
}

const char* Lexing::close(const char* at) {
  const std::size_t floor = formatted_.empty() ? 0 : formatted_.back().brackets;
  if (in_field() && *at == '}') return close_field(at);
  if (!brackets_.empty() && !brackets_.back().field && closer(brackets_.back().open) == *at) {
    brackets_.pop_back();
    close_outermost(at);
    return token(bracket_kind(*at), at, 1);
  }
  scan_.see(Construct::unmatched_bracket, at, at + 1);
  // Drop what was opened after the bracket that this one closes, if there is one.
  for (std::size_t i = brackets_.size(); i-- > floor;) {
    const Bracket& bracket = brackets_[i];
    if (closer(bracket.open) != *at) continue;
    brackets_.resize(bracket.field ? i + 1 : i);
    if (bracket.field) return close_field(at);
    return token(bracket_kind(*at), at, 1);
  }
  // It closes nothing, and the parser would take long to see that.
  if (formatted_.empty()) scan_.out.mask.blanks.push_back(scan_.span(at, at + 1));
  return token(bracket_kind(*at), at, 1);
}

}  // namespace pymolt::verdict
