// Elements between brackets; where a `for` is among them, a comprehension with a frame and a scope of its own.
// SPDX-License-Identifier: MIT
#include "grammar/displays.h"

#include "grammar/atoms.h"
#include "grammar/comprehensions.h"

namespace pymolt::verdict {

namespace {

// `*a` in a display; it takes no looser operator than `|`.
void read_star_element(Reader& reader) {
  reader.see_here(Construct::unpacking_in_display);
  reader.skip();
  read_operand(reader);
}

void read_element(Reader& reader) {
  if (reader.at(TokenKind::star)) {
    read_star_element(reader);
  } else {
    const Expression element = read_named(reader);
    if (!reader.at(TokenKind::colon)) allow_star(reader, element);
  }
}

void read_pair(Reader& reader) {
  if (reader.at(TokenKind::star_star)) {
    reader.see_here(Construct::unpacking_in_display);
    reader.skip();
    read_operand(reader);
    return;
  }
  read_expression(reader);
  if (reader.expect(TokenKind::colon)) read_expression(reader);
}

// The elements of a set; `:=` came to them a version later than to the rest.
void read_set_element(Reader& reader) {
  if (is_word(reader.kind()) && reader.next_kind() == TokenKind::colon_equal) {
    reader.see_here(Construct::walrus_in_set);
  }
  read_element(reader);
}

template <typename Read>
void read_rest(Reader& reader, TokenKind close, Read read) {
  while (reader.accept(TokenKind::comma) && !reader.at(close)) read(reader);
  reader.expect(close);
}

// One of the things between `[` and `]`; until 3.8 a `(*a)` that is not ALONE passed.
void read_slice(Reader& reader, bool alone) {
  const bool has_lower = !reader.at(TokenKind::colon);
  if (has_lower) {
    if (reader.at(TokenKind::star)) {
      reader.see_here(Construct::unpacking_in_subscript);
      reader.skip();
      read_expression(reader);
      return;
    }
    if (reader.at(TokenKind::ellipsis) && (reader.next_kind() == TokenKind::comma ||
                                           reader.next_kind() == TokenKind::right_bracket)) {
      return reader.skip();
    }
    if (reader.at(TokenKind::dot)) {
      reader.see_here(Construct::spaced_ellipsis);
      for (int i = 0; i < 3; ++i) reader.expect(TokenKind::dot);
      return;
    }
    if (is_word(reader.kind()) && reader.next_kind() == TokenKind::colon_equal) {
      reader.see_here(Construct::walrus_in_subscript);
      read_named(reader);
      return;
    }
    const Expression expression = read_expression(reader);
    const bool is_element = !reader.at(TokenKind::colon);
    if (is_element && (!alone || reader.at(TokenKind::comma))) allow_star(reader, expression);
  }
  for (int colons = 0; colons < 2 && reader.accept(TokenKind::colon); ++colons) {
    if (starts_expression(reader.kind())) read_expression(reader);
  }
}

}  // namespace

void read_generator(Reader& reader) {
  Comprehension comprehension(reader, ScopeKind::generator);
  comprehension.read_element();
  comprehension.read_clauses();
}

ExpressionKind read_group(Reader& reader, Expression& expression) {
  const Reader::Deeper deeper(reader);
  const std::uint32_t open = reader.index();
  reader.skip();
  if (reader.accept(TokenKind::right_paren)) return ExpressionKind::tuple;
  if (reader.holds_comprehension(open)) {
    read_generator(reader);
    reader.expect(TokenKind::right_paren);
    return ExpressionKind::other;
  }
  if (reader.at(TokenKind::yield_)) {
    read_yield(reader);
    reader.expect(TokenKind::right_paren);
    return ExpressionKind::other;
  }
  ExpressionKind form = ExpressionKind::star;
  if (reader.at(TokenKind::star)) {
    const ByteSpan span = reader.token().span();
    read_star_element(reader);
    if (reader.at(TokenKind::right_paren)) {
      reader.see(Construct::star_in_parentheses, span);
      see_misplaced(reader, Construct::bare_star, span);  // an element takes it back
    }
  } else {
    const Expression inner = read_named(reader);
    if (reader.at(TokenKind::comma)) allow_star(reader, inner);
    form = inner.form;
  }
  if (!reader.at(TokenKind::comma)) {
    reader.expect(TokenKind::right_paren);
    expression.in_parens = true;
    return form;
  }
  read_rest(reader, TokenKind::right_paren, read_element);
  return ExpressionKind::tuple;
}

void read_list_display(Reader& reader) {
  const Reader::Deeper deeper(reader);
  const std::uint32_t open = reader.index();
  reader.skip();
  if (reader.accept(TokenKind::right_bracket)) return;
  if (reader.holds_comprehension(open)) {
    Comprehension comprehension(reader, ScopeKind::list);
    comprehension.read_element();
    comprehension.read_clauses();
    reader.expect(TokenKind::right_bracket);
    return;
  }
  read_element(reader);
  read_rest(reader, TokenKind::right_bracket, read_element);
}

void read_braces(Reader& reader) {
  const Reader::Deeper deeper(reader);
  const std::uint32_t open = reader.index();
  reader.skip();
  if (reader.accept(TokenKind::right_brace)) return;
  if (reader.holds_comprehension(open)) {
    Comprehension comprehension(reader, ScopeKind::set_or_dict);
    comprehension.read_element();
    comprehension.read_clauses();
    reader.expect(TokenKind::right_brace);
    return;
  }
  if (reader.at(TokenKind::star_star)) {
    read_pair(reader);
    return read_rest(reader, TokenKind::right_brace, read_pair);
  }
  const bool is_walrus = is_word(reader.kind()) && reader.next_kind() == TokenKind::colon_equal;
  const bool is_star = reader.at(TokenKind::star);
  read_set_element(reader);
  if (!is_walrus && !is_star && reader.accept(TokenKind::colon)) {
    read_expression(reader);
    return read_rest(reader, TokenKind::right_brace, read_pair);
  }
  read_rest(reader, TokenKind::right_brace, read_set_element);
}

void read_subscript(Reader& reader) {
  const Reader::Deeper deeper(reader);
  reader.skip();
  read_slice(reader, true);
  read_rest(reader, TokenKind::right_bracket, [](Reader& rest) { read_slice(rest, false); });
}

}  // namespace pymolt::verdict
