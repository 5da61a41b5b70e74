// A pattern binds names and may match everything; both decide what may stand beside it.
// SPDX-License-Identifier: MIT
//
//   case a | 1:          `a` takes all: the rest is unreachable
//   case [a] | [b]:      the alternatives bind different names
//   case {1: x, 1.0: y}: the same key twice
#include "grammar/patterns.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/expressions.h"
#include "grammar/identifiers.h"
#include "grammar/pattern_keys.h"
#include "grammar/placement_rules.h"
#include "grammar/statements.h"

namespace pymolt::verdict {

namespace {

class Pattern {
 public:
  explicit Pattern(Reader& reader) : reader_(reader) {}

  // What stands between `case` and its guard; says whether it matches everything.
  bool read() {
    const std::uint32_t first = reader_.index();
    bool takes_all = false;
    int count = 0;
    bool star = false;
    bool comma = false;
    do {
      if (count > 0 && !starts_pattern()) break;
      star = reader_.at(TokenKind::star) || star;
      takes_all = read_element();
      ++count;
      comma = reader_.accept(TokenKind::comma);
    } while (comma);
    const bool is_sequence = count > 1 || comma;
    if (star && !is_sequence) reader_.see(Construct::invalid_pattern, reader_.since(first));
    see_repeated_stars(first);
    see_repeated_names(reader_, names_, Construct::repeated_pattern_name);
    return takes_all && !is_sequence;
  }

 private:
  [[nodiscard]] bool starts_pattern() const {
    return !reader_.at(TokenKind::colon) && !reader_.at(TokenKind::if_);
  }
  void wrong() { reader_.fail(Construct::invalid_pattern); }

  // A pattern, or in a sequence `*name`.
  bool read_element() {
    if (!reader_.at(TokenKind::star)) return read_as();
    reader_.skip();
    ++stars_;
    read_capture(true);
    return false;
  }

  // A name that is bound; `_` only where WILDCARD.
  void read_capture(bool wildcard) {
    if (!is_word(reader_.kind())) return wrong();
    if (reader_.text(reader_.token()) == "_") {
      if (!wildcard) return wrong();
      return reader_.skip();
    }
    names_.push_back(reader_.index());
    read_bound_word(reader_, Role::store);
  }

  // `or_pattern [as name]`
  bool read_as() {
    const bool takes_all = read_or();
    if (reader_.accept(TokenKind::as_)) {
      read_capture(false);
      if (reader_.at(TokenKind::dot) || reader_.at(TokenKind::left_paren)) wrong();
    }
    return takes_all;
  }

  bool read_or() {
    const std::size_t names_before = names_.size();
    const ByteSpan span = reader_.token().span();
    bool takes_all = read_closed();
    if (!reader_.at(TokenKind::bar)) return takes_all;
    std::vector<std::uint32_t> first(names_.begin() + static_cast<std::ptrdiff_t>(names_before),
                                     names_.end());
    while (reader_.accept(TokenKind::bar)) {
      if (takes_all) reader_.see(Construct::unreachable_pattern, span);
      names_.resize(names_before);
      takes_all = read_closed();
      if (!binds_the_same(first, names_before)) {
        reader_.see(Construct::alternatives_bind_differently,
                    reader_.token(reader_.index() - 1).span());
      }
    }
    return takes_all;
  }

  [[nodiscard]] bool binds_the_same(const std::vector<std::uint32_t>& first,
                                    std::size_t from) const {
    std::vector<std::string_view> left;
    std::vector<std::string_view> right;
    for (const std::uint32_t token : first) left.push_back(reader_.name(token));
    for (std::size_t i = from; i < names_.size(); ++i) right.push_back(reader_.name(names_[i]));
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    return left == right;
  }

  bool read_closed() {
    const Reader::Deeper deeper(reader_);
    switch (reader_.kind()) {
      case TokenKind::number:
      case TokenKind::minus:
      case TokenKind::plus:
      case TokenKind::string:
      case TokenKind::none:
      case TokenKind::true_:
      case TokenKind::false_:
        read_literal_pattern(reader_);
        return false;
      case TokenKind::left_paren:
        return read_sequence(TokenKind::right_paren);
      case TokenKind::left_bracket:
        return read_sequence(TokenKind::right_bracket);
      case TokenKind::left_brace:
        read_mapping();
        return false;
      default:
        return read_name();
    }
  }

  // `name`, `_`, `a.b`, `A.b(…)`
  bool read_name() {
    if (!is_word(reader_.kind())) {
      wrong();
      return false;
    }
    if (reader_.text(reader_.token()) == "_") {
      reader_.skip();
      return true;
    }
    const TokenKind next = reader_.next_kind();
    if (next != TokenKind::dot && next != TokenKind::left_paren) {
      read_capture(false);
      return true;
    }
    read_value_pattern(reader_);
    if (reader_.at(TokenKind::left_paren)) read_class();
    return false;
  }

