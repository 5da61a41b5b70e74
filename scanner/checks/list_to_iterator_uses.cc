// What is done with something that was a list on Python 2: an index, a method of lists, a length, a second loop.
// SPDX-License-Identifier: MIT
#include "checks/list_to_iterator_uses.h"

#include <algorithm>
#include <array>

#include "checks/globals_loop.h"
#include "names/arguments.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

Node around_value(Node value) {
  Node outer = value.parent();
  while (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
  return outer;
}

namespace {

// `del TABLE[…]`, `TABLE.pop(…)`, `TABLE.popitem()`, `TABLE.clear()`
bool changes_size(Node node, std::string_view table) {
  if (node.is(Kind::delete_statement)) {
    const Node target = node.first_named();
    return target.is(Kind::subscript) && target.child(Field::value).text() == table;
  }
  if (!node.is(Kind::call)) return false;
  const Node method = node.child(Field::function);
  const std::string_view name = method.child(Field::attribute).text();
  return method.is(Kind::attribute) && method.child(Field::object).text() == table &&
         (name == "pop" || name == "popitem" || name == "clear");
}

// `TABLE["x" + key] = …`, where KEY is what the loop gives: a key that may be new.
bool adds_key(Node node, std::string_view table, Node key) {
  const Node target = node.child(Field::left);
  if (!node.is(Kind::assignment) || !target.is(Kind::subscript) ||
      target.child(Field::value).text() != table)
    return false;
  return target.child(Field::subscript).is(Kind::binary_operator) && key.is(Kind::identifier);
}

// Whether the statements behind the one that holds NODE, in its block, leave the loop.
bool leaves_loop(Node node) {
  while (node && !node.parent().is_any(Kind::block, Kind::module)) node = node.parent();
  for (Node next = node; next; next = next.next_sibling()) {
    if (next.is_any(Kind::break_statement, Kind::return_statement, Kind::raise_statement))
      return true;
  }
  return false;
}

// VALUE with the parentheses around it.
Node outermost(Node value) {
  while (value.parent().is(Kind::parenthesized_expression)) value = value.parent();
  return value;
}

bool is_written(Node subscript) {
  const Node outer = subscript.parent();
  return outer.is(Kind::delete_statement) || subscript.field() == Field::left;
}

// The function of the call whose arguments OUTER is; no node otherwise.
Node called_with(Node outer) {
  return outer.is(Kind::argument_list) ? outer.parent().child(Field::function) : Node();
}

std::string_view called_word(Node function) { return names::last_name(function).text(); }

// `"…".join(VALUE)`
bool is_joined(Node outer) {
  if (!outer.is(Kind::argument_list)) return false;
  const Node function = outer.parent().child(Field::function);
  return function.is(Kind::attribute) && function.child(Field::attribute).text() == "join" &&
         function.child(Field::object).is(Kind::string);
}

// The other side of an equality, `x == VALUE`; no node where it is no such comparison of two.
Node other_side(Node comparison, Node value) {
  Node other;
  int parts = 0;
  bool equality = false;
  for (const Node part : comparison.children()) {
    equality = equality || part.is_any(Kind::tok_EQ_EQ, Kind::tok_BANG_EQ);
    if (!part.named()) continue;
    ++parts;
    if (part != outermost(value)) other = part;
  }
  return parts == 2 && equality ? other : Node();
}

}  // namespace

bool LostListUses::may_matter(Node value) const {
  const Node outer = around_value(value);
  switch (outer.kind()) {
    case Kind::subscript:
      return outer.child(Field::value).span() == outermost(value).span();
    case Kind::attribute:
      return outer.field() == Field::function &&
             !book()
                  .types("builtins.list." + std::string(outer.child(Field::attribute).text()) +
                         "()")
                  .empty();
    case Kind::binary_operator:
      return outer.child(Field::operator_)
          .is_any(Kind::tok_PLUS, Kind::tok_STAR, Kind::tok_PERCENT);
    case Kind::augmented_assignment:
    case Kind::print_statement:
      return true;
    case Kind::tuple:
      return around_value(outer).is_any(Kind::binary_operator, Kind::print_statement);
    case Kind::comparison_operator:
      return static_cast<bool>(other_side(outer, value));
    case Kind::for_statement:
      return outermost(value).field() == Field::right;
    case Kind::argument_list: {
      const auto facts = book().names(called_word(called_with(outer)));
      return std::any_of(facts.begin(), facts.end(), [](const rulebook::NameFact& fact) {
        return (fact.word == "wants" && (fact.value == "list" || fact.value == "value")) ||
               (fact.word == "reports" && fact.value == "value") ||
               (fact.word == "compares" && fact.value == "two");
      });
    }
    default:
      return is_truth(value, outer);
  }
}

bool LostListUses::may_consume(Node value) const {
  const Node outer = around_value(value);
  if (outer.is_any(Kind::for_statement, Kind::for_in_clause))
    return outermost(value).field() == Field::right;
  if (outer.is(Kind::comparison_operator)) {
    const std::string_view sign = outer.child(Field::operators).text();
    return (sign == "in" || sign == "not in") &&
           outer.first_named().span() != outermost(value).span();
  }
  if (is_joined(outer)) return true;
  const Node function = called_with(outer);
  return function.is(Kind::identifier) && does(function.text(), "goes", "through") &&
         resolver_.dotted(function).starts_with("builtins.");
}

void LostListUses::judge(Node value, const Lost& lost) const {
  const Node outer = around_value(value);
  const bool iterator = is_iterator(lost);
  if (is_truth(value, outer)) {
    if (iterator && !lost.may_be_none) report("map-truth", value, lost);
  } else if (is_compared_with_list(value, outer, lost)) {
    report("list-equality", outer.is(Kind::argument_list) ? outer.parent() : outer, lost);
  } else if (is_asked_for_list(value, outer)) {
    report("list-instance", outer.parent(), lost);
  } else if (is_shown(value, outer)) {
    report("list-as-text", value, lost);
  } else if (needs_list(value, outer, lost, iterator)) {
    report(lost.is_view() ? "dict-keys-list" : "map-as-list",
           outer.is(Kind::attribute) ? outer.parent() : outer, lost);
  }
}

// `VALUE == ["a"]`, `self.assertEqual(VALUE, ["a"])`
bool LostListUses::is_compared_with_list(Node value, Node outer, const Lost& lost) const {
  if (outer.is(Kind::comparison_operator)) {
    const Node other = other_side(outer, value);
    return other && is_list(other, lost);
  }
  const Node function = called_with(outer);
  if (!function.is(Kind::attribute) || !does(called_word(function), "compares", "two"))
    return false;
  const Node first = names::argument(outer.parent(), 0);
  const Node second = names::argument(outer.parent(), 1);
  if (!first || !second) return false;
  if (first != outermost(value) && second != outermost(value)) return false;
  return is_list(first == outermost(value) ? second : first, lost);
}

// Whether OTHER is on 3.x what only a list, or the tuple or text that `filter` gave, can equal.
bool LostListUses::is_list(Node other, const Lost& lost) const {
  constexpr std::array<std::string_view, 3> kSequences = {"builtins.list", "builtins.tuple",
                                                          "builtins.str"};
  bool any = false;
  for (const names::Inferred& one : view_.names.types().of(other)) {
    if (!one.on.intersects(VersionSet::python3())) continue;
    const bool sequence =
        std::find(kSequences.begin(), kSequences.end(), one.type) != kSequences.end();
    const bool other_iterator = one.type == lost.type && is_iterator(lost);
    if (one.is_class || (!sequence && !other_iterator)) return false;
    any = true;
  }
  return any;
}

// `isinstance(VALUE, list)`, `type(VALUE) is list`
bool LostListUses::is_asked_for_list(Node value, Node outer) const {
  const Node test = outer.parent().parent();
  if (called_with(outer).text() == "type" && test.is(Kind::comparison_operator)) {
    const Node sign = test.first_named().next_sibling();
    return test.first_named() == outer.parent() && sign.is_any(Kind::tok_is, Kind::tok_EQ_EQ) &&
           resolver_.dotted(sign.next_sibling()) == "builtins.list";
  }
  if (called_with(outer).text() != "isinstance" ||
      names::argument(outer.parent(), 0) != outermost(value))
    return false;
  const Node asked = names::argument(outer.parent(), 1);
  const auto is_list = [&](Node node) { return resolver_.dotted(node) == "builtins.list"; };
  const auto is_plain = [&](Node node) {
    return is_list(node) || resolver_.dotted(node) == "builtins.tuple";
  };
  if (!asked.is(Kind::tuple)) return is_list(asked);
  bool any = false;
  for (const Node one : asked.children()) {
    if (!one.named()) continue;
    if (!is_plain(one)) return false;
    any = any || is_list(one);
  }
  return any;
}

// `for key in table.keys(): del table[key]`: a RuntimeError in the next round, unless the loop is left at once.
void LostListUses::loop(Node statement, Node call, const Lost& lost) const {
  const std::string_view table = call.child(Field::function).child(Field::object).text();
  const Node body = statement.child(Field::body);
  if (!body || goes_over_copy(call.child(Field::function).child(Field::object))) return;
  const Node added =
      added_to_namespace(view_, statement, call.child(Field::function).child(Field::object));
  if (added) return report("dict-changed-in-loop", added, lost);
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node node = view_.tree.node(at);
    const bool changes =
        changes_size(node, table) || adds_key(node, table, statement.child(Field::left));
    if (changes && !leaves_loop(node)) return report("dict-changed-in-loop", node, lost);
  }
}

