// Type parameters are names in a scope of their own, which bounds, defaults and annotations see.
// SPDX-License-Identifier: MIT
#include "grammar/type_parameters.h"

#include <vector>

#include "grammar/expressions.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

// `= int`; a `*Ts` may have an unpacked one.
void read_default(Reader& reader, TokenKind prefix) {
  reader.see_here(Construct::type_parameter_default);
  reader.skip();
  if (prefix == TokenKind::star && reader.accept(TokenKind::star)) {
    read_operand(reader);
  } else {
    read_expression(reader);
  }
}

}  // namespace

void read_type_parameters(Reader& reader) {
  reader.see_here(Construct::type_parameters);
  reader.skip();
  std::vector<std::uint32_t> names;
  bool with_default = false;
  do {
    if (!names.empty() && reader.at(TokenKind::right_bracket)) break;
    const TokenKind prefix = reader.kind();
    if (prefix == TokenKind::star || prefix == TokenKind::star_star) reader.skip();
    names.push_back(reader.index());
    const ByteSpan span = reader.token().span();
    read_bound_word(reader, Role::type_parameter);
    if (reader.at(TokenKind::colon)) {
      if (!is_word(prefix)) reader.fail(Construct::invalid_type_parameter);
      if (reader.failed()) return;
      reader.skip();
      read_expression(reader);
    }
    if (reader.at(TokenKind::equal)) {
      with_default = true;
      read_default(reader, prefix);
    } else if (with_default) {
      reader.see(Construct::type_parameter_order, span);
    }
  } while (reader.accept(TokenKind::comma));
  reader.expect(TokenKind::right_bracket);
  see_repeated_names(reader, names, Construct::duplicate_type_parameter, Named::variables);
}

void read_type_alias(Reader& reader) {
  reader.see_here(Construct::type_alias);
  reader.skip();
  read_bound_word(reader, Role::store);
  {
    const InFrame frame(reader, ScopeKind::type_scope);
    Scope scope{ScopeKind::type_scope};
    scope.first = reader.index();
    if (reader.at(TokenKind::left_bracket)) read_type_parameters(reader);
    if (reader.expect(TokenKind::equal)) read_expression(reader);
    scope.last = reader.index();
    reader.scopes.add(scope);
  }
}

}  // namespace pymolt::verdict
