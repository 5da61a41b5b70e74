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

}  // namespace

bool Types::is_rebound_since(Node name, std::uint32_t node) const {
  for (const Resolution& resolution : resolver_->resolutions(name)) {
    if (resolution.binding != kNone && resolver_->scopes().binding(resolution.binding).node > node)
      return true;
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
    }
  }
  return {};
}

// Behind `isinstance(NAME, T)` it is a T; DENIED: what it is not, behind `not isinstance(NAME, T)`.
Types::List Types::narrowed(Node name, bool denied) const {
  for (syntax::Climb at(name); at; at.next()) {
    const Node up = at.up();
    const Node below = at.below();
    if (up.is_any(Kind::function_definition, Kind::class_definition, Kind::module)) break;
    Node condition;
    bool holds = true;
    if (up.is_any(Kind::if_statement, Kind::elif_clause, Kind::while_statement)) {
      const bool otherwise =
          below.is(Kind::else_clause) && up.is(Kind::if_statement) && !up.child(Kind::elif_clause);
      if (below.is(Kind::block) || otherwise) condition = up.child(Field::condition);
      holds = !otherwise;
    } else if (up.is(Kind::conditional_expression) && below == up.first_named()) {
      condition = below.next_sibling().next_sibling();
    } else if (up.is(Kind::boolean_operator) && below.field() == Field::right) {
      condition = up.child(Field::left);
      holds = up.child(Field::operator_).is(Kind::tok_and);
    }
    if (!condition) continue;
    List found = asked(condition, holds, name, denied);
    if (!found.empty()) return found;
  }
  return {};
}

// A type that a test has denied is not what it was taken for: what is declared is not always so.
void Types::drop_denied(Node name, List& types) const {
  const bool any =
      std::any_of(types.begin(), types.end(), [](const Inferred& one) { return one.known(); });
  if (!any) return;
  for (const Inferred& denied : narrowed(name, true)) {
    for (Inferred& one : types) {
      if (one.type != denied.type || one.local != denied.local) continue;
      const VersionSet on = one.on;
      one = Inferred{};
      one.on = on;
    }
  }
}

// What earlier statements of the blocks around leave: `assert isinstance(x, T)`, `if not isinstance(x, T): return`.
Types::List Types::narrowed_before(Node name) const {
  for (syntax::Climb at(name); at && !at.up().is(Kind::module); at.next()) {
    const Node up = at.up();
    if (up.is_any(Kind::function_definition, Kind::class_definition)) break;
    if (!up.is(Kind::block)) continue;
    int count = 0;
    for (const Node statement : up.children()) {
      if (statement == at.below() || ++count > kMostStatements) break;
      List found;
      if (statement.is(Kind::assert_statement)) found = asked(statement.first_named(), true, name);
      const bool checks = statement.is(Kind::if_statement) && !statement.child(Field::alternative);
      if (checks) found = asked(statement.child(Field::condition), false, name);
      if (!found.empty() && (!checks || leaves(statement.child(Field::consequence)))) return found;
    }
  }
  return {};
}

}  // namespace pymolt::names
