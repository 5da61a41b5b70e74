// The first iterable is evaluated outside: the frame steps aside while it is read.
// SPDX-License-Identifier: MIT
#include "grammar/comprehensions.h"

#include <string_view>

#include "grammar/atoms.h"
#include "grammar/targets.h"

namespace pymolt::verdict {

namespace {

// `__class__`, and `super` which needs it, in a comprehension that 3.12 reads as a part of the class around it.
void see_class_cell(Reader& reader, const Scope& scope) {
  for (std::uint32_t i = scope.first; i < scope.last; ++i) {
    if (i >= scope.hole_first && i < scope.hole_last) continue;
    if (reader.scopes.role(i) < Role::load) continue;
    const std::string_view name = reader.text(reader.token(i));
    if (name != "__class__" && name != "super") continue;
    if (reader.scopes.role(i) != Role::load) return;
    reader.see(Construct::class_cell_in_comprehension, reader.token(i).span());
  }
}

}  // namespace

Comprehension::Comprehension(Reader& reader, ScopeKind kind, bool in_call)
    : reader_(reader), in_call_(in_call) {
  scope_.kind = kind;
  scope_.first = reader.index();
  see_scope_in_type_scope(reader, reader.token().span());
  reader.frames.push(kind);
}

Comprehension::~Comprehension() {
  scope_.last = reader_.index();
  reader_.scopes.add(scope_);
  const ScopeFrame frame = reader_.frames.top();
  reader_.frames.pop();
  if (scope_.kind != ScopeKind::generator && reader_.frames.top().kind == ScopeKind::class_) {
    see_class_cell(reader_, scope_);
  }
  end_comprehension(reader_, frame, reader_.since(scope_.first));
}

void Comprehension::read_element() {
  if (reader_.at(TokenKind::star) ||
      (reader_.at(TokenKind::star_star) && scope_.kind == ScopeKind::set_or_dict)) {
    const bool tight = reader_.at(TokenKind::star) && scope_.kind != ScopeKind::generator;
    reader_.see_here(Construct::unpacking_in_comprehension);
    reader_.skip();
    (void)(tight ? read_operand(reader_) : read_expression(reader_));
    return;
  }
  const bool is_walrus = is_word(reader_.kind()) && reader_.next_kind() == TokenKind::colon_equal;
  if (is_walrus && scope_.kind == ScopeKind::set_or_dict)
    reader_.see_here(Construct::walrus_in_set);
  if (is_walrus && in_call_) reader_.see_here(Construct::walrus_in_generator_argument);
  read_named(reader_);
  if (scope_.kind == ScopeKind::set_or_dict && !is_walrus && reader_.accept(TokenKind::colon)) {
    read_expression(reader_);
  }
}

void Comprehension::read_clauses() {
  if (!reader_.at(TokenKind::for_) && !reader_.at(TokenKind::async_)) return reader_.fail();
  for (bool is_first = true;; is_first = false) {
    if (reader_.at(TokenKind::for_) ||
        (reader_.at(TokenKind::async_) && reader_.next_kind() == TokenKind::for_)) {
      read_clause(is_first);
    } else if (reader_.at(TokenKind::if_)) {
      read_condition();
    } else {
      return;
    }
  }
}

void Comprehension::read_clause(bool is_first) {
  if (reader_.at(TokenKind::async_)) {
    see_async_comprehension(reader_, reader_.token().span());
    reader_.skip();
  }
  if (!reader_.expect(TokenKind::for_)) return;
  ++reader_.frames.top().iterables;
  read_targets(reader_, Role::iteration);
  --reader_.frames.top().iterables;
  if (!reader_.expect(TokenKind::in_)) return;
  if (!is_first) return read_iterable();
  scope_.hole_first = reader_.index();
  const ScopeFrame frame = reader_.frames.step_out();
  read_iterable();
  reader_.frames.step_in(frame);
  scope_.hole_last = reader_.index();
}

void Comprehension::read_iterable() {
  const std::uint32_t first = reader_.index();
  ++reader_.frames.top().iterables;
  const bool is_list = scope_.kind == ScopeKind::list;
  bool bare = is_list && reader_.at(TokenKind::lambda_);
  if (bare) {
    read_lambda(reader_, true);
  } else {
    read_disjunction(reader_);
  }
  int more = 0;
  while (is_list && reader_.accept(TokenKind::comma)) {
    bare = true;
    if (more > 0 && !starts_expression(reader_.kind())) break;
    ++more;
    if (reader_.at(TokenKind::lambda_)) {
      read_lambda(reader_, true);
    } else {
      read_disjunction(reader_);
    }
  }
  --reader_.frames.top().iterables;
  if (bare) reader_.see(Construct::old_comprehension_iterable, reader_.since(first));
}

void Comprehension::read_condition() {
  reader_.skip();
  if (reader_.at(TokenKind::lambda_)) {
    reader_.see_here(Construct::lambda_as_condition);
    read_lambda(reader_, true);
  } else {
    read_disjunction(reader_);
  }
}

}  // namespace pymolt::verdict
