// `raise StopIteration` in a generator: it used to end it quietly.
// SPDX-License-Identifier: MIT
//
// The function around decides: it must have a `yield` of its own. What is caught within the function never leaves it.
#include <string_view>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::string_view kException = "StopIteration";

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

bool catches(Node handler) {
  const Node caught = handler.first_named();
  return caught.is(Kind::block) || caught.text().find(kException) != std::string_view::npos ||
         caught.text().starts_with("Exception") || caught.text().starts_with("BaseException");
}

// Whether something between NODE and FUNCTION catches it: a handler, `suppress`, `assertRaises`.
bool is_caught(Node node, Node function) {
  for (Node inner = node, outer = node.parent(); inner != function;
       inner = outer, outer = outer.parent()) {
    if (outer.is(Kind::with_statement) &&
        outer.child(Kind::with_clause).text().find(kException) != std::string_view::npos) {
      return true;
    }
    if (!outer.is(Kind::try_statement) || inner.field() != Field::body) continue;
    for (const Node part : outer.children()) {
      if (part.is(Kind::except_clause) && catches(part)) return true;
    }
  }
  return false;
}

}  // namespace

void check_stop_iteration(const FileView& view, Node statement, const rulebook::RulePage& page,
                          Findings& findings) {
  Node raised = statement.first_named();
  if (raised.is(Kind::call)) raised = raised.child(Field::function);
  if (raised.text() != kException ||
      view.names.resolver().dotted(raised) != "builtins.StopIteration")
    return;
  const Node function = body_around(statement);
  if (!function.is(Kind::function_definition) || !is_generator(view.tree, function)) return;
  if (is_caught(statement, function)) return;
  findings.add(draft_of(page, statement.span(), view.names.guards().alive(statement.index())));
}

}  // namespace pymolt::checks
