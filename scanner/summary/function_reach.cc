// What may end a function early is read once a function; what stands around a place is looked at each time.
// SPDX-License-Identifier: MIT
#include "summary/function_reach.h"

#include "names/arguments.h"

namespace pymolt::checks {

using names::ScopeId;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLargest = 20'000;  // nodes of a function that is read

bool is_comprehension(Node node) {
  return node.is_any(Kind::list_comprehension, Kind::set_comprehension,
                     Kind::dictionary_comprehension, Kind::generator_expression);
}

// Whether what stands in CHILD of AROUND may not run, or more than once, for reasons that no version tells.
bool is_optional(Node child, Node around) {
  switch (around.kind()) {
    case Kind::for_statement:
    case Kind::while_statement:
      return child.field() == Field::body || child.is_any(Kind::block, Kind::else_clause);
    case Kind::conditional_expression: {
      const Node first = around.first_named();
      return child != first.next_sibling().next_sibling();
    }
    case Kind::boolean_operator:
      return child.field() == Field::right;
    case Kind::case_clause:
      return true;
    default:
      return is_comprehension(around);
  }
}

bool is_plainly_decorated(Node definition) {
  const Node holder = definition.parent();
  if (!holder.is(Kind::decorated_definition)) return true;
  for (const Node decorator : holder.children()) {
    if (!decorator.is(Kind::decorator)) continue;
    const std::string_view name = decorator.first_named().text();
    if (name != "staticmethod" && name != "classmethod") return false;
  }
  return true;
}

}  // namespace

ScopeId FunctionReach::around(Node node) {
  for (ScopeId id = scopes_.scope_at(node.index()); id != 0 && id != names::kNone;
       id = scopes_.scope(id).parent) {
    const ScopeKind kind = scopes_.scope(id).kind;
    if (kind == ScopeKind::function || kind == ScopeKind::lambda)
      return runs(id) ? id : names::kNone;
    if (kind == ScopeKind::comprehension) return names::kNone;
  }
  return names::kNone;
}

VersionSet FunctionReach::surely(Node node, ScopeId function) {
  const names::Guards& guards = view_.names.guards();
  const std::uint32_t top = scopes_.scope(function).node;
  for (Node at = node; at.index() != top && at; at = at.parent()) {
    if (is_optional(at, at.parent())) return VersionSet::none();
  }
  VersionSet on = guards.alive(node.index()) - guards.undecided(node.index());
  for (const auto& [end, left] : body(function).leaves) {
    if (end <= node.index()) on -= left;
  }
  return on;
}

const FunctionReach::Body& FunctionReach::body(ScopeId function) {
  const auto [place, is_new] = bodies_.try_emplace(function);
  if (is_new) read(view_.tree.node(scopes_.scope(function).node), place->second);
  return place->second;
}

bool FunctionReach::leaves(Node node) const {
  if (node.is_any(Kind::return_statement, Kind::raise_statement)) return true;
  if (!node.is(Kind::call)) return false;
  const Node function = node.child(Field::function);
  const Node last = names::last_name(function);
  return view_.names.stdlib().may_end(last.text());
}

void FunctionReach::read(Node definition, Body& body) const {
  const Node block = definition.child(Field::body);
  if (!block || block.data().next - block.index() > kLargest) return;
  if (definition.is(Kind::function_definition) &&
      (definition.child(Kind::tok_async) || !is_plainly_decorated(definition)))
    return;
  for (std::uint32_t at = block.index(); at < block.data().next;) {
    const Node node = view_.tree.node(at);
    if (node.is(Kind::yield)) return;
    if (leaves(node)) body.leaves.emplace_back(node.data().next, view_.names.guards().alive(at));
    const bool inner = node.is_any(Kind::function_definition, Kind::lambda_);
    at = inner ? node.data().next : at + 1;
  }
  body.runs = true;
}

}  // namespace pymolt::checks