// Whether a loop over TABLE goes over a copy of its keys on 3.x.
bool LostListUses::goes_over_copy(Node table) const {
  bool any = false;
  for (const names::Inferred& one : view_.names.types().of(table)) {
    if (!one.on.intersects(VersionSet::python3())) continue;
    if (!does(view_.names.types().standard_class(one), "goes", "over copy")) return false;
    any = true;
  }
  return any;
}

bool LostListUses::is_iterator(const Lost& lost) const {
  const auto bases = book().types(lost.type + " <");
  return !bases.empty() && bases[0].type == "collections.abc.Iterator";
}

bool LostListUses::needs_list(Node value, Node outer, const Lost& lost, bool iterator) const {
  switch (outer.kind()) {
    case Kind::subscript:
      return outer.child(Field::value).span() == outermost(value).span() &&
             (book().types(lost.type + "[]").empty() || is_written(outer));
    case Kind::attribute:
      return outer.field() == Field::function &&
             is_of_lists_only(outer.child(Field::attribute).text(), lost);
    case Kind::binary_operator:
      return outer.child(Field::operator_).is_any(Kind::tok_PLUS, Kind::tok_STAR);
    case Kind::augmented_assignment:
      return outer.child(Field::left).span() == outermost(value).span();
    case Kind::argument_list:
      return is_argument_that_must_be_list(value, outer.parent(), lost, iterator);
    default:
      return false;
  }
}

