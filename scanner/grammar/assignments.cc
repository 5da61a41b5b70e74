// `a = b, *c = d`, `a += b`, `a: int = b`: what the first expression is, the sign behind it says.
// SPDX-License-Identifier: MIT
#include "grammar/assignments.h"

#include "grammar/expressions.h"
#include "grammar/parameters.h"
#include "grammar/placement_rules.h"
#include "grammar/targets.h"

namespace pymolt::verdict {

namespace {

const Construct kStar = Construct::unpacking_in_display;

// `*a` alone is a value nowhere.
void see_value(Reader& reader, const Expression& value) {
  if (value.form == ExpressionKind::star)
    see_misplaced(reader, Construct::bare_star, reader.since(value.first));
}

// `a[*b]: int` without a value looks at what is in the brackets, one by one.
void see_starred_item(Reader& reader, const Expression& target) {
  if (reader.failed() || target.form != ExpressionKind::subscript) return;
  int depth = 0;
  for (std::uint32_t i = target.tail; i < target.last; ++i) {
    switch (reader.token(i).kind) {
      case TokenKind::left_paren:
      case TokenKind::left_bracket:
      case TokenKind::left_brace:
      case TokenKind::string_open:
        ++depth;
        break;
      case TokenKind::right_paren:
      case TokenKind::right_bracket:
      case TokenKind::right_brace:
      case TokenKind::string_close:
        --depth;
        break;
      case TokenKind::star: {
        const TokenKind before = reader.token(i - 1).kind;
        if (depth == 1 && (before == TokenKind::left_bracket || before == TokenKind::comma)) {
          see_misplaced(reader, Construct::bare_star, reader.token(i).span());
        }
        break;
      }
      default:
        break;
    }
  }
}

void read_annotated(Reader& reader, const Expression& target) {
  reader.see_here(Construct::variable_annotation);
  see_annotated_target(reader, target);
  reader.skip();
  const bool simple = target.form == ExpressionKind::name && !target.in_parens;
  read_annotation(reader, simple ? Annotated::variable : Annotated::place);
  if (!reader.accept(TokenKind::equal)) return see_starred_item(reader, target);
  const std::uint32_t first = reader.index();
  const bool yields = reader.at(TokenKind::yield_);
  const Expression value = read_value(reader, &kStar);
  see_value(reader, value);
  const bool is_bare = value.form == ExpressionKind::tuple && value.is_bare;
  if (yields || is_bare) reader.see(Construct::annotated_bare_tuple, reader.since(first));
}

void read_augmented(Reader& reader, const Expression& target) {
  if (reader.at(TokenKind::at_equal)) reader.see_here(Construct::matrix_multiplication);
  see_augmented_target(reader, target);
  reader.skip();
  const Construct star = Construct::unpacking_in_augmented_assignment;
  see_value(reader, read_value(reader, &star));
}

}  // namespace

void read_expression_statement(Reader& reader) {
  Expression expression = read_value(reader, &kStar);
  if (reader.at(TokenKind::colon)) return read_annotated(reader, expression);
  if (is_augmented_assignment(reader.kind())) return read_augmented(reader, expression);
  while (reader.at(TokenKind::equal)) {
    see_target(reader, expression, Role::store);
    reader.skip();
    expression = read_value(reader, &kStar);
  }
  see_value(reader, expression);
}

}  // namespace pymolt::verdict
