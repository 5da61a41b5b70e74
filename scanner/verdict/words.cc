// A name is common and costs nothing; a word that is a keyword somewhere says where.
// SPDX-License-Identifier: MIT
#include "verdict/words.h"

#include <algorithm>
#include <string_view>

namespace pymolt::verdict {

namespace {

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
    case TokenKind::async_:
    case TokenKind::await_:
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

void see_repeated_names(Reader& reader, std::vector<std::uint32_t>& tokens, Construct construct) {
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    return reader.name(a) == reader.name(b);
  };
  if (tokens.size() <= 8) {
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!same(tokens[i], tokens[j])) continue;
        reader.see(construct, reader.token(tokens[i]).span());
        break;
      }
    }
    return;
  }
  std::sort(tokens.begin(), tokens.end(), [&](std::uint32_t a, std::uint32_t b) {
    return same(a, b) ? a < b : reader.name(a) < reader.name(b);
  });
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (same(tokens[i - 1], tokens[i])) reader.see(construct, reader.token(tokens[i]).span());
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
