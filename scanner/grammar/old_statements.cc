// Two readings: one speaks of the versions that have the statement, the other of those that have the name.
// SPDX-License-Identifier: MIT
#include "grammar/old_statements.h"

#include "grammar/assignments.h"
#include "grammar/atoms.h"

namespace pymolt::verdict {

namespace {

void expect_end(Reader& reader) {
  if (!reader.at(TokenKind::newline) && !reader.at(TokenKind::semicolon) &&
      !reader.at(TokenKind::end)) {
    reader.fail();
  }
}

// `print`, `print a, b,`, `print >>f`, `print >>f, a`.
void read_print_statement(Reader& reader) {
  reader.skip();
  const bool chevron = reader.accept(TokenKind::shift_right);
  if (!chevron && !starts_expression(reader.kind())) return expect_end(reader);
  int count = 0;
  bool comma = false;
  do {
    read_expression(reader);
    ++count;
    comma = reader.accept(TokenKind::comma);
  } while (comma && starts_expression(reader.kind()));
  if (chevron && comma && count == 1) reader.fail();
  expect_end(reader);
}

// `(a, b)`, `(a, b, c)`: the code and where to run it.
bool is_pair(const Reader& reader, const Expression& code) {
  if (code.form != ExpressionKind::tuple || reader.failed()) return false;
  int depth = 0;
  for (std::uint32_t i = code.first; i + 2 < code.last; ++i) {
    const TokenKind kind = reader.token(i).kind;
    if (kind == TokenKind::left_paren || kind == TokenKind::left_bracket ||
        kind == TokenKind::left_brace)
      ++depth;
    if (kind == TokenKind::right_paren || kind == TokenKind::right_bracket ||
        kind == TokenKind::right_brace)
      --depth;
    if (kind == TokenKind::comma && depth == 1) return true;
  }
  return false;
}

// `exec a`, `exec a in b, c`.
void read_exec_statement(Reader& reader, bool& bare) {
  reader.skip();
  const Expression code = read_operand(reader);
  if (reader.accept(TokenKind::in_)) {
    read_expression(reader);
    if (reader.accept(TokenKind::comma)) read_expression(reader);
  } else {
    bare = !is_pair(reader, code);
  }
  expect_end(reader);
}

// Whether what follows the word cannot belong to an expression that begins with it.
bool is_juxtaposed(TokenKind next) {
  switch (next) {
    case TokenKind::left_paren:
    case TokenKind::left_bracket:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::star:
    case TokenKind::not_:
      return false;
    default:
      return starts_expression(next);
  }
}

// Reads STATEMENT for the versions that have it and an expression for the rest. Where only one of the two can be read,
// that is what was met.
template <typename Statement>
void read_twice(Reader& reader, Statement statement, Construct as_statement, Construct as_name) {
  const std::uint32_t first = reader.index();
  const ByteSpan word = reader.token().span();
  const VersionSet old = reader.on(as_statement);
  const bool juxtaposed = is_juxtaposed(reader.next_kind());
  const bool is_statement = reader.try_region(old, [&] { statement(reader); });
  const std::uint32_t last = reader.index();
  if (is_statement) reader.go_to(first);
  const bool is_expression = !juxtaposed && reader.try_region(~old, [&] {
    read_expression_statement(reader);
    expect_end(reader);
  });
  if (is_statement && !is_expression) {
    reader.go_to(last);
    reader.see(as_statement, reader.since(first));
  } else if (!is_statement && is_expression) {
    reader.see(as_name, word);
  } else if (!is_statement) {
    read_expression_statement(reader);  // to fail where it fails
  }
}

}  // namespace

void read_print(Reader& reader) {
  read_twice(reader, read_print_statement, Construct::print_statement, Construct::print_as_name);
}

void read_exec(Reader& reader) {
  const std::uint32_t word = reader.index();
  bool bare = false;
  read_twice(
      reader, [&](Reader& inner) { read_exec_statement(inner, bare); }, Construct::exec_statement,
      Construct::exec_as_name);
  if (bare && !reader.failed()) reader.scopes.set_role(word, Role::unoptimized);
}

}  // namespace pymolt::verdict
