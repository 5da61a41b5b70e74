// Looks for what makes a handler a fallback; where there is nothing of it, the error is only hidden.
// SPDX-License-Identifier: MIT
//
//   try:                                        try:
//       if isinstance(value, unicode): …            return unicode(value)
//   except Exception:                           except Exception:
//       log.error("failed")     hidden              return str(value)      a fallback
//
// A handler is a fallback that imports, binds what the body binds or the name that is gone, returns or raises something
// made of names, or calls what does not look like a report. A body of nothing but imports asks whether they are there.
#include "checks/silenced_errors.h"

#include <algorithm>

#include "names/arguments.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLargest = 4000;  // nodes of a handler and of a body that are looked at

Node try_around(Node node) {
  for (Node below = node, up = node.parent(); up; below = up, up = up.parent()) {
    if (up.is_any(Kind::function_definition, Kind::lambda_, Kind::class_definition)) break;
    if (up.is(Kind::try_statement) && below.field() == Field::body) return up;
  }
  return {};
}

bool takes_all(const FileView& view, Node clause) {
  const Node type = clause.child(Field::value);
  if (!type) return true;
  const std::string_view name = type.is(Kind::as_pattern) ? type.first_named().text() : type.text();
  const std::string dotted = "builtins." + std::string(name);
  return !view.names.stdlib().derives("builtins.AttributeError", dotted).empty() &&
         !view.names.stdlib().derives("builtins.ImportError", dotted).empty();
}

// `print(…)`, `log.error(…)`, `traceback.print_exc()`: says something, and does nothing else.
bool is_report(const FileView& view, Node call) {
  const Node function = call.child(Field::function);
  const Node name = names::last_name(function);
  return !view.book.does(name.text(), "reports", "").empty();
}

bool binds(Node block, std::string_view target) {
  for (std::uint32_t at = block.index(); at < block.data().next; ++at) {
    const Node node = block.tree().node(at);
    const Node left = node.child(Field::left);
    if (node.is_any(Kind::assignment, Kind::augmented_assignment) && left.text() == target)
      return true;
  }
  return false;
}

// Whether NODE, in the handler, does something in place of what the body BODY was to do with the thing LAST.
bool stands_in(const FileView& view, Node node, Node body, std::string_view last) {
  switch (node.kind()) {
    case Kind::import_statement:
    case Kind::import_from_statement:
    case Kind::raise_statement:
    case Kind::function_definition:
    case Kind::class_definition:
    case Kind::yield:
    case Kind::await_:
      return true;
    case Kind::call:
      return !is_report(view, node);
    case Kind::assignment:
    case Kind::augmented_assignment:
      return node.child(Field::left).text() == last || binds(body, node.child(Field::left).text());
    case Kind::return_statement: {
      const Node value = node.first_named();
      return value && !value.is_any(Kind::none, Kind::false_, Kind::true_, Kind::integer,
                                    Kind::string, Kind::list, Kind::dictionary, Kind::tuple);
    }
    default:
      return false;
  }
}

bool is_fallback(const FileView& view, Node clause, Node body, std::string_view last) {
  Node block;
  for (const Node child : clause.children()) {
    if (child.is(Kind::block)) block = child;
  }
  if (!block || block.data().next - block.index() > kLargest) return true;
  for (std::uint32_t at = block.index(); at < block.data().next; ++at) {
    const Node node = block.tree().node(at);
    if (stands_in(view, node, body, last)) return true;
    if (node.is(Kind::call)) at = node.data().next - 1;  // what a report is given
  }
  return false;
}

// Whether CLAUSE takes what a name that is gone raises, and not everything.
bool asks_for_one(const FileView& view, Node clause) {
  Node types = clause.child(Field::value);
  if (types.is(Kind::as_pattern)) types = types.first_named();
  const auto takes = [&](Node type) {
    const std::string dotted = "builtins." + std::string(type.text());
    return !view.names.stdlib().is_kind(Raised::no_module, dotted).empty() ||
           !view.names.stdlib().is_kind(Raised::no_name, dotted).empty() ||
           !view.names.stdlib().is_kind(Raised::no_attribute, dotted).empty();
  };
  if (!types.is(Kind::tuple)) return takes(types);
  for (const Node part : types.children()) {
    if (part.named() && takes(part)) return true;
  }
  return false;
}

bool only_asks(Node body) {
  for (const Node statement : body.children()) {
    if (!statement.named() || statement.is(Kind::comment)) continue;
    const bool import = statement.is_any(Kind::import_statement, Kind::import_from_statement);
    const bool plain =
        statement.is(Kind::expression_statement) &&
        statement.first_named().is_any(Kind::identifier, Kind::attribute, Kind::assignment);
    if (!import && !plain && !statement.is(Kind::pass_statement)) return false;
  }
  return true;
}

}  // namespace

bool is_only_silenced(const FileView& view, const ApiUse& use) {
  const Node statement = try_around(view.tree.innermost(use.where.begin));
  if (!statement) return false;
  const Node body = statement.child(Field::body);
  if (!body || body.data().next - body.index() > kLargest || only_asks(body)) return false;
  if (statement.child(Kind::else_clause)) return false;  // success is kept separate
  const std::string_view symbol = use.symbol;
  const std::string_view last = symbol.substr(symbol.rfind('.') + 1);
  for (const Node clause : statement.children()) {
    if (!clause.is(Kind::except_clause)) continue;
    if (takes_all(view, clause)) return !is_fallback(view, clause, body, last);
    if (asks_for_one(view, clause)) return false;
  }
  return false;
}

void settle_caught(const FileView& view, Node node, Draft& draft) {
  if (draft.raises == Raised::other || draft.breaks_as != Severity::high) return;
  const VersionSet caught = view.names.guards().caught(node.index(), draft.raises);
  if (!draft.breaks_on.intersects(caught & draft.alive)) return;
  ApiUse use;
  use.where = draft.where;
  if (is_only_silenced(view, use)) {
    draft.breaks_as = Severity::medium;
    draft.confidence = std::min(draft.confidence, Confidence::likely);
  } else {
    draft.breaks_on -= caught;
  }
}

}  // namespace pymolt::checks
