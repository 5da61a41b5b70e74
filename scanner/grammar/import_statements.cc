// Imports bind names; those from `__future__` change the language and have rules of their own.
// SPDX-License-Identifier: MIT
#include "grammar/import_statements.h"

#include <optional>
#include <string_view>

#include "grammar/dead_code.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

// `a.b.c`; the place of its first word comes back.
std::uint32_t read_dotted(Reader& reader) {
  const std::uint32_t first = reader.index();
  do {
    read_free_word(reader);
  } while (reader.accept(TokenKind::dot));
  return first;
}

void read_import_names(Reader& reader) {
  do {
    const std::uint32_t first = read_dotted(reader);
    if (reader.failed()) return;
    if (reader.accept(TokenKind::as_)) {
      read_bound_word(reader, Role::imported);
    } else if (reader.index() == first + 1) {
      see_bound_word(reader, first, Role::imported);
    } else {
      reader.scopes.set_role(first, Role::imported);
      if (reader.name(first) == "__debug__") {
        reader.see(Construct::import_from_debug, reader.token(first).span());
      }
    }
  } while (reader.accept(TokenKind::comma));
}

// What a feature of `__future__` is called in syntax.life; nothing where every version has it.
std::optional<Construct> feature(std::string_view name) {
  if (name == "annotations") return Construct::future_annotations;
  if (name == "generator_stop") return Construct::future_generator_stop;
  if (name == "barry_as_FLUFL") return Construct::future_barry;
  if (name == "braces") return Construct::braces_future;
  for (const std::string_view known : {"nested_scopes", "generators", "division", "absolute_import",
                                       "with_statement", "print_function", "unicode_literals"}) {
    if (name == known) return std::nullopt;
  }
  return Construct::unknown_future;
}

// What a late import names is not looked at.
void see_feature(Reader& reader, std::uint32_t token) {
  const std::string_view name = reader.name(token);
  const auto construct = feature(name);
  if (construct && reader.futures.allowed) reader.see(*construct, reader.token(token).span());
  if (name == "print_function") reader.print_is_name = true;
  if (name == "annotations") reader.annotations_are_text = true;
  if (name == "barry_as_FLUFL") reader.barry = true;
}

// `from .__future__ import`: those who took it for the real one ask for the features that they know.
void see_relative_feature(Reader& reader, std::uint32_t token) {
  const auto construct = feature(reader.name(token));
  if (!construct) return;
  reader.see(Construct::relative_future_import, reader.token(token).span(),
             VersionSet::all() - reader.on(*construct));
}

// Where names come from. `like_future` are `from a.b` and `from .`: 2.7's parser did not look closely.
enum class From : std::uint8_t { elsewhere, future, like_future, relative_future };

// `b`, `b as c`, in parentheses with a comma at the end.
void read_taken_names(Reader& reader, From from) {
  const bool in_parens = reader.accept(TokenKind::left_paren);
  do {
    if (in_parens && reader.at(TokenKind::right_paren) &&
        reader.token(reader.index() - 1).kind == TokenKind::comma) {
      break;
    }
    const std::uint32_t name = reader.index();
    if (from == From::future && is_word(reader.kind())) see_feature(reader, name);
    if (from == From::like_future && reader.name(name) == "print_function")
      reader.print_is_name = true;
    if (from == From::relative_future && reader.futures.allowed) see_relative_feature(reader, name);
    read_free_word(reader);
    if (reader.failed()) return;
    if (reader.accept(TokenKind::as_)) {
      read_bound_word(reader, Role::imported);
    } else {
      see_bound_word(reader, name, Role::imported);
    }
  } while (reader.accept(TokenKind::comma));
  if (in_parens) reader.expect(TokenKind::right_paren);
}

void read_star(Reader& reader) {
  if (reader.frames.all().size() > 1) reader.see_here(Construct::import_star_in_function);
  reader.scopes.set_role(reader.index(), Role::unoptimized);
  reader.skip();
}

