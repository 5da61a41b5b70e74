// `d.keys()`, `map(f, rows)`, `range(9)`: lists on Python 2, views and iterators on Python 3, and used as lists.
// SPDX-License-Identifier: MIT
//
//   names = table.keys()          from here on, as long as `names` means nothing else:
//   names.sort()                  dict-keys-list    a method of lists
//   first = names[0]              dict-keys-list    an index
//   if filter(None, names): …     map-truth         an iterator is always true
//   names == ["a"]                list-equality
//   print names                   list-as-text      as a text it is none of a list
//   rows = map(f, lines)
//   total = sum(rows)
//   for row in rows: …            iterator-used-up  there is nothing left
//
// What such a call gives is told by the type facts. A name is followed within its scope, and only where all that it can
// mean was a list; a list by now, `names = list(names)`, ends it. `keys()` of something unknown counts as a dictionary's.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "checks/own_namespace.h"
#include "checks/rows.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Inferred;
using names::Load;
using names::Meaning;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kDeepest = 6;
constexpr int kMostUses = 100;  // of one name that are looked at from where it was assigned
constexpr int kMostOtherUses = 10000;

// What a list of 2.7 is on 3.x.
struct Lost {
  std::string type;
  Confidence confidence = Confidence::sure;

  [[nodiscard]] bool is_view() const { return type.starts_with("builtins.dict_"); }
};

