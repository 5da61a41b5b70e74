// `"<type 'int'>"`, which is how 2.7 writes a type and no later version does.
// SPDX-License-Identifier: MIT
//
//   if str(type(value)) == "<type 'int'>":      never true on 3.x, where it is "<class 'int'>"
//   name = str(type(value))[7:-2]               `'int` there
//
// Quiet in a function that knows the other form as well.
#include "checks/check_functions.h"
#include "names/arguments.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::string_view kOld = "<type '";
constexpr std::string_view kNew = "<class ";

// Whether the function around NODE, or the module, names the other form.
bool knows_both(Node node) {
  constexpr std::size_t kMostText = 20000;
  while (node.parent() && !node.is_any(Kind::function_definition, Kind::module))
    node = node.parent();
  return node.text().substr(0, kMostText).find(kNew) != std::string_view::npos;
}

// What TEXT is compared with, or is looked for in: a comparison, a key, the argument of a call that compares.
Node asked_with(const FileView& view, Node text) {
  Node below = text;
  for (Node up = text.parent(); up; below = up, up = up.parent()) {
    if (up.is_any(Kind::parenthesized_expression, Kind::tuple, Kind::list, Kind::set)) continue;
    if (up.is(Kind::comparison_operator)) return up;
    if (up.is(Kind::pair)) return below.field() == Field::key ? below : Node();
    if (up.is(Kind::subscript)) return below.field() == Field::subscript ? up : Node();
    if (!up.is(Kind::argument_list)) return {};
    const Node function = up.parent().child(Field::function);
    const Node word = names::last_name(function);
    const bool asks = !view.book.does(word.text(), "compares", "two").empty() ||
                      !view.book.does(word.text(), "compares", "text").empty();
    return asks ? up.parent() : Node();
  }
  return {};
}

// `str(type(x))[7:-2]`: the slice begins behind `<type '`.
bool cuts_off_form(const FileView& view, Node subscript) {
  const Node slice = subscript.child(Field::subscript);
  const Node shown = subscript.child(Field::value);
  if (!slice.is(Kind::slice) || slice.first_child().text() != "7" || !shown.is(Kind::call))
    return false;
  const Node type = names::argument(shown, 0);
  const names::Resolver& resolver = view.names.resolver();
  const std::string function = resolver.dotted(shown.child(Field::function));
  return type.is(Kind::call) && (function == "builtins.str" || function == "builtins.repr") &&
         resolver.dotted(type.child(Field::function)) == "builtins.type";
}

}  // namespace

void check_type_texts(const FileView& view, Node node, const rulebook::RulePage& page,
                      Findings& findings) {
  Node where = node;
  if (node.is(Kind::string)) {
    if (!names::literal_text(node).starts_with(kOld)) return;
    where = asked_with(view, node);
    if (!where) return;
  } else if (!cuts_off_form(view, node)) {
    return;
  }
  if (knows_both(node)) return;
  findings.add(draft_of(page, where.span(), view.names.guards().alive(node.index())));
}

}  // namespace pymolt::checks
