// `try` and its clauses.
// SPDX-License-Identifier: MIT
//
// `except A, e` is 2.7's way to name the exception; from 3.14 on it catches two kinds.
#include "grammar/atoms.h"
#include "grammar/blocks.h"
#include "grammar/compounds.h"
#include "grammar/expressions.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"
#include "grammar/statements.h"
#include "grammar/targets.h"

namespace pymolt::verdict {

namespace {

// The name behind `as`; 2.7 takes any target.
void read_exception_name(Reader& reader) {
  const TokenKind next = reader.next_kind();
  if (is_word(reader.kind()) && next == TokenKind::colon) {
    return read_bound_word(reader, Role::except_name);
  }
  const Expression target = read_expression(reader);
  see_target(reader, target, Role::store);
  reader.see(Construct::exception_target, reader.since(target.first));
}

// Behind the first comma: 2.7's target, or the second of several exceptions.
void read_more_exceptions(Reader& reader, std::uint32_t first) {
  reader.skip();
  const std::uint32_t second = reader.index();
  const bool is_target = reader.try_region(
      reader.on(Construct::except_comma) - reader.on(Construct::except_list), [&] {
        const Expression target = read_expression(reader);
        if (!reader.at(TokenKind::colon)) return reader.fail();
        see_target(reader, target, Role::store);
      });
  if (is_target) reader.go_to(second);
  const bool is_list = reader.try_region(reader.on(Construct::except_list), [&] {
    while (!reader.at(TokenKind::colon)) {
      read_expression(reader);
      if (!reader.accept(TokenKind::comma)) break;
    }
    if (!reader.at(TokenKind::colon)) reader.fail();
  });
  if (!is_list) {
    read_expression(reader);
    reader.fail(Construct::invalid_except);
  }
  reader.see(is_target ? Construct::except_comma : Construct::except_list, reader.since(first));
}

struct Handlers {
  bool plain = false;
  bool star = false;
  bool bare = false;
};

void read_handler(Reader& reader, Handlers& handlers) {
  const ByteSpan span = reader.token().span();
  const std::uint32_t first = reader.index();
  if (handlers.bare) see_misplaced(reader, Construct::except_order, span);
  reader.skip();
  const bool star = reader.accept(TokenKind::star);
  if (star) reader.see(Construct::except_star, span);
  (star ? handlers.star : handlers.plain) = true;
  if (handlers.star && handlers.plain) reader.see(Construct::mixed_except_star, span);
  if (!reader.at(TokenKind::colon)) {
    read_expression(reader);
    if (reader.accept(TokenKind::as_)) {
      read_exception_name(reader);
    } else if (reader.at(TokenKind::comma)) {
      read_more_exceptions(reader, first);
    }
  } else if (star) {
    return reader.fail(Construct::invalid_except);
  } else {
    handlers.bare = true;
  }
  read_block_in(reader, star ? BlockKind::handler_star : BlockKind::handler, span);
}

}  // namespace

void read_try(Reader& reader) {
  const ByteSpan span = reader.token().span();
  reader.skip();
  reader.frames.open(BlockKind::try_);
  read_block_in(reader, BlockKind::body, span);
  Handlers handlers;
  while (reader.at(TokenKind::except_)) {
    read_handler(reader, handlers);
  }
  const bool handled = handlers.plain || handlers.star;
  if (handled && reader.accept(TokenKind::else_)) {
    read_block_in(reader, BlockKind::otherwise, span, 0);
  }
  const bool last = reader.at(TokenKind::finally_);
  reader.frames.block().count = last && handled ? 1 : 0;
  close_block(reader, span);
  if (last) {
    reader.skip();
    read_block_in(reader, BlockKind::finally, span);
  } else if (!handled && !reader.failed()) {
    reader.see(Construct::invalid_try, span);
  }
}

}  // namespace pymolt::verdict
