// What tests by isinstance say of a name where it stands: inside `if isinstance(x, T)`, behind `assert isinstance(x, T)`.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostParts = 8;  // of a condition that are looked at
constexpr int kMostStatements = 40;    // of a block that are looked at

bool leaves(Node block) {
  Node last = block;  // its last statement: found from behind, for a block may be long
  for (std::uint32_t at = block.data().next - 1; at > block.index(); at = last.index() - 1) {
    last = block.tree().node(at).statement();
    while (last.parent() != block) last = last.parent().statement();
    if (last.named() && !last.is(Kind::comment)) break;
  }
  return last.is_any(Kind::return_statement, Kind::raise_statement, Kind::continue_statement,
                     Kind::break_statement);
}

// Whether NAME is not None where PART holds, or where it fails: `x`, `x is not None`, `isinstance(x, T)`.
bool says_not_none(Node part, bool holds, std::string_view name) {
  if (part.is(Kind::call))
    return holds && part.child(Field::function).text() == "isinstance" &&
           argument(part, 0).text() == name;
  if (!part.is(Kind::comparison_operator)) return holds && part.text() == name;
  const Node first = part.first_named();
  const Node sign = first.next_sibling();
  const Node second = sign.next_sibling();
  if (second.next_sibling()) return false;  // a chain
  const bool with_none = (first.text() == name && second.is(Kind::none)) ||
                         (first.is(Kind::none) && second.text() == name);
  const std::string_view word = sign.text();
  if (with_none) return holds ? word == "is not" || word == "!=" : word == "is" || word == "==";
  return holds && first.text() == name && (word == "is" || word == "==") &&
         second.is_any(Kind::integer, Kind::string, Kind::true_, Kind::false_);
}

// Whether BLOCK binds NAME anew, to something else than None.
bool binds_anew(Node block, std::string_view name) {
  int count = 0;
  for (const Node statement : block.children()) {
    if (++count > kMostStatements) break;
    const Node set = statement.is(Kind::expression_statement) ? statement.first_named() : Node();
    if (set.is(Kind::assignment) && set.child(Field::left).text() == name &&
        set.child(Field::right) && !set.child(Field::right).is(Kind::none))
      return true;
  }
  return false;
}

}  // namespace

Types::List Types::none() {
  Inferred one;
  one.type = "builtins.None";
  return {one};
}

bool Types::is_rebound_since(Node name, std::uint32_t node) const {
  for (const Resolution& resolution : resolver_->resolutions(name)) {
    if (resolution.binding == kNone) continue;
    const Binding& binding = resolver_->scopes().binding(resolution.binding);
    if (binding.node > node && binding.kind != BindingKind::comprehension) return true;
  }
  return false;
}

// What NAME is where CONDITION holds, or fails; nothing when it does not say. DENIED: what it is not there.
Types::List Types::asked(Node condition, bool holds, Node name, bool denied) const {
  std::vector<std::pair<Node, bool>> parts = {{condition, holds}};
  for (std::size_t i = 0; i < parts.size() && i < kMostParts; ++i) {
    const auto [part, wanted] = parts[i];
    if (part.is(Kind::parenthesized_expression)) {
      parts.emplace_back(part.first_named(), wanted);
    } else if (part.is(Kind::not_operator)) {
      parts.emplace_back(part.child(Field::argument), !wanted);
    } else if (part.is(Kind::boolean_operator) &&
               part.child(Field::operator_).is(Kind::tok_and) == wanted) {
      parts.emplace_back(part.child(Field::left), wanted);
      parts.emplace_back(part.child(Field::right), wanted);
    } else if (wanted != denied && part.is(Kind::call) &&
               part.child(Field::function).text() == "isinstance" &&
               argument(part, 0).text() == name.text() && !is_rebound_since(name, part.index())) {
      const Node type = argument(part, 1);
      if (type.is_any(Kind::identifier, Kind::attribute)) return instances(class_object(type));
      List all;
      for (const Node one : type.children()) {
        if (!type.is(Kind::tuple) || !one.named() || one.is(Kind::comment)) continue;
        for (Inferred& each : instances(class_object(one))) all.push_back(std::move(each));
      }
      return all;
    } else if (denied && says_not_none(part, wanted, name.text()) &&
               !is_rebound_since(name, part.index())) {
      return none();
    }
  }
  return {};
}

