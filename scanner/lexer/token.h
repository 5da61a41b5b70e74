// The tokens of a file: what the lexer makes and the reader of the grammar reads.
// SPDX-License-Identifier: MIT
//
// One row of tokens serves every version. Where versions cut the same bytes differently (`1_000`, `f''`, `10L`), the
// newest reading is the token and the lexer hands over a diagnostic. The row of `if x:␤  f"a{b!r:>{w}}"␤`:
//
//   if_ name colon newline indent string_open field_open name conversion format_open field_open name field_close
//   field_close string_close newline dedent end
//
// `newline` ends a logical line (none inside brackets, none for blank lines), `indent` and `dedent` are empty spans
// at the first token of their line, `end` is always last. Comments, blanks and the literal parts of f-strings make
// no token. `wrong` stands for bytes that are no token on any version; the lexer has said so already.
#ifndef PYMOLT_LEXER_TOKEN_H_
#define PYMOLT_LEXER_TOKEN_H_

#include <cstdint>

#include "base/text.h"

namespace pymolt::verdict {

enum class TokenKind : std::uint8_t {
  end,
  newline,
  indent,
  dedent,
  wrong,

  // Operands.
  number,
  string,        // `''`, `b''`, `u''` with all its prefixes; neighbours are not joined
  string_open,   // `f'`, `t"""`: the prefix and quote
  string_close,  // its closing quote
  field_open,    // `{` of a replacement field
  field_close,   // its `}`
  conversion,    // `!r`
  format_open,   // the `:` before a format specification

  // Words. Those up to `case_` can be names: on some versions, or wherever no statement begins with them.
  name,
  print_,
  exec_,
  async_,
  await_,
  nonlocal_,
  true_,
  false_,
  none,
  lazy_,
  type_,
  match_,
  case_,
  // Those below are keywords on every version.
  and_,
  as_,
  assert_,
  break_,
  class_,
  continue_,
  def_,
  del_,
  elif_,
  else_,
  except_,
  finally_,
  for_,
  from_,
  global_,
  if_,
  import_,
  in_,
  is_,
  lambda_,
  not_,
  or_,
  pass_,
  raise_,
  return_,
  try_,
  while_,
  with_,
  yield_,

  // Brackets.
  left_paren,
  right_paren,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  backtick,

  // Operators and delimiters.
  comma,
  colon,
  semicolon,
  dot,
  ellipsis,  // `...` without blanks in it
  equal,
  colon_equal,
  arrow,
  at,
  plus,
  minus,
  star,
  star_star,
  slash,
  slash_slash,
  percent,
  ampersand,
  bar,
  caret,
  tilde,
  shift_left,
  shift_right,
  less,
  less_equal,
  equal_equal,
  bang_equal,
  less_greater,  // `<>`
  greater_equal,
  greater,
  // Augmented assignment.
  plus_equal,
  minus_equal,
  star_equal,
  star_star_equal,
  slash_equal,
  slash_slash_equal,
  percent_equal,
  at_equal,
  ampersand_equal,
  bar_equal,
  caret_equal,
  shift_left_equal,
  shift_right_equal,
};

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::end;

  [[nodiscard]] ByteSpan span() const { return {begin, end}; }
  bool operator==(const Token&) const = default;
};

/// Whether a token can be a name: on some version, or in some place.
[[nodiscard]] constexpr bool opens(TokenKind bracket) {
  return bracket == TokenKind::left_paren || bracket == TokenKind::left_bracket ||
         bracket == TokenKind::left_brace || bracket == TokenKind::field_open;
}
[[nodiscard]] constexpr bool closes(TokenKind bracket) {
  return bracket == TokenKind::right_paren || bracket == TokenKind::right_bracket ||
         bracket == TokenKind::right_brace || bracket == TokenKind::field_close;
}

[[nodiscard]] constexpr bool is_word(TokenKind kind) {
  return kind >= TokenKind::name && kind <= TokenKind::case_;
}
[[nodiscard]] constexpr bool is_augmented_assignment(TokenKind kind) {
  return kind >= TokenKind::plus_equal;
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_TOKEN_H_
