// Operators by climbing: one loop and a table of levels read all that binds tighter than `if else`.
// SPDX-License-Identifier: MIT
//
// What bends to the right without a bracket (`- - x`, `a ** b ** c`, `not not x`, `a if b else c if d else e`) is read
// by loops, so that no chain of it can exhaust the stack.
#include "grammar/expressions.h"

#include <array>

#include "grammar/atoms.h"
#include "grammar/dead_code.h"
#include "grammar/identifiers.h"
#include "grammar/parameters.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

constexpr int kOr = 1;
constexpr int kAnd = 2;
constexpr int kNot = 3;
constexpr int kComparison = 4;
constexpr int kBitOr = 5;

constexpr auto kLevels = [] {
  std::array<std::uint8_t, 256> levels = {};
  const auto set = [&](int level, std::initializer_list<TokenKind> kinds) {
    for (const TokenKind kind : kinds) {
      levels[static_cast<std::size_t>(kind)] = static_cast<std::uint8_t>(level);
    }
  };
  using enum TokenKind;
  set(kOr, {or_});
  set(kAnd, {and_});
  set(kComparison, {less, less_equal, equal_equal, bang_equal, less_greater, greater_equal, greater,
                    in_, is_, not_});  // `not` of `not in`
  set(kBitOr, {bar});
  set(6, {caret});
  set(7, {ampersand});
  set(8, {shift_left, shift_right});
  set(9, {plus, minus});
  set(10, {star, slash, slash_slash, percent, at});
  return levels;
}();

// What was read from FIRST on, without parentheses around it.
Expression made(const Reader& reader, ExpressionKind form, std::uint32_t first) {
  Expression expression;
  expression.form = form;
  expression.is_bare = form == ExpressionKind::tuple;
  expression.first = first;
  expression.last = reader.index();
  return expression;
}

void climb(Reader& reader, int level, Expression& expression);

// Prefixes, a primary, and powers of it.
void read_unary(Reader& reader, Expression& expression) {
  for (;;) {
    while (reader.at(TokenKind::minus) || reader.at(TokenKind::plus) ||
           reader.at(TokenKind::tilde)) {
      reader.skip();
      expression.form = ExpressionKind::other;
    }
    if (expression.form == ExpressionKind::nothing) {
      expression = read_primary(reader);
    } else {
      (void)read_primary(reader);
    }
    if (!reader.accept(TokenKind::star_star)) return;
    expression.form = ExpressionKind::other;
  }
}

// Steps over the operator; false where it is none (`not` without `in`).
bool read_operator(Reader& reader) {
  switch (reader.kind()) {
    case TokenKind::not_:
      if (reader.next_kind() != TokenKind::in_) return false;
      reader.skip();
      break;
    case TokenKind::is_:
      if (reader.next_kind() == TokenKind::not_) reader.skip();
      break;
    case TokenKind::less_greater:
      reader.see_here(reader.barry ? Construct::barry_brackets : Construct::not_equal_brackets);
      break;
    case TokenKind::bang_equal:
      if (reader.barry) reader.see_here(Construct::barry_not_equal);
      break;
    case TokenKind::at:
      reader.see_here(Construct::matrix_multiplication);
      break;
    default:
      break;
  }
  reader.skip();
  return true;
}

void climb(Reader& reader, int level, Expression& expression) {
  if (level <= kNot && reader.at(TokenKind::not_)) {
    while (reader.accept(TokenKind::not_)) {
    }
    climb(reader, kComparison, expression);
    expression.form = ExpressionKind::other;
  } else {
    read_unary(reader, expression);
  }
  for (;;) {
    const int found = kLevels[static_cast<std::size_t>(reader.kind())];
    if (found == 0 || found < level || !read_operator(reader)) return;
    Expression right;
    climb(reader, found + 1, right);
    expression.form = ExpressionKind::other;
    expression.in_parens = false;
  }
}

Expression climb_from(Reader& reader, int level) {
  Expression expression;
  const std::uint32_t first = reader.index();
  climb(reader, level, expression);
  expression.first = first;
  expression.last = reader.index();
  if (expression.form == ExpressionKind::other) expression.in_parens = false;
  return expression;
}

}  // namespace

Expression read_operand(Reader& reader) { return climb_from(reader, kBitOr); }
Expression read_disjunction(Reader& reader) { return climb_from(reader, kOr); }