// The tests that have been made where BELOW, a part of UP, is reached, and whether each held.
Types::Tests Types::tests_before(Node below, Node up) {
  Tests tests;
  if (up.is(Kind::while_statement)) {
    if (below.is(Kind::block)) tests.emplace_back(up.child(Field::condition), true);
  } else if (up.is(Kind::elif_clause)) {
    if (below.is(Kind::block)) tests.emplace_back(up.child(Field::condition), true);
  } else if (up.is(Kind::if_statement)) {
    if (below.is(Kind::block)) {
      tests.emplace_back(up.child(Field::condition), true);
    } else if (below.is_any(Kind::elif_clause, Kind::else_clause)) {
      tests.emplace_back(up.child(Field::condition), false);
      for (const Node clause : up.children()) {
        if (clause == below || tests.size() > kMostParts) break;
        if (clause.is(Kind::elif_clause)) tests.emplace_back(clause.child(Field::condition), false);
      }
    }
  } else if (up.is(Kind::conditional_expression)) {
    const Node first = up.first_named();
    const Node condition = first.next_sibling().next_sibling();
    if (below != condition) tests.emplace_back(condition, below == first);
  } else if (up.is_any(Kind::list_comprehension, Kind::set_comprehension,
                       Kind::generator_expression, Kind::dictionary_comprehension)) {
    if (below.field() != Field::body) return tests;
    for (const Node clause : up.children()) {
      if (clause.is(Kind::if_clause) && tests.size() < kMostParts)
        tests.emplace_back(clause.first_named(), true);
    }
  } else if (up.is(Kind::boolean_operator) && below.field() == Field::right) {
    tests.emplace_back(up.child(Field::left), up.child(Field::operator_).is(Kind::tok_and));
  }
  return tests;
}

// Behind `isinstance(NAME, T)` it is a T; DENIED: what it is not, behind `not isinstance(NAME, T)`.
Types::List Types::narrowed(Node name, bool denied) const {
  List all;
  for (syntax::Climb at(name); at; at.next()) {
    const Node up = at.up();
    if (up.is_any(Kind::function_definition, Kind::class_definition, Kind::module)) break;
    for (const auto& [condition, holds] : tests_before(at.below(), up)) {
      List found = asked(condition, holds, name, denied);
      if (!found.empty() && !denied) return found;
      for (Inferred& one : found) all.push_back(std::move(one));
    }
  }
  return all;
}

// What is not None is one of the others; where there are none, it is unknown.
void Types::drop_none(List& types) {
  VersionSet others;
  for (const Inferred& one : types) {
    if (!one.is_none()) others |= one.on;
  }
  for (Inferred& one : types) {
    if (one.is_none()) one = Inferred{.on = one.on - others};
  }
  std::erase_if(types, [](const Inferred& one) { return one.on.empty(); });
}

// A type that a test has denied is not what it was taken for: what is declared is not always so. IS_ASKED: isinstance is
// asked of NAME somewhere.
void Types::drop_denied(Node name, bool is_asked, List& types) const {
  bool any = false;
  bool any_none = false;
  for (const Inferred& one : types) {
    any = any || one.known();
    any_none = any_none || one.is_none();
  }
  if (!any || (!is_asked && !any_none)) return;
  List all = narrowed(name, true);
  if (is_asked || (any_none && all.empty())) {
    for (Inferred& one : narrowed_before(name, true)) all.push_back(std::move(one));
  }
  for (const Inferred& denied : all) {
    if (denied.is_none()) {
      drop_none(types);
      continue;
    }
    for (Inferred& one : types) {
      const bool same = one.same_type(denied) ||
                        (!denied.type.empty() && one.known() && derives(one, denied.type));
      if (!same || !one.on.intersects(denied.on)) continue;
      const VersionSet on = one.on;
      one = Inferred{};
      one.on = on;
    }
  }
}

// What earlier statements of the blocks around leave: `assert isinstance(x, T)`, `if not isinstance(x, T): return`; DENIED:
// what it is not, behind `if x is None: return` or `if x is None: x = 1`.
Types::List Types::narrowed_before(Node name, bool denied) const {
  List all;
  for (syntax::Climb at(name); at && !at.up().is(Kind::module); at.next()) {
    const Node up = at.up();
    if (up.is_any(Kind::function_definition, Kind::class_definition)) break;
    if (!up.is(Kind::block)) continue;
    int count = 0;
    for (const Node statement : up.children()) {
      if (statement == at.below() || ++count > kMostStatements) break;
      List found;
      if (statement.is(Kind::assert_statement))
        found = asked(statement.first_named(), true, name, denied);
      const bool checks = statement.is(Kind::if_statement) && !statement.child(Field::alternative);
      if (checks) {
        const Node block = statement.child(Field::consequence);
        if (leaves(block) || (denied && binds_anew(block, name.text())))
          found = asked(statement.child(Field::condition), false, name, denied);
      }
      if (!found.empty() && !denied) return found;
      for (Inferred& one : found) all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace pymolt::names
