// `raise StopIteration` in a generator, and `next(it)` in a loop that nothing else ends: they used to end it quietly.
// SPDX-License-Identifier: MIT
//
//   def pairs(items):
//       it = iter(items)
//       while True:
//           yield next(it), next(it)         RuntimeError, where there are no more
//
// The function around decides: it must have a `yield` of its own. What is caught within the function never leaves it.
#include <string_view>
#include <vector>

#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/try_regions.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::uint32_t kLargest = 10000;  // nodes of a loop or a function that is looked through
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

// Whether NODE, of FUNCTION, leaves the loop of BODY.
bool leaves(Node node, Node body, Node function) {
  if (node.is(Kind::return_statement)) return body_around(node) == function;
  if (!node.is(Kind::break_statement)) return false;
  Node loop = node.parent();
  while (loop && !loop.is_any(Kind::while_statement, Kind::for_statement)) loop = loop.parent();
  return loop.child(Field::body) == body;
}

// Whether CALL stands in a `while True:` of FUNCTION, which is a generator, that is not left in another way.
bool is_in_endless_loop(const syntax::Tree& tree, Node call, Node function) {
  for (Node up = call.parent(); up && up != function; up = up.parent()) {
    if (!up.is(Kind::while_statement)) continue;
    const Node condition = up.child(Field::condition);
    if (!condition.is(Kind::true_) && condition.text() != "1") continue;
    const Node body = up.child(Field::body);
    if (body.data().next - body.index() > kLargest) return false;
    for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
      if (leaves(tree.node(at), body, function)) return false;
    }
    return true;
  }
  return false;
}

// Whether the function of DEFINITION holds a `while True:` that is not left.
bool is_endless(const syntax::Tree& tree, Node definition) {
  if (definition.data().next - definition.index() > kLargest) return false;
  for (std::uint32_t at = definition.index(); at < definition.data().next; ++at) {
    const Node loop = tree.node(at);
    if (loop.is(Kind::while_statement) &&
        is_in_endless_loop(tree, loop.child(Field::body), definition))
      return true;
  }
  return false;
}

// Whether ITERATOR may be what a function gives that never ends: `itertools.count()`, a generator of the file.
bool may_go_on(const FileView& view, Node iterator) {
  const names::Resolver& resolver = view.names.resolver();
  const auto binding_of = [&](const names::Resolution& meant) {
    return meant.binding == names::kNone
               ? Node()
               : view.tree.node(view.names.scopes().binding(meant.binding).node);
  };
  std::vector<Node> made = {iterator};
  for (const names::Inferred& one : view.names.types().all_of(iterator)) {
    if (one.origin != names::kNone) made.push_back(view.tree.node(one.origin));
  }
  for (const names::Resolution& meant : resolver.resolutions(iterator)) {
    if (const Node name = binding_of(meant)) made.push_back(resolver.assigned(name));
  }
  for (const Node call : made) {
    const Node function = call.child(Field::function);
    if (!call.is(Kind::call)) continue;
    for (const names::Resolution& meant : resolver.resolutions(function)) {
      if (!view.book.does(meant.dotted, "goes", "on").empty()) return true;
      const Node definition = binding_of(meant).parent();
      if (definition.is(Kind::function_definition) && is_endless(view.tree, definition))
        return true;
    }
  }
  return false;
}

// `next(it)` in such a loop. It may never run out, or what calls the generator stops before.
void next_in_loop(const FileView& view, Node call, const rulebook::RulePage& page,
                  Findings& findings) {
  const Node called = call.child(Field::function);
  if (!called.is(Kind::identifier) || called.text() != "next") return;
  const Node iterator = names::argument(call, 0);
  const Node function = body_around(call);
  if (!iterator || names::argument(call, 1) || !function.is(Kind::function_definition) ||
      function.data().next - function.index() > kLargest ||
      !is_in_endless_loop(view.tree, call, function) || !is_generator(view.tree, function) ||
      view.names.resolver().dotted(called) != "builtins.next" || may_go_on(view, iterator))
    return;
  Draft draft = draft_of(page, call.span(), view.names.guards().alive(call.index()));
  draft.breaks_on -= caught(view, call, function);
  draft.confidence = Confidence::likely;
  if (!draft.breaks_on.empty()) findings.add(draft);
}

}  // namespace

void check_stop_iteration(const FileView& view, Node statement, const rulebook::RulePage& page,
                          Findings& findings) {
  if (statement.is(Kind::call)) return next_in_loop(view, statement, page, findings);
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
