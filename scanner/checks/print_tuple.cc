// `print ("a"), b`: on Python 3 the call of a function, and beside it values that nobody asks for.
// SPDX-License-Identifier: MIT
#include "checks/check_functions.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The commas are the statement's own where the first child ends before it does.
void check_print_tuple(const FileView& view, Node statement, const rulebook::RulePage& page,
                       Findings& findings) {
  const Node call = statement.first_named();
  if (!call.is(Kind::call) || call.data().next >= statement.data().next) return;
  const Node name = call.child(Field::function);
  if (name.text() != "print" || view.names.resolver().dotted(name) != "builtins.print") return;
  if (has_future(view.tree, "print_function")) return;
  findings.add(draft_of(page, statement.span(), view.names.guards().alive(statement.index())));
}

}  // namespace pymolt::checks
