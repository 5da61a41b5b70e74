// `with`, whose items may stand in parentheses since 3.9.
// SPDX-License-Identifier: MIT
#include <cstddef>

#include "grammar/blocks.h"
#include "grammar/compounds.h"
#include "grammar/expressions.h"
#include "grammar/placement_rules.h"
#include "grammar/statements.h"
#include "grammar/targets.h"

namespace pymolt::verdict {

namespace {

void read_item(Reader& reader) {
  read_expression(reader);
  if (reader.accept(TokenKind::as_)) read_as_target(reader);
}

// Whether the parenthesis that opens here holds items: an `as` directly in it, and a `:` behind it.
bool holds_items(const Reader& reader) {
  int depth = 0;
  bool has_as = false;
  for (std::uint32_t i = reader.index();; ++i) {
    switch (reader.token(i).kind) {
      case TokenKind::left_paren:
      case TokenKind::left_bracket:
      case TokenKind::left_brace:
      case TokenKind::field_open:
        ++depth;
        break;
      case TokenKind::right_paren:
      case TokenKind::right_bracket:
      case TokenKind::right_brace:
      case TokenKind::field_close:
        if (--depth == 0) return has_as && reader.token(i + 1).kind == TokenKind::colon;
        break;
      case TokenKind::as_:
        has_as = has_as || depth == 1;
        break;
      case TokenKind::newline:
      case TokenKind::end:
        return false;
      default:
        break;
    }
  }
}

// The items' number comes back.
std::size_t read_parenthesized_items(Reader& reader) {
  reader.see_here(Construct::parenthesized_with);
  reader.skip();
  std::size_t count = 0;
  do {
    if (reader.at(TokenKind::right_paren)) break;
    read_item(reader);
    ++count;
  } while (reader.accept(TokenKind::comma));
  reader.expect(TokenKind::right_paren);
  return count;
}

std::size_t read_items(Reader& reader) {
  read_item(reader);
  if (!reader.at(TokenKind::comma)) return 1;
  reader.see_here(Construct::several_with_items);
  std::size_t count = 1;
  for (; reader.accept(TokenKind::comma); ++count) read_item(reader);
  return count;
}

}  // namespace

void read_with(Reader& reader) {
  const ByteSpan span = reader.token().span();
  reader.skip();
  const bool in_parens = reader.at(TokenKind::left_paren) && holds_items(reader);
  const std::size_t count = in_parens ? read_parenthesized_items(reader) : read_items(reader);
  read_block_in(reader, BlockKind::with, span, count);
}

}  // namespace pymolt::verdict
