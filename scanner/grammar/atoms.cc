// An atom, then whatever is hung behind it.
// SPDX-License-Identifier: MIT
#include "grammar/atoms.h"

#include "grammar/call_arguments.h"
#include "grammar/displays.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

// One replacement field: `{a!r:>{width}}`. What is special about it the lexer has said.
void read_field(Reader& reader) {
  const Reader::Deeper deeper(reader);
  const std::uint32_t open = reader.index();
  reader.skip();
  ++reader.fields;
  if (reader.holds_comprehension(open)) {
    read_generator(reader);
  } else {
    const Construct star = Construct::unpacking_in_display;
    if (read_value(reader, &star).form == ExpressionKind::star) reader.fail(Construct::bare_star);
  }
  reader.accept(TokenKind::equal);
  reader.accept(TokenKind::conversion);
  if (reader.accept(TokenKind::format_open)) {
    while (reader.at(TokenKind::field_open)) read_field(reader);
  }
  --reader.fields;
  reader.expect(TokenKind::field_close);
}

// Strings that stand side by side are one.
void read_strings(Reader& reader) {
  for (;;) {
    if (reader.accept(TokenKind::string)) continue;
    if (!reader.accept(TokenKind::string_open)) return;
    while (reader.at(TokenKind::field_open)) read_field(reader);
    reader.expect(TokenKind::string_close);
  }
}

// 2.7: `x`, perhaps with commas.
void read_backticks(Reader& reader) {
  const Reader::Deeper deeper(reader);
  reader.see_here(Construct::backticks);
  reader.skip();
  read_expression(reader);
  while (reader.accept(TokenKind::comma)) read_expression(reader);
  reader.expect(TokenKind::backtick);
}

// `await` before something that cannot follow a name.
bool is_await_expression(const Reader& reader) {
  if (reader.frames.inside_async_function()) return true;
  switch (reader.next_kind()) {
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::string_open:
    case TokenKind::left_brace:
    case TokenKind::ellipsis:
      return true;
    default:
      return is_word(reader.next_kind());
  }
}

ExpressionKind read_atom(Reader& reader, Expression& expression) {
  switch (reader.kind()) {
    case TokenKind::number:
      reader.skip();
      return ExpressionKind::other;
    case TokenKind::string:
    case TokenKind::string_open:
      read_strings(reader);
      return ExpressionKind::other;
    case TokenKind::left_paren:
      return read_group(reader, expression);
    case TokenKind::left_bracket:
      read_list_display(reader);
      return ExpressionKind::other;
    case TokenKind::left_brace:
      read_braces(reader);
      return ExpressionKind::other;
    case TokenKind::backtick:
      read_backticks(reader);
      return ExpressionKind::other;
    case TokenKind::ellipsis:
      reader.see_here(Construct::ellipsis_expression);
      reader.skip();
      return ExpressionKind::other;
    default:
      if (!is_word(reader.kind())) {
        reader.fail();
        return ExpressionKind::other;
      }
      read_loaded_word(reader);
      return ExpressionKind::name;
  }
}

}  // namespace

bool starts_expression(TokenKind kind) {
  switch (kind) {
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::string_open:
    case TokenKind::left_paren:
    case TokenKind::left_bracket:
    case TokenKind::left_brace:
    case TokenKind::backtick:
    case TokenKind::ellipsis:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::tilde:
    case TokenKind::star:
    case TokenKind::not_:
    case TokenKind::lambda_:
      return true;
    default:
      return is_word(kind);
  }
}

// Whether what was just read, in parentheses, is `None`, `True` or `False`.
bool ends_in_constant(const Reader& reader) {
  std::uint32_t at = reader.index() - 1;
  while (at > 0 && reader.token(at).kind == TokenKind::right_paren) --at;
  const TokenKind kind = reader.token(at).kind;
  const bool constant =
      kind == TokenKind::none || kind == TokenKind::true_ || kind == TokenKind::false_;
  return constant && (at == 0 || reader.token(at - 1).kind == TokenKind::left_paren);
}

Expression read_primary(Reader& reader) {
  Expression expression;
  expression.first = reader.index();
  const bool awaits = reader.at(TokenKind::await_) && is_await_expression(reader);
  if (awaits) {
    reader.see_here(Construct::await_expression);
    see_await(reader, reader.token().span());
    reader.skip();
    if (reader.at(TokenKind::await_)) reader.fail();
  }
  expression.form = read_atom(reader, expression);
  expression.behind_parens =
      expression.in_parens && is_single(expression) && !ends_in_constant(reader);
  for (;;) {
    switch (reader.kind()) {
      case TokenKind::dot:
        reader.skip();
        read_free_word(reader);
        expression.form = ExpressionKind::attribute;
        break;
      case TokenKind::left_paren:
        expression.tail = reader.index();
        read_call(reader);
        expression.form = ExpressionKind::call;
        break;
      case TokenKind::left_bracket:
        expression.tail = reader.index();
        read_subscript(reader);
        expression.form = ExpressionKind::subscript;
        break;
      default:
        expression.last = reader.index();
        if (awaits) expression.form = ExpressionKind::other;
        return expression;
    }
    expression.in_parens = false;
  }
}

}  // namespace pymolt::verdict