  // `( … )` is a group, or a sequence when there is a comma in it; `[ … ]` always one.
  bool read_sequence(TokenKind close) {
    const std::uint32_t first = reader_.index();
    reader_.skip();
    const int stars_outside = stars_;
    stars_ = 0;
    bool takes_all = false;
    bool comma = false;
    int count = 0;
    while (!reader_.at(close)) {
      takes_all = read_element();
      ++count;
      comma = reader_.accept(TokenKind::comma);
      if (!comma) break;
    }
    reader_.expect(close);
    const bool is_group = close == TokenKind::right_paren && count == 1 && !comma;
    if (is_group && stars_ > 0) reader_.see(Construct::invalid_pattern, reader_.since(first));
    see_repeated_stars(first);
    stars_ = stars_outside;
    return takes_all && is_group;
  }

  void see_repeated_stars(std::uint32_t first) {
    if (stars_ > 1) reader_.see(Construct::several_stars_in_pattern, reader_.since(first));
  }

  // `{key: pattern, **rest}`
  void read_mapping() {
    reader_.skip();
    PatternKeys keys(reader_);
    while (!reader_.at(TokenKind::right_brace)) {
      if (reader_.accept(TokenKind::star_star)) {
        read_capture(false);
        reader_.accept(TokenKind::comma);
        break;
      }
      keys.read();
      if (!reader_.expect(TokenKind::colon)) return;
      read_as();
      if (!reader_.accept(TokenKind::comma)) break;
    }
    reader_.expect(TokenKind::right_brace);
  }

  // `(pattern, attribute=pattern)` behind the name of a class.
  void read_class() {
    reader_.skip();
    std::vector<std::uint32_t> attributes;
    while (!reader_.at(TokenKind::right_paren)) {
      if (is_word(reader_.kind()) && reader_.next_kind() == TokenKind::equal) {
        attributes.push_back(reader_.index());
        read_keyword_word(reader_);
        reader_.skip();
      } else if (!attributes.empty()) {
        return wrong();
      }
      read_as();
      if (!reader_.accept(TokenKind::comma)) break;
    }
    reader_.expect(TokenKind::right_paren);
    see_repeated_names(reader_, attributes, Construct::repeated_pattern_key);
  }

  Reader& reader_;
  std::vector<std::uint32_t> names_;  // bound so far
  int stars_ = 0;                     // in the sequence that is being read
};

// Whether the line ends in `:` and a block of cases follows: nothing else that begins with `match` does.
bool is_match_statement(const Reader& reader) {
  std::uint32_t i = reader.index();
  while (reader.token(i).kind != TokenKind::newline && reader.token(i).kind != TokenKind::end) ++i;
  return reader.token(i).kind == TokenKind::newline &&
         reader.token(i - 1).kind == TokenKind::colon &&
         reader.token(i + 1).kind == TokenKind::indent &&
         reader.token(i + 2).kind == TokenKind::case_;
}

void read_subject(Reader& reader) {
  const std::uint32_t first = reader.index();
  int count = 0;
  bool star = false;
  bool comma = false;
  do {
    if (count > 0 && reader.at(TokenKind::colon)) break;
    if (reader.accept(TokenKind::star)) {
      star = true;
      read_operand(reader);
    } else {
      read_named(reader);
    }
    ++count;
    comma = reader.accept(TokenKind::comma);
  } while (comma);
  if (star && count == 1 && !comma) reader.see(Construct::bare_star, reader.since(first));
}

// One `case`; says where it takes everything, so that none may follow.
std::optional<ByteSpan> read_case(Reader& reader) {
  const std::uint32_t first = reader.index();
  if (!reader.expect(TokenKind::case_)) return std::nullopt;
  const bool takes_all = Pattern(reader).read();
  const ByteSpan span = reader.since(first);
  const bool guarded = reader.accept(TokenKind::if_);
  if (guarded) read_named(reader);
  read_block(reader);
  if (!takes_all || guarded) return std::nullopt;
  return span;
}

}  // namespace

bool read_match(Reader& reader) {
  if (!is_match_statement(reader)) return false;
  reader.see_here(Construct::match_statement);
  reader.skip();
  read_subject(reader);
  for (const TokenKind kind : {TokenKind::colon, TokenKind::newline, TokenKind::indent}) {
    if (!reader.expect(kind)) return true;
  }
  std::optional<ByteSpan> taken;
  while (!reader.at(TokenKind::dedent) && !reader.at(TokenKind::end)) {
    if (taken) reader.see(Construct::unreachable_pattern, *taken);
    taken = read_case(reader);
    reader.recover();
  }
  reader.accept(TokenKind::dedent);
  return true;
}

}  // namespace pymolt::verdict
