// An attribute and a name that the file does not bind are called what they say; all else has to be followed.
// SPDX-License-Identifier: MIT
#include "checks/meanings.h"

#include <algorithm>

#include "base/word_match.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool matches_one(const std::vector<std::string>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return word_matches(pattern, text); });
}

// Whether a name that ends in LAST can match PATTERN.
bool may_match(std::string_view last, std::string_view pattern) {
  const std::string_view part = pattern.substr(pattern.rfind('.') + 1);
  return part == last || part.find_first_of("*?[") != std::string_view::npos;
}

Node last_name(Node expression) {
  return expression.is(Kind::attribute) ? expression.child(Field::attribute) : expression;
}

}  // namespace

bool Meanings::holds(Node expression, const syntax::Predicate& asked) {
  if (asked.kind == syntax::Predicate::Kind::typed) return is_typed(expression, asked.words);
  if (asked.kind == syntax::Predicate::Kind::within) return is_within(expression, asked.words) != asked.negated;
  if (!may_resolve(expression, asked.words)) return false;
  const std::string& dotted = dotted_name(expression);
  return !dotted.empty() && matches_one(asked.words, dotted);
}

bool Meanings::may_end_in(Node expression, std::span<const names::Word> last) {
  const Ending& known = ending(expression);
  return known.open || std::find(last.begin(), last.end(), known.word) != last.end();
}

const Meanings::Ending& Meanings::ending(Node expression) {
  if (ending_.node == expression.index()) return ending_;
  const Node last = last_name(expression);
  const names::Words& words = view_.names.scopes().words();
  ending_ = {expression.index(), !last.is(Kind::identifier)};
  if (ending_.open) return ending_;
  ending_.word = words.find(last.text());
  ending_.open = !expression.is(Kind::attribute) && ending_.word != names::kNoWord && words.is_bound(ending_.word);
  return ending_;
}

bool Meanings::may_resolve(Node expression, const std::vector<std::string>& patterns) {
  if (ending(expression).open) return true;
  const std::string_view last = last_name(expression).text();
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return may_match(last, pattern); });
}

// Through imports, or as the attribute of an object whose type is plain and the only one.
const std::string& Meanings::dotted_name(Node expression) {
  if (dotted_.node == expression.index()) return dotted_.name;
  dotted_ = {expression.index(), view_.names.resolver().dotted(expression)};
  if (!dotted_.name.empty() || !expression.is(Kind::attribute)) return dotted_.name;
  const std::vector<names::Inferred>& found = types_of(expression.child(Field::object));
  if (found.size() == 1 && !found.front().type.empty() && !found.front().is_class) {
    dotted_.name = found.front().type + "." + std::string(expression.child(Field::attribute).text());
  }
  return dotted_.name;
}

// Whether on 3.x the expression is known to be an instance of one of those types, and of nothing else.
bool Meanings::is_typed(Node expression, const std::vector<std::string>& patterns) {
  bool any = false;
  for (const names::Inferred& one : types_of(expression)) {
    if (!one.on.intersects(VersionSet::python3())) continue;
    if (one.type.empty() || one.is_class || one.confidence != Confidence::sure || !matches_one(patterns, one.type))
      return false;
    any = true;
  }
  return any;
}

// Whether NODE stands in a class with such a base.
bool Meanings::is_within(Node node, const std::vector<std::string>& patterns) {
  for (Node up = node.parent(); up; up = up.parent()) {
    if (!up.is(Kind::class_definition)) continue;
    for (const Node base : up.child(Field::superclasses).children()) {
      const bool named = base.is_any(Kind::identifier, Kind::attribute);
      if (named && matches_one(patterns, dotted_name(base))) return true;
    }
  }
  return false;
}

const std::vector<names::Inferred>& Meanings::types_of(Node expression) {
  for (const Typed& known : typed_) {
    if (known.node == expression.index()) return known.types;
  }
  Typed& place = typed_[next_typed_];
  next_typed_ = (next_typed_ + 1) % typed_.size();
  place = {expression.index(), types_.of(expression)};
  return place.types;
}

}  // namespace pymolt::checks