Expression read_expression(Reader& reader) {
  const std::uint32_t first = reader.index();
  for (bool conditional = false;; conditional = true) {
    const bool is_lambda = reader.at(TokenKind::lambda_);
    Expression expression = is_lambda ? read_lambda(reader) : read_disjunction(reader);
    if (is_lambda || !reader.at(TokenKind::if_)) {
      if (conditional) expression = made(reader, ExpressionKind::other, first);
      return expression;
    }
    reader.skip();
    read_disjunction(reader);
    reader.expect(TokenKind::else_);
  }
}

Expression read_named(Reader& reader) {
  const std::uint32_t first = reader.index();
  if (is_word(reader.kind()) && reader.next_kind() == TokenKind::colon_equal) {
    read_bound_word(reader, Role::walrus);
    see_walrus(reader, reader.token().span());
    reader.skip();
    read_expression(reader);
    return made(reader, ExpressionKind::other, first);
  }
  Expression expression = read_expression(reader);
  if (reader.at(TokenKind::colon_equal) && expression.form == ExpressionKind::name &&
      expression.in_parens) {
    reader.see(Construct::walrus_to_parenthesized, reader.since(first));
    reader.skip();
    read_expression(reader);
    return made(reader, ExpressionKind::other, first);
  }
  return expression;
}

Expression read_lambda(Reader& reader, bool condition) {
  const Reader::Deeper deeper(reader);
  const std::uint32_t first = reader.index();
  reader.skip();
  Scope scope{ScopeKind::lambda};
  scope.parameters_first = reader.index();
  read_parameters(reader, TokenKind::colon);
  scope.parameters_last = scope.first = reader.index();
  see_scope_in_type_scope(reader, reader.token(first).span());
  if (reader.expect(TokenKind::colon)) {
    const InFrame frame(reader, ScopeKind::lambda);
    if (!condition) {
      read_expression(reader);
    } else if (reader.at(TokenKind::lambda_)) {
      read_lambda(reader, true);
    } else {
      read_disjunction(reader);
    }
  }
  scope.last = reader.index();
  reader.scopes.add(scope);
  return made(reader, ExpressionKind::other, first);
}

void allow_star(Reader& reader, const Expression& element) {
  if (element.form != ExpressionKind::star || !element.in_parens || reader.failed()) return;
  std::uint32_t star = element.first;
  while (reader.token(star).kind == TokenKind::left_paren) ++star;
  const Dead dead = reader.frames.top().dead;
  reader.retract(dead == Dead::no ? Construct::bare_star : error_in(dead),
                 reader.token(star).begin);
}

namespace {

Expression read_starred(Reader& reader, const Construct* star) {
  const std::uint32_t first = reader.index();
  if (star == nullptr) reader.fail();
  if (reader.failed()) return {};
  reader.see_here(*star);
  reader.skip();
  read_operand(reader);
  return made(reader, ExpressionKind::star, first);
}

}  // namespace

Expression read_list(Reader& reader, const Construct* star) {
  const std::uint32_t first = reader.index();
  Expression expression;
  for (bool more = false;; more = true) {
    expression = reader.at(TokenKind::star) ? read_starred(reader, star) : read_expression(reader);
    if (more || reader.at(TokenKind::comma)) allow_star(reader, expression);
    if (!reader.accept(TokenKind::comma)) {
      return more ? made(reader, ExpressionKind::tuple, first) : expression;
    }
    if (!starts_expression(reader.kind())) return made(reader, ExpressionKind::tuple, first);
  }
}

Expression read_yield(Reader& reader) {
  const std::uint32_t first = reader.index();
  const ByteSpan span = reader.token().span();
  reader.skip();
  const bool from = reader.at(TokenKind::from_);
  see_yield(reader, span, from);
  if (from) {
    reader.skip();
    read_expression(reader);
  } else if (starts_expression(reader.kind())) {
    const Construct star = Construct::unpacking_in_return;
    if (read_list(reader, &star).form == ExpressionKind::star) reader.fail(Construct::bare_star);
  }
  return made(reader, ExpressionKind::other, first);
}

Expression read_value(Reader& reader, const Construct* star) {
  return reader.at(TokenKind::yield_) ? read_yield(reader) : read_list(reader, star);
}

}  // namespace pymolt::verdict
