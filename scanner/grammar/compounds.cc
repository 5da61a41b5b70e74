// Heads and blocks; what a block may hold is kept in the frames while it is read.
// SPDX-License-Identifier: MIT
#include "grammar/compounds.h"

#include "grammar/blocks.h"
#include "grammar/dead_code.h"
#include "grammar/expressions.h"
#include "grammar/placement_rules.h"
#include "grammar/statements.h"
#include "grammar/targets.h"

namespace pymolt::verdict {

namespace {

void read_else(Reader& reader) {
  if (reader.accept(TokenKind::else_)) read_block(reader);
}

// The block behind a condition, and what is behind that one, may never run.
struct Deadness {
  Dead block = Dead::no;
  Dead rest = Dead::no;
};

Deadness read_condition(Reader& reader) {
  reader.skip();
  const std::uint32_t first = reader.index();
  read_named(reader);
  const ConditionTruth always = truth(reader, first, reader.index());
  return always.value ? Deadness{Dead::no, always.seen} : Deadness{always.seen, Dead::no};
}

}  // namespace

void read_if(Reader& reader) {
  const Dead outside = reader.frames.top().dead;
  Dead rest = outside;
  do {
    const Deadness condition = read_condition(reader);
    reader.frames.top().dead = rest | condition.block;
    read_block(reader);
    rest = rest | condition.rest;
    reader.frames.top().dead = rest;
  } while (reader.at(TokenKind::elif_));
  read_else(reader);
  reader.frames.top().dead = outside;
}

void read_while(Reader& reader) {
  const ByteSpan span = reader.token().span();
  const Dead outside = reader.frames.top().dead;
  const Deadness condition = read_condition(reader);
  reader.frames.top().dead = outside | condition.block;
  read_block_in(reader, BlockKind::loop, span);
  reader.frames.top().dead = outside;
  read_else(reader);
}

void read_for(Reader& reader) {
  const ByteSpan span = reader.token().span();
  reader.skip();
  read_targets(reader, Role::store);
  if (!reader.expect(TokenKind::in_)) return;
  const std::uint32_t first = reader.index();
  const Construct star = Construct::unpacking_in_for;
  if (read_list(reader, &star).form == ExpressionKind::star)
    reader.see(Construct::bare_star, reader.since(first));
  read_block_in(reader, BlockKind::loop, span);
  read_else(reader);
}

bool read_async(Reader& reader) {
  const ByteSpan span = reader.token().span();
  switch (reader.next_kind()) {
    case TokenKind::def_:
      read_definition(reader);
      return true;
    case TokenKind::for_:
      reader.see(Construct::async_for, span);
      see_async_statement(reader, span);
      reader.skip();
      read_for(reader);
      return true;
    case TokenKind::with_:
      reader.see(Construct::async_with, span);
      see_async_statement(reader, span);
      reader.skip();
      read_with(reader);
      return true;
    default:
      return false;
  }
}

}  // namespace pymolt::verdict
