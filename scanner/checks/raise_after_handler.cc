// `raise` and `sys.exc_info()` behind a handler: Python 2 remembered the exception to the end of the function.
// SPDX-License-Identifier: MIT
//
//   try:
//       job()
//   except ValueError:
//       failed = True
//   if failed:
//       raise              RuntimeError on Python 3: no exception is active any more
//
// A handler that ends in `return` or `raise` leaves nothing behind. `sys.exc_info()` counts where it is looked into at once:
// else it may be meant for what a caller handles.
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/resolver.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether some handler of the statement TRIED ends with the statement behind it.
bool goes_on(Node tried) {
  for (const Node clause : tried.children()) {
    if (!clause.is(Kind::except_clause)) continue;
    Node last;
    for (const Node statement : clause.child(Kind::block).children()) {
      if (statement.named() && !statement.is(Kind::comment)) last = statement;
    }
    if (!last.is_any(Kind::return_statement, Kind::raise_statement, Kind::continue_statement,
                     Kind::break_statement))
      return true;
  }
  return false;
}

// Whether STATEMENT is a `try` that may go on behind a handler, or holds one.
bool handles(Node statement, int& left) {
  for (std::uint32_t at = statement.index(); at < statement.data().next;) {
    const Node node = statement.tree().node(at);
    if (--left < 0) return false;
    if (node.is(Kind::try_statement) && goes_on(node)) return true;
    const bool inner = node.is_any(Kind::function_definition, Kind::class_definition, Kind::lambda_,
                                   Kind::expression_statement);
    at = inner ? node.data().next : at + 1;
  }
  return false;
}

// Whether a `try` before NODE, in its function, has handled an exception, and NODE stands in no handler.
bool is_behind_handler(Node node) {
  constexpr int kMostSteps = 2000;
  int left = kMostSteps;
  bool handled = false;
  for (Node below = node, up = node.parent(); up; below = up, up = up.parent()) {
    if (up.is_any(Kind::except_clause, Kind::finally_clause)) return false;
    if (up.is(Kind::function_definition)) return handled;
    if (handled) continue;
    if (up.is_any(Kind::lambda_, Kind::class_definition)) return false;
    if (!up.is(Kind::block)) continue;
    for (const Node before : up.children()) {
      if (handled || before.index() >= below.index() || --left < 0) break;
      handled = handles(before, left);
    }
  }
  return false;
}

// Whether NODE is a condition, or part of one: it only asks whether there is an exception.
bool is_asked(Node node) {
  for (Node up = node; up && !up.is(Kind::block); up = up.parent()) {
    if (up.is(Kind::comparison_operator) || up.field() == Field::condition) return true;
  }
  return false;
}

}  // namespace

void check_raise_after_handler(const FileView& view, Node node, const rulebook::RulePage& page,
                               Findings& findings) {
  if (node.is(Kind::raise_statement)) {
    if (node.first_named()) return;
  } else {
    const Node function = node.child(Field::function);
    if (names::last_name(function).text() != "exc_info" || is_asked(node) ||
        !node.parent().is(Kind::subscript) ||  // else it may be what a caller handles
        view.names.resolver().dotted(function) != "sys.exc_info")
      return;
  }
  if (is_behind_handler(node))
    findings.add(draft_of(page, node.span(), view.names.guards().alive(node.index())));
}

}  // namespace pymolt::checks
