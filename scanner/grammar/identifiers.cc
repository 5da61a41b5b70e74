// Reports soft and version-dependent keywords used as identifiers.
// SPDX-License-Identifier: MIT
#include "grammar/identifiers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "grammar/private_names.h"

namespace pymolt::verdict {

namespace {

// `await (x)` in code that never runs: 3.7 reads an expression there and forgets it.
bool awaits_where_dead(Reader& reader, const Token& token) {
  if (reader.frames.top().dead == Dead::no || reader.frames.inside_async_function()) return false;
  const TokenKind next = (&token)[1].kind;
  return next == TokenKind::left_paren || next == TokenKind::left_bracket;
}

// What using the word as a name means, wherever it stands.
void see_word_as_name(Reader& reader, const Token& token) {
  switch (token.kind) {
    case TokenKind::print_:
      if (!reader.print_is_name) reader.see(Construct::print_as_name, token.span());
      break;
    case TokenKind::exec_:
      reader.see(Construct::exec_as_name, token.span());
      break;
    case TokenKind::nonlocal_:
      reader.see(Construct::nonlocal_as_name, token.span());
      break;
    case TokenKind::await_:
      if (awaits_where_dead(reader, token)) {
        reader.see(Construct::dead_code_error, token.span());
        break;
      }
      [[fallthrough]];
    case TokenKind::async_:
      reader.see(reader.frames.inside_async_function() ? Construct::async_await_in_async_function
                                                       : Construct::async_await_as_name,
                 token.span());
      break;
    case TokenKind::true_:
    case TokenKind::false_:
      reader.see(Construct::true_false_as_name, token.span());
      break;
    default:
      break;
  }
}

bool is_debug(Reader& reader, std::uint32_t index) {
  const Token& token = reader.token(index);
  return token.end - token.begin >= 9 && reader.name(index) == "__debug__";
}

std::string_view name_as(Reader& reader, std::uint32_t token, Named named) {
  const std::string_view name = reader.name(token);
  if (named != Named::variables || !is_private(name)) return name;
  const std::uint32_t class_name = reader.frames.class_name();
  return class_name == 0 ? name : reader.keep(name_in_class(name, reader.name(class_name)));
}

// `True` and the like written in other letters; the lexer has said what that is worth elsewhere.
void see_disguised(Reader& reader, std::uint32_t index) {
  const Token& token = reader.token(index);
  if (static_cast<unsigned char>(reader.text(token).front()) < 0x80) return;
  const std::string_view name = reader.name(index);
  if (name == "True" || name == "False" || name == "None") {
    reader.see(Construct::disguised_constant_bound, token.span());
  }
}

}  // namespace

void read_loaded_word(Reader& reader) {
  const Token& token = reader.token();
  const TokenKind kind = token.kind;
  if (kind != TokenKind::true_ && kind != TokenKind::false_ && kind != TokenKind::none) {
    if (kind != TokenKind::name) see_word_as_name(reader, token);
    reader.scopes.set_role(reader.index(), Role::load);
  }
  reader.skip();
}

void see_bound_word(Reader& reader, std::uint32_t index, Role role) {
  const Token& token = reader.token(index);
  reader.scopes.set_role(index, role);
  if (token.kind == TokenKind::name) {
    if (!is_debug(reader, index)) return;
    reader.see(role == Role::deleted ? Construct::delete_debug : Construct::assign_debug,
               token.span());
  } else if (token.kind == TokenKind::none) {
    reader.see(role == Role::deleted ? Construct::delete_none : Construct::assign_none,
               token.span());
  } else if (token.kind == TokenKind::true_ || token.kind == TokenKind::false_) {
    reader.see(Construct::true_false_as_name, token.span());
  }
}

void see_bound_attribute(Reader& reader, std::uint32_t index, Role role) {
  const Token& token = reader.token(index);
  if (token.kind == TokenKind::none && role != Role::deleted) {
    reader.see(Construct::assign_none, token.span());
  } else if (token.kind == TokenKind::name && is_debug(reader, index)) {
    reader.see(role == Role::deleted ? Construct::delete_debug_attribute : Construct::assign_debug,
               token.span());
  }
  see_disguised(reader, index);
}

void read_bound_word(Reader& reader, Role role) {
  const Token& token = reader.token();
  if (!is_word(token.kind)) return reader.fail();
  if (token.kind != TokenKind::true_ && token.kind != TokenKind::false_) {
    see_word_as_name(reader, token);
  }
  see_bound_word(reader, reader.index(), role);
  reader.skip();
}

void see_repeated_names(Reader& reader, const std::vector<std::uint32_t>& tokens,
                        Construct construct, Named named) {
  constexpr std::size_t kFew = 8;
  if (tokens.size() < 2) return;
  if (tokens.size() <= kFew) {
    std::array<std::string_view, kFew> names;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      names[i] = name_as(reader, tokens[i], named);
      const auto end = names.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find(names.begin(), end, names[i]) == end) continue;
      reader.see(construct, reader.token(tokens[i]).span());
    }
    return;
  }
  std::vector<std::pair<std::string_view, std::uint32_t>> names;
  names.reserve(tokens.size());
  for (const std::uint32_t token : tokens) names.emplace_back(name_as(reader, token, named), token);
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i - 1].first != names[i].first) continue;
    reader.see(construct, reader.token(names[i].second).span());
  }
}

void read_free_word(Reader& reader) {
  const Token& token = reader.token();
  if (!is_word(token.kind)) return reader.fail();
  if (token.kind == TokenKind::none) {
    reader.see(Construct::none_as_attribute, token.span());
  } else if (token.kind != TokenKind::name) {
    see_word_as_name(reader, token);
  }
  reader.skip();
}

void read_keyword_word(Reader& reader) {
  const Token& token = reader.token();
  see_word_as_name(reader, token);
  if (token.kind == TokenKind::none) reader.see(Construct::assign_none, token.span());
  if (token.kind == TokenKind::name) {
    if (is_debug(reader, reader.index())) reader.see(Construct::assign_debug, token.span());
    see_disguised(reader, reader.index());
  }
  reader.skip();
}

}  // namespace pymolt::verdict
