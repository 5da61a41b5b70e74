// `finally: return x`: what leaves a `finally` block swallows the exception that is on its way.
// SPDX-License-Identifier: MIT
//
// A `return` counts wherever it stands below the block, unless a function in between is what it returns from; `break` and
// `continue` count unless their loop lies within the block as well. A `finally` within a `finally` speaks for itself.
#include "checks/check_functions.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;
using syntax::Node;

// Whether what stands at JUMP leaves CLAUSE.
bool leaves(Node jump, Node clause) {
  const bool returns = jump.is(Kind::return_statement);
  for (Node inner = jump, outer = jump.parent(); inner != clause;
       inner = outer, outer = outer.parent()) {
    if (outer == clause) return true;
    if (outer.is_any(Kind::function_definition, Kind::class_definition, Kind::finally_clause))
      return false;
    const bool loops =
        outer.is_any(Kind::for_statement, Kind::while_statement) && !inner.is(Kind::else_clause);
    if (!returns && loops) return false;
  }
  return false;
}

}  // namespace

void check_return_in_finally(const FileView& view, Node clause, const rulebook::RulePage& page,
                             Findings& findings) {
  for (std::uint32_t i = clause.index() + 1; i < clause.data().next; ++i) {
    const Node node = view.tree.node(i);
    if (!node.is_any(Kind::return_statement, Kind::break_statement, Kind::continue_statement))
      continue;
    if (leaves(node, clause))
      findings.add(draft_of(page, node.span(), view.names.guards().alive(i)));
  }
}

}  // namespace pymolt::checks
