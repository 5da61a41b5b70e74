// What begins with which word; what begins with none is an expression or an assignment.
// SPDX-License-Identifier: MIT
#include "grammar/statements.h"

#include "grammar/assignments.h"
#include "grammar/atoms.h"
#include "grammar/compounds.h"
#include "grammar/identifiers.h"
#include "grammar/import_statements.h"
#include "grammar/old_statements.h"
#include "grammar/patterns.h"
#include "grammar/placement_rules.h"
#include "grammar/symbols.h"
#include "grammar/targets.h"
#include "grammar/type_parameters.h"

namespace pymolt::verdict {

namespace {

void read_return(Reader& reader) {
  const std::uint32_t first = reader.index();
  reader.skip();
  const bool with_value = starts_expression(reader.kind());
  if (with_value) {
    const Construct star = Construct::unpacking_in_return;
    if (read_list(reader, &star).form == ExpressionKind::star) reader.fail(Construct::bare_star);
  }
  see_return(reader, reader.since(first), with_value);
}

// `raise`, `raise E`, `raise E from F`; 2.7: `raise E, value, traceback`.
void read_raise(Reader& reader) {
  reader.skip();
  if (!starts_expression(reader.kind())) return;
  const std::uint32_t first = reader.index();
  read_expression(reader);
  if (reader.at(TokenKind::from_)) {
    reader.see_here(Construct::raise_from);
    reader.skip();
    read_expression(reader);
  } else if (reader.accept(TokenKind::comma)) {
    read_expression(reader);
    if (reader.accept(TokenKind::comma)) read_expression(reader);
    reader.see(Construct::raise_comma, reader.since(first));
  }
}

void read_assert(Reader& reader) {
  reader.skip();
  read_expression(reader);
  if (reader.accept(TokenKind::comma)) read_expression(reader);
}

void read_declaration(Reader& reader, Role role) {
  if (role == Role::declared_nonlocal) reader.see_here(Construct::nonlocal_statement);
  reader.skip();
  do {
    const std::uint32_t name = reader.index();
    read_free_word(reader);
    if (!reader.failed()) reader.scopes.set_role(name, role);
  } while (reader.accept(TokenKind::comma));
}

void read_delete(Reader& reader) {
  reader.skip();
  read_targets(reader, Role::deleted);
}

void read_simple(Reader& reader) {
  const ByteSpan span = reader.token().span();
  switch (reader.kind()) {
    case TokenKind::pass_:
      return reader.skip();
    case TokenKind::break_:
      reader.skip();
      return see_break(reader, span);
    case TokenKind::continue_:
      reader.skip();
      return see_continue(reader, span);
    case TokenKind::return_:
      return read_return(reader);
    case TokenKind::raise_:
      return read_raise(reader);
    case TokenKind::assert_:
      return read_assert(reader);
    case TokenKind::del_:
      return read_delete(reader);
    case TokenKind::global_:
      return read_declaration(reader, Role::declared_global);
    case TokenKind::nonlocal_:
      if (is_word(reader.next_kind())) return read_declaration(reader, Role::declared_nonlocal);
      break;
    case TokenKind::import_:
    case TokenKind::from_:
      return read_import(reader);
    case TokenKind::lazy_:
      if (reader.next_kind() == TokenKind::import_ || reader.next_kind() == TokenKind::from_) {
        return read_import(reader);
      }
      break;
    case TokenKind::type_:
      if (is_word(reader.next_kind())) return read_type_alias(reader);
      break;
    case TokenKind::print_:
      if (!reader.print_is_name) return read_print(reader);
      break;
    case TokenKind::exec_:
      return read_exec(reader);
    default:
      break;
  }
  read_expression_statement(reader);
}

// Statements joined by `;`, up to the end of the line.
void read_line(Reader& reader) {
  do {
    const std::uint32_t first = reader.index();
    read_simple(reader);
    if (reader.futures.allowed) note_for_futures(reader, first);
  } while (reader.accept(TokenKind::semicolon) && !reader.at(TokenKind::newline) &&
           !reader.at(TokenKind::end));
  if (!reader.at(TokenKind::end)) reader.expect(TokenKind::newline);
}

// Says whether the statement was a compound one.
bool read_compound(Reader& reader) {
  switch (reader.kind()) {
    case TokenKind::if_:
      read_if(reader);
      return true;
    case TokenKind::while_:
      read_while(reader);
      return true;
    case TokenKind::for_:
      read_for(reader);
      return true;
    case TokenKind::try_:
      read_try(reader);
      return true;
    case TokenKind::with_:
      read_with(reader);
      return true;
    case TokenKind::def_:
    case TokenKind::class_:
    case TokenKind::at:
      read_definition(reader);
      return true;
    case TokenKind::async_:
      return read_async(reader);
    case TokenKind::match_:
      return read_match(reader);
    default:
      return false;
  }
}

// Statements up to the end of an indented block.
void read_indented(Reader& reader) {
  const Reader::Deeper deeper(reader);
  while (!reader.at(TokenKind::dedent) && !reader.at(TokenKind::end)) read_statement(reader);
  reader.accept(TokenKind::dedent);
}

}  // namespace

void read_statement(Reader& reader) {
  if (reader.at(TokenKind::indent)) {  // behind a head that could not be read
    reader.skip();
    return read_indented(reader);
  }
  if (read_compound(reader)) {
    reader.futures.allowed = false;
  } else {
    read_line(reader);
  }
  reader.recover();
}

void read_block(Reader& reader) {
  reader.futures.allowed = false;
  if (!reader.expect(TokenKind::colon)) return;
  if (!reader.accept(TokenKind::newline)) return read_line(reader);
  if (reader.accept(TokenKind::indent))
    read_indented(reader);  // the lexer says where it is missing
}

void read_file(Reader& reader) {
  while (!reader.at(TokenKind::end) && !reader.gave_up()) {
    if (reader.accept(TokenKind::dedent)) continue;
    read_statement(reader);
  }
  if (!reader.gave_up()) resolve_names(reader);
}

}  // namespace pymolt::verdict
