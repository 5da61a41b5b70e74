// Expressions, from `a if b else c` down to names and numbers.
// SPDX-License-Identifier: MIT
//
//   list_of_expressions   a, *b, c          read_list
//   named expression      x := a if b else c   read_named
//   expression            a if b else c     read_expression
//   disjunction           a or b            read_disjunction
//   operand               a | b             read_operand
//   primary               await a.b(c)[d]   inside
#ifndef PYMOLT_GRAMMAR_EXPRESSIONS_H_
#define PYMOLT_GRAMMAR_EXPRESSIONS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// What an expression is at its outside.
enum class ExpressionKind : std::uint8_t {
  nothing,
  name,
  attribute,
  subscript,
  call,
  tuple,  // in parentheses or bare
  star,   // `*a`, alone
  other,
};

struct Expression {
  ExpressionKind form = ExpressionKind::nothing;
  bool in_parens = false;   // and nothing else in them
  bool is_bare = false;     // a tuple without parentheses
  std::uint32_t first = 0;  // the tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t tail = 0;      // of a call or subscript: its bracket
  bool behind_parens = false;  // hung behind a target in parentheses: `(a).b`
};

/// A name, an attribute or an item.
[[nodiscard]] constexpr bool is_single(const Expression& expression) {
  return expression.form == ExpressionKind::name || expression.form == ExpressionKind::attribute ||
         expression.form == ExpressionKind::subscript;
}

Expression read_expression(Reader& reader);
Expression read_named(Reader& reader);
Expression read_disjunction(Reader& reader);
Expression read_operand(Reader& reader);

/// ELEMENT may be a starred expression in parentheses of its own.
void allow_star(Reader& reader, const Expression& element);

/// `a`, `a, b`, `a,` with starred ones among them, which STAR says something about where it is given.
/// A bare tuple that is a starred expression alone has the form `star`.
Expression read_list(Reader& reader, const Construct* star);

/// `lambda x: y`; with CONDITION, as the condition of a comprehension, where the body is no conditional expression.
Expression read_lambda(Reader& reader, bool condition = false);

/// `yield`, `yield a, b`, `yield from a`.
Expression read_yield(Reader& reader);

/// What may stand on the right of `=`: a list or a `yield`.
Expression read_value(Reader& reader, const Construct* star);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_EXPRESSIONS_H_
