// `raise StopIteration` in a generator: it used to end it quietly.
// SPDX-License-Identifier: MIT
//
// The function around decides: it must have a `yield` of its own. What is caught within the function never leaves it.
#include <string_view>

#include "checks/check_functions.h"
#include "names/try_regions.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::string_view kException = "builtins.StopIteration";

bool is_body(Node node) {
  return node.is_any(Kind::function_definition, Kind::lambda_, Kind::class_definition,
                     Kind::module);
}

// The function, class or module whose code NODE is.
Node body_around(Node node) {
  Node outer = node.parent();
  while (outer && !is_body(outer)) outer = outer.parent();
  return outer;
}

bool is_generator(const syntax::Tree& tree, Node function) {
  for (std::uint32_t i = function.index() + 1; i < function.data().next; ++i) {
    const Node node = tree.node(i);
    if (node.is(Kind::yield) && body_around(node) == function) return true;
  }
  return false;
}

// On which versions something between NODE and FUNCTION catches it: a handler, `suppress`, `assertRaises`.
VersionSet caught(const FileView& view, Node node, Node function) {
  const names::HandlerReader reader(view.names.resolver());
  VersionSet on;
  for (Node inner = node, outer = node.parent(); inner != function;
       inner = outer, outer = outer.parent()) {
    if (inner.field() != Field::body) continue;
    if (outer.is(Kind::with_statement)) {
      for (const Node item : outer.child(Kind::with_clause).children()) {
        const auto handler =
            item.is(Kind::with_item) ? reader.of_context(item.child(Field::value)) : std::nullopt;
        if (handler) on |= handler->open ? VersionSet::all() : reader.takes(*handler, kException);
      }
    }
    if (!outer.is(Kind::try_statement)) continue;
    VersionSet missing;
    for (const names::Handler& handler : reader.of_try(outer)) {
      missing |= handler.missing;
      on |= (handler.open ? VersionSet::all() : reader.takes(handler, kException)) - missing;
    }
  }
  return on;
}

}  // namespace

void check_stop_iteration(const FileView& view, Node statement, const rulebook::RulePage& page,
                          Findings& findings) {
  Node raised = statement.first_named();
  if (raised.is(Kind::call)) raised = raised.child(Field::function);
  if (!raised.is_any(Kind::identifier, Kind::attribute) ||
      view.names.resolver().dotted(raised) != kException)
    return;
  const Node function = body_around(statement);
  if (!function.is(Kind::function_definition) || !is_generator(view.tree, function)) return;
  Draft draft = draft_of(page, statement.span(), view.names.guards().alive(statement.index()));
  draft.breaks_on -= caught(view, statement, function);
  if (!draft.breaks_on.empty()) findings.add(draft);
}

}  // namespace pymolt::checks