Node around(Node node) {
  Node outer = node.parent();
  while (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
  return outer;
}

bool has_arguments(Node call) { return static_cast<bool>(call.child(Field::arguments).first_named()); }

class LostLists {
 public:
  LostLists(const FileView& view, Findings& findings)
      : view_(view), resolver_(view.names.resolver()), types_(resolver_), findings_(findings) {}

  // All that happens to what CALL gives.
  void look_at(Node call) const {
    if (!may_be(call)) return;
    const std::optional<Lost> lost = of_call(call);
    if (!lost) return;
    judge(call, *lost);
    const Node statement = around(call);
    if (statement.is(Kind::for_statement) && lost->is_view()) loop(statement, call, *lost);
    const Node name = statement.child(Field::left);
    if (statement.is(Kind::assignment) && name.is(Kind::identifier)) follow(name);
  }

 private:
  [[nodiscard]] const rulebook::Rulebook& book() const { return view_.book; }

  [[nodiscard]] bool may_be(Node call) const {
    const Node function = call.child(Field::function);
    const Node name = function.is(Kind::attribute) ? function.child(Field::attribute) : function;
    return name.is(Kind::identifier) && view_.names.standard().gave_list(name.text());
  }

  // The type on 3.x of what gives a list on 2.7, by the facts about SUBJECT.
  [[nodiscard]] std::optional<Lost> by_facts(const std::string& subject) const {
    std::optional<Lost> lost;
    bool list = false;
    for (const rulebook::TypeFact& fact : book().types(subject)) {
      if (fact.on.intersects(VersionSet::python3())) lost = Lost{std::string(fact.type)};
      list = list || (fact.on.intersects(VersionSet::python2()) && fact.type == "builtins.list");
    }
    return list && lost && lost->type != "builtins.list" ? lost : std::nullopt;
  }

  [[nodiscard]] std::optional<Lost> of_call(Node call) const {
    const Node function = call.child(Field::function);
    if (function.is(Kind::identifier)) {
      const std::string dotted = resolver_.dotted(function);
      return dotted.starts_with("builtins.") ? by_facts(dotted + "()") : std::nullopt;
    }
    if (has_arguments(call) || !resolver_.dotted(function).empty()) return std::nullopt;
    const std::string method = '.' + std::string(function.child(Field::attribute).text()) + "()";
    std::optional<Lost> lost;
    for (const Inferred& one : types_.of(function.child(Field::object))) {
      if (one.is_class || one.local != names::kNone) return std::nullopt;
      const std::string owner = one.known() ? one.type : "builtins.dict";
      std::optional<Lost> found = of_method(owner, method);
      if (!found) return std::nullopt;
      found->confidence = one.known() ? one.confidence : Confidence::likely;
      if (lost) found->confidence = std::min(found->confidence, lost->confidence);
      lost = std::move(found);
    }
    return lost;
  }

  // The same for a method of OWNER or its bases.
  [[nodiscard]] std::optional<Lost> of_method(std::string owner, const std::string& method) const {
    for (int i = 0; i < kDeepest; ++i) {
      if (std::optional<Lost> found = by_facts(owner + method)) return found;
      const auto bases = book().types(owner + " <");
      if (bases.empty()) break;
      owner = bases[0].type;
    }
    return std::nullopt;
  }

  // What NAME is, where all that it can mean on 3.x are lists no longer.
  [[nodiscard]] std::optional<Lost> of_name(Node name, int depth) const {
    std::optional<Lost> lost;
    for (const Meaning& meaning : resolver_.meanings(name)) {
      if (!meaning.on.intersects(VersionSet::python3())) continue;
      std::optional<Lost> one;
      if (meaning.kind == Meaning::Kind::local) one = of_binding(meaning.binding, depth);
      if (!one) return std::nullopt;
      if (lost) one->confidence = std::min(one->confidence, lost->confidence);
      lost = std::move(one);
    }
    return lost;
  }

  [[nodiscard]] std::optional<Lost> of_binding(names::BindingId id, int depth) const {
    const names::Binding& binding = resolver_.scopes().binding(id);
    if (binding.kind != BindingKind::assign || depth > kDeepest) return std::nullopt;
    const Node value = resolver_.assigned(view_.tree.node(binding.node));
    if (value.is(Kind::identifier)) return of_name(value, depth + 1);
    return value.is(Kind::call) && may_be(value) ? of_call(value) : std::nullopt;
  }

  // The uses of NAME, just assigned, in its scope.
  void follow(Node name) const {
    const names::Scopes& scopes = resolver_.scopes();
    const names::Word word = scopes.words().find(name.text());
    const std::uint32_t end = scopes.scope(scopes.scope_at(name.index())).end;
    const auto loads = scopes.loads();
    auto load = std::lower_bound(loads.begin(), loads.end(), name.index(),
                                 [](const Load& one, std::uint32_t at) { return one.node < at; });
    std::vector<Node> consumed;
    int left = kMostUses;
    int others = kMostOtherUses;
    for (; load != loads.end() && load->node < end && --others > 0 && left > 0; ++load) {
      if (load->word != word) continue;
      --left;
      const Node here = view_.tree.node(load->node);
      if (consumes(here)) consumed.push_back(here);
      if (!may_matter(here)) continue;
      if (const std::optional<Lost> lost = of_name(here, 0)) judge(here, *lost);
    }
    find_used_up(name, consumed);
  }

  // The first of the places that go through all of what NAME was given, when an earlier one has surely done so.
  void find_used_up(Node name, const std::vector<Node>& consumed) const {
    for (std::size_t i = 0; i < consumed.size(); ++i) {
      const Node here = consumed[i];
      const std::optional<Lost> lost = of_name(here, 0);
      if (!lost || !is_iterator(*lost) || !means_only(here, name)) return;
      const Node before = i > 0 ? block_of(consumed[i - 1]) : Node();
      const bool again = before && here.index() < before.data().next;
      if (again || is_repeated(here, name)) return report("iterator-used-up", here, *lost);
    }
  }

  [[nodiscard]] bool means_only(Node use, Node name) const {
    const std::vector<Meaning> meanings = resolver_.meanings(use);
    return std::all_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
      return meaning.binding != names::kNone && resolver_.scopes().binding(meaning.binding).node == name.index();
    });
  }

  static Node block_of(Node node) {
    while (node && !node.is_any(Kind::block, Kind::module)) node = node.parent();
    return node;
  }

  // Whether USE stands in a loop that NAME was assigned before.
  static bool is_repeated(Node use, Node name) {
    Node below = use;
    for (Node up = use.parent(); up && up.index() > name.index(); below = up, up = up.parent()) {
      if (up.is_any(Kind::for_statement, Kind::while_statement) && below.field() != Field::right) return true;
    }
    return false;
  }

  // Whether all of VALUE is gone through here.
  [[nodiscard]] bool consumes(Node value) const {
    constexpr std::array<std::string_view, 9> kConsumers = {"builtins.list",   "builtins.tuple", "builtins.set",
                                                            "builtins.sorted", "builtins.sum",   "builtins.max",
                                                            "builtins.min",    "builtins.dict",  "builtins.frozenset"};
    const Node outer = around(value);
    if (outer.is_any(Kind::for_statement, Kind::for_in_clause)) return outermost(value).field() == Field::right;
    if (!outer.is(Kind::argument_list)) return false;
    const std::string function = resolver_.dotted(outer.parent().child(Field::function));
    return std::find(kConsumers.begin(), kConsumers.end(), function) != kConsumers.end();
  }

  // Whether anything is done with it here that judge() might mind; spares looking up what it means.
  static bool may_matter(Node node) {
    const Node outer = around(node);
    return !outer.is_any(Kind::for_statement, Kind::for_in_clause, Kind::assignment, Kind::return_statement);
  }

  void judge(Node value, const Lost& lost) const {
    const Node outer = around(value);
    const bool iterator = is_iterator(lost);
    if (is_truth(value, outer)) {
      if (iterator) report("map-truth", value, lost);
    } else if (outer.is(Kind::comparison_operator)) {
      if (is_compared_with_list(outer)) report("list-equality", outer, lost);
    } else if (is_shown(value, outer)) {
      report("list-as-text", value, lost);
    } else if (needs_list(value, outer, lost, iterator)) {
      report(lost.is_view() ? "dict-keys-list" : "map-as-list", outer.is(Kind::attribute) ? outer.parent() : outer,
             lost);
    }
  }

  // `for key in table.keys(): del table[key]`: a RuntimeError in the next round, unless the loop is left at once.
  void loop(Node statement, Node call, const Lost& lost) const {
    const std::string_view table = call.child(Field::function).child(Field::object).text();
    const Node body = statement.child(Field::body);
    if (call.field() != Field::right || !body) return;
    const Node added = added_to_namespace(view_, statement, call.child(Field::function).child(Field::object));
    if (added) return report("dict-changed-in-loop", added, lost);
    for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
      const Node node = view_.tree.node(at);
      if (changes_size(node, table) && !leaves_loop(node)) return report("dict-changed-in-loop", node, lost);
    }
  }

  // `del TABLE[…]`, `TABLE.pop(…)`, `TABLE.popitem()`, `TABLE.clear()`
  static bool changes_size(Node node, std::string_view table) {
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

  // Whether the statements behind the one that holds NODE, in its block, leave the loop.
  static bool leaves_loop(Node node) {
    while (node && !node.parent().is_any(Kind::block, Kind::module)) node = node.parent();
    for (Node next = node; next; next = next.next_sibling()) {
      if (next.is_any(Kind::break_statement, Kind::return_statement, Kind::raise_statement)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_iterator(const Lost& lost) const {
    const auto bases = book().types(lost.type + " <");
    return !bases.empty() && bases[0].type == "collections.abc.Iterator";
  }

  [[nodiscard]] bool needs_list(Node value, Node outer, const Lost& lost, bool iterator) const {
    switch (outer.kind()) {
      case Kind::subscript:
        return outer.child(Field::value).span() == outermost(value).span() &&
               (book().types(lost.type + "[]").empty() || is_written(outer));
      case Kind::attribute:
        return outer.field() == Field::function && is_of_lists_only(outer.child(Field::attribute).text(), lost);
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

  // VALUE with the parentheses around it.
  static Node outermost(Node value) {
    while (value.parent().is(Kind::parenthesized_expression)) value = value.parent();
    return value;
  }

  static bool is_written(Node subscript) {
    const Node outer = subscript.parent();
    return outer.is(Kind::delete_statement) || subscript.field() == Field::left;
  }

  [[nodiscard]] bool is_of_lists_only(std::string_view method, const Lost& lost) const {
    const std::string call = '.' + std::string(method) + "()";
    return !book().types("builtins.list" + call).empty() && book().types(lost.type + call).empty();
  }

  [[nodiscard]] bool is_argument_that_must_be_list(Node value, Node call, const Lost& lost, bool iterator) const {
    constexpr std::array<std::string_view, 3> kInPlace = {"random.shuffle", "heapq.heapify", "bisect.insort"};
    if (names::argument(call, 0) != outermost(value)) return false;
    const std::string function = resolver_.dotted(call.child(Field::function));
    if (function == "builtins.len") return iterator;
    const bool in_place = std::find(kInPlace.begin(), kInPlace.end(), function) != kInPlace.end();
    return in_place && !(lost.is_view() && value.is(Kind::call));  // of a view there: the page random-view
  }

  // `print rows`, `str(rows)`, `"%s" % rows`
  [[nodiscard]] bool is_shown(Node value, Node outer) const {
    constexpr std::array<std::string_view, 4> kShowing = {"builtins.str", "builtins.repr", "builtins.unicode",
                                                          "builtins.print"};
    if (outer.is(Kind::print_statement)) return true;
    if (outer.is(Kind::tuple)) {
      value = outer;
      outer = around(value);
    }
    if (outer.is(Kind::binary_operator)) {
      return outer.child(Field::operator_).is(Kind::tok_PERCENT) && outer.child(Field::left).is(Kind::string) &&
             outermost(value).field() == Field::right;
    }
    if (!outer.is(Kind::argument_list)) return false;
    const std::string function = resolver_.dotted(outer.parent().child(Field::function));
    return std::find(kShowing.begin(), kShowing.end(), function) != kShowing.end();
  }

  [[nodiscard]] bool is_truth(Node value, Node outer) const {
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
        return outer.first_named() != whole && outer.first_named().next_sibling().next_sibling() == whole;
      case Kind::argument_list:
        return resolver_.dotted(outer.parent().child(Field::function)) == "builtins.bool";
      default:
        return false;
    }
  }

  // `x == […]`, on either side.
  static bool is_compared_with_list(Node comparison) {
    int parts = 0;
    bool list = false;
    bool equality = false;
    for (const Node part : comparison.children()) {
      equality = equality || part.is_any(Kind::tok_EQ_EQ, Kind::tok_BANG_EQ);
      if (!part.named()) continue;
      ++parts;
      list = list || part.is(Kind::list);
    }
    return parts == 2 && list && equality;
  }

  void report(std::string_view rule, Node where, const Lost& lost) const {
    const rulebook::RulePage* page = book().page(rule);
    if (page == nullptr) return;
    Draft draft = draft_of(*page, where.span(), view_.names.guards().alive(where.index()));
    draft.confidence = lost.confidence;
    findings_.add(draft);
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  names::Types types_;
  Findings& findings_;
};

}  // namespace

void check_lost_lists(const FileView& view, Node call, const rulebook::RulePage&, Findings& findings) {
  if (!written_for(view).contains(Version::of(2, 7))) return;
  LostLists(view, findings).look_at(call);
}

}  // namespace pymolt::checks