// Future imports stand before everything else but the docstring.
void see_place(Reader& reader, ByteSpan span) {
  const Futures& futures = reader.futures;
  if (!futures.allowed) {
    see_misplaced(reader, Construct::future_too_late, span);
    return;
  }
  if (futures.relative_met) {
    reader.see(Construct::future_too_late, span, reader.on(Construct::relative_future_import));
  }
  if (futures.string_between) reader.see(Construct::docstring_between_futures, span);
}

void read_from(Reader& reader, bool lazy) {
  const ByteSpan span = reader.token().span();
  reader.skip();
  const std::uint32_t dots = reader.index();
  while (reader.at(TokenKind::dot) || reader.at(TokenKind::ellipsis)) reader.skip();
  const bool relative = reader.index() > dots;
  From from = From::elsewhere;
  if (relative && reader.at(TokenKind::import_)) {
    if (reader.index() == dots + 1 && reader.token(dots).kind == TokenKind::dot)
      from = From::like_future;
  } else {
    const std::uint32_t module = read_dotted(reader);
    const bool dotted = reader.index() > module + 1;
    if (dotted && !relative) from = From::like_future;
    if (!dotted && reader.name(module) == "__future__") {
      from = relative ? From::relative_future : From::future;
    }
  }
  if (!reader.expect(TokenKind::import_)) return;
  const bool from_future = from == From::future;
  if (from == From::relative_future && !reader.futures.allowed) {
    reader.see(Construct::relative_future_import, span, VersionSet::all() - dead_on(reader));
  }
  if (from_future && lazy) reader.see(Construct::invalid_lazy_import, span);
  if (from_future) see_place(reader, span);
  const bool has_star = reader.at(TokenKind::star);
  if (!has_star) {
    read_taken_names(reader, from);
  } else if (from_future) {
    reader.fail(Construct::unknown_future);
  } else {
    if (lazy) reader.see_here(Construct::invalid_lazy_import);
    read_star(reader);
  }
  const bool looks_like_one = from == From::relative_future && reader.futures.allowed && !has_star;
  reader.futures.relative_met = reader.futures.relative_met || looks_like_one;
  reader.futures.last_is_one = from_future || looks_like_one;
}

// `lazy` stands at the top level, and not where a failure is to be caught.
void see_lazy(Reader& reader) {
  const ByteSpan span = reader.token().span();
  reader.see(Construct::lazy_import, span);
  if (reader.frames.all().size() > 1) return reader.see(Construct::invalid_lazy_import, span);
  for (const Block* block = reader.frames.blocks_begin(); block != reader.frames.blocks_end();
       ++block) {
    if (block->kind == BlockKind::loop || block->kind == BlockKind::with) continue;
    return reader.see(Construct::invalid_lazy_import, span);
  }
}

}  // namespace

void note_for_futures(Reader& reader, std::uint32_t first) {
  Futures& futures = reader.futures;
  if (futures.last_is_one) {
    futures.last_is_one = false;
    return;
  }
  const bool is_first = first == 0;
  for (std::uint32_t i = first; i < reader.index(); ++i) {
    const TokenKind kind = reader.token(i).kind;
    if (kind == TokenKind::left_paren || kind == TokenKind::right_paren) continue;
    const std::string_view text = reader.text(reader.token(i));
    if (kind != TokenKind::string) futures.allowed = false;
    const std::string_view prefix = text.substr(0, text.find_first_of("'\""));
    if (prefix.find_first_of("bB") != std::string_view::npos) futures.string_between = true;
  }
  if (futures.string_met) futures.allowed = false;
  futures.string_met = true;
  if (!is_first) futures.string_between = true;
}

void read_import(Reader& reader) {
  const bool lazy = reader.at(TokenKind::lazy_);
  if (lazy) {
    see_lazy(reader);
    reader.skip();
  }
  if (reader.at(TokenKind::from_)) return read_from(reader, lazy);
  reader.skip();
  read_import_names(reader);
}

}  // namespace pymolt::verdict
