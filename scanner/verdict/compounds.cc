// Heads and blocks; what a block may hold is kept in the frames while it is read.
// SPDX-License-Identifier: MIT
#include "verdict/compounds.h"

#include <algorithm>

#include "verdict/context.h"
#include "verdict/dead_code.h"
#include "verdict/expressions.h"
#include "verdict/statements.h"
#include "verdict/targets.h"

namespace pymolt::verdict {

namespace {

void read_else(Reader& reader) {
  if (reader.accept(TokenKind::else_)) read_block(reader);
}

void read_block_in(Reader& reader, Block block, ByteSpan span) {
  open_block(reader, block, span);
  read_block(reader);
  reader.frames.close();
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
  switch (truth(reader, first, reader.index())) {
    case Truth::no:
      return {Dead::yes, Dead::no};
    case Truth::no_by_word:
      return {Dead::behind_word, Dead::no};
    case Truth::yes:
      return {Dead::no, Dead::yes};
    case Truth::yes_by_word:
      return {Dead::no, Dead::behind_word};
    default:
      return {};
  }
}

}  // namespace

void read_if(Reader& reader) {
  const Dead outside = reader.frames.top().dead;
  Dead rest = outside;
  do {
    const Deadness condition = read_condition(reader);
    reader.frames.top().dead = std::max(rest, condition.block);
    read_block(reader);
    rest = std::max(rest, condition.rest);
    reader.frames.top().dead = rest;
  } while (reader.at(TokenKind::elif_));
  read_else(reader);
  reader.frames.top().dead = outside;
}

void read_while(Reader& reader) {
  const ByteSpan span = reader.token().span();
  const Dead outside = reader.frames.top().dead;
  const Deadness condition = read_condition(reader);
  reader.frames.top().dead = std::max(outside, condition.block);
  read_block_in(reader, Block::loop, span);
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
  if (read_list(reader, &star).form == Form::star)
    reader.see(Construct::bare_star, reader.since(first));
  read_block_in(reader, Block::loop, span);
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