bool LostListUses::is_of_lists_only(std::string_view method, const Lost& lost) const {
  const std::string call = '.' + std::string(method) + "()";
  return !book().types("builtins.list" + call).empty() && book().types(lost.type + call).empty();
}

bool LostListUses::is_argument_that_must_be_list(Node value, Node call, const Lost& lost,
                                                 bool iterator) const {
  if (names::argument(call, 0) != outermost(value)) return false;
  const std::string function = resolver_.dotted(call.child(Field::function));
  if (does(function, "wants", "list in place")) return true;
  if (does(function, "wants", "items in place"))
    return !lost.is_view();  // a view: the page random-view
  return iterator && does(function, "wants", "list");
}

// `print rows`, `str(rows)`, `"%s" % rows`
bool LostListUses::is_shown(Node value, Node outer) const {
  if (outer.is(Kind::print_statement)) return true;
  if (outer.is(Kind::tuple)) {
    value = outer;
    outer = around_value(value);
  }
  if (outer.is(Kind::binary_operator)) {
    return outer.child(Field::operator_).is(Kind::tok_PERCENT) &&
           outer.child(Field::left).is(Kind::string) && outermost(value).field() == Field::right;
  }
  if (!outer.is(Kind::argument_list)) return false;
  const Node function = outer.parent().child(Field::function);
  if (function.is(Kind::attribute))
    return function.child(Field::attribute).text() == "format" &&
           function.child(Field::object).is(Kind::string);
  return does(function.text(), "reports", "value") &&
         resolver_.dotted(function).starts_with("builtins.");
}

bool LostListUses::is_truth(Node value, Node outer) const {
  const Node whole = outermost(value);
  switch (outer.kind()) {
    case Kind::if_statement:
    case Kind::elif_clause:
    case Kind::while_statement:
      return whole.field() == Field::condition;
    case Kind::not_operator:
    case Kind::assert_statement:
      return true;
    case Kind::boolean_operator:
      return whole.field() == Field::left;
    case Kind::conditional_expression:
      return outer.first_named() != whole &&
             outer.first_named().next_sibling().next_sibling() == whole;
    case Kind::argument_list:
      return resolver_.dotted(outer.parent().child(Field::function)) == "builtins.bool";
    default:
      return false;
  }
}

bool LostListUses::does(std::string_view name, std::string_view word,
                        std::string_view value) const {
  return !book().does(name, word, value).empty();
}

void LostListUses::report(std::string_view rule, Node where, const Lost& lost) const {
  const rulebook::RulePage* page = book().page(rule);
  if (page == nullptr) return;
  Draft draft = draft_of(*page, where.span(), view_.names.guards().alive(where.index()));
  draft.confidence = lost.confidence;
  findings_.add(draft);
}

}  // namespace pymolt::checks
