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
// What a value is, is asked of names/types.h, however it came there; only where all that it can be was a list once is
// anything said. `keys()` of something unknown counts as a dictionary's.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checks/check_functions.h"
#include "checks/list_to_iterator_uses.h"
#include "names/arguments.h"
#include "names/searches.h"
#include "names/types.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool has_arguments(Node call) {
  return static_cast<bool>(call.child(Field::arguments).first_named());
}

class LostLists {
 public:
  LostLists(const FileView& view, Findings& findings)
      : view_(view),
        resolver_(view.names.resolver()),
        types_(view.names.types()),
        uses_(view, findings) {}

  // All that the file does with what was a list.
  void look_at() {
    if (!makes_any()) return;
    for (std::uint32_t at = 0; at < view_.tree.nodes().size(); ++at) {
      const Node value = view_.tree.node(at);
      if (!value.is_any(Kind::identifier, Kind::attribute, Kind::call, Kind::subscript)) continue;
      if (uses_.may_matter(value)) use(value);
      if (uses_.may_consume(value)) note_consumed(value);
    }
    for (const std::vector<Node>& consumed : by_binding_) find_used_up(consumed);
    for (const std::vector<Node>& consumed : by_attribute_) find_attribute_used_up(consumed);
  }

 private:
  [[nodiscard]] bool makes_any() const {
    for (std::uint32_t at = 0; at < view_.tree.nodes().size(); ++at) {
      if (view_.tree.nodes()[at].kind != Kind::call) continue;
      const Node function = view_.tree.node(at).child(Field::function);
      const Node name = names::last_name(function);
      if (name.is(Kind::identifier) && view_.names.stdlib().gave_list(name.text())) return true;
    }
    return false;
  }

  void use(Node value) const {
    const std::optional<Lost> found = lost(value);
    if (!found) return;
    uses_.judge(value, *found);
    const Node statement = around_value(value);
    const Node call = found->origin == names::kNone ? Node() : view_.tree.node(found->origin);
    if (statement.is(Kind::for_statement) && found->is_view() && call.is(Kind::call))
      uses_.loop(statement, call, *found);
  }

  // What VALUE is, where all that it can be on 3.x are lists no longer, and was one on 2.7.
  [[nodiscard]] std::optional<Lost> lost(Node value) const {
    std::optional<Lost> found;
    bool was_list = false;
    Confidence confidence = Confidence::sure;
    bool may_be_none = false;
    bool may_be_list = false;
    for (const Inferred& one : types_.all_of(value)) {
      was_list = was_list || (one.on.contains(Version::of(2, 7)) && one.type == "builtins.list");
      if (!one.on.intersects(VersionSet::python3())) continue;
      may_be_none = may_be_none || one.is_none();
      if (one.is_none()) continue;
      if (one.type == "builtins.list" &&
          !one.is_class) {  // in another branch: `else: names = ["a"]`
        if (is_repair(value, one)) return std::nullopt;
        may_be_list = true;
        continue;
      }
      if (one.is_class || !view_.names.stdlib().was_list(one.type) || is_other_method(one))
        return std::nullopt;
      confidence = std::min(confidence, one.confidence);
      found = Lost{one.type, confidence, may_be_none, one.origin};
    }
    if (found && may_be_none) found->may_be_none = true;
    if (found && may_be_list) found->confidence = std::min(found->confidence, Confidence::likely);
    return was_list && found && found->confidence >= Confidence::likely ? found : std::nullopt;
  }

  // `if not isinstance(names, list): names = list(names)`, `except AttributeError: names = sorted(names)`: then it is one.
  [[nodiscard]] bool is_repair(Node value, const Inferred& list) const {
    if (list.origin == names::kNone) return false;
    const Node made = view_.tree.node(list.origin);
    if (made.text().find(value.text()) == std::string_view::npos) return false;
    Node up = made.parent();
    if (!up.is(Kind::assignment) || up.child(Field::left).text() != value.text()) return false;
    for (up = up.parent(); up && !up.is_any(Kind::function_definition, Kind::module);
         up = up.parent()) {
      if (up.is(Kind::except_clause)) return true;
      if (up.is(Kind::if_statement) &&
          up.child(Field::condition).text().find(value.text()) != std::string_view::npos)
        return true;
    }
    return false;
  }

  // `parser.items("section")` is no dictionary's.
  [[nodiscard]] bool is_other_method(const Inferred& one) const {
    if (one.origin == names::kNone) return false;
    const Node call = view_.tree.node(one.origin);
    return call.child(Field::function).is(Kind::attribute) && has_arguments(call) &&
           one.type.starts_with("builtins.dict_");
  }

  void note_consumed(Node value) {
    if (value.is(Kind::attribute)) {
      if (value.child(Field::object).text() != "self") return;
      const std::uint32_t home = class_around(value).index();
      return add(by_attribute_, attributes_[{home, value.child(Field::attribute).text()}], value);
    }
    if (!value.is(Kind::identifier)) return;
    const std::vector<Resolution> resolutions = resolver_.resolutions(value);
    if (resolutions.size() != 1 || resolutions[0].binding == names::kNone) return;
    add(by_binding_, bindings_[resolutions[0].binding], value);
  }

  static void add(std::vector<std::vector<Node>>& lists, std::size_t& place, Node value) {
    constexpr std::size_t kMostUses = 100;  // of one name that are looked at
    if (place == 0) place = lists.emplace_back().empty() ? lists.size() : 0;
    std::vector<Node>& list = lists[place - 1];
    if (list.size() < kMostUses) list.push_back(value);
  }

  // The first of the places that go through all of what a name was given, when an earlier one has surely done so.
  void find_used_up(const std::vector<Node>& consumed) const {
    const names::BindingId id = resolver_.resolutions(consumed[0])[0].binding;
    const Node name = view_.tree.node(resolver_.scopes().binding(id).node);
    for (std::size_t i = 0; i < consumed.size(); ++i) {
      const Node here = consumed[i];
      const Node before = i > 0 ? block_of(consumed[i - 1]) : Node();
      const bool later = runs_later(here, name);
      const bool again = (before && here.index() < before.data().next &&
                          !is_other_branch(consumed[i - 1], here)) ||
                         (later && (i > 0 || is_searched(here)));
      if (!again && !is_repeated(here, name)) continue;
      const std::optional<Lost> found = lost(here);
      if (found && !found->may_be_none && uses_.is_iterator(*found))
        uses_.report("iterator-used-up", here, *found);
      return;
    }
  }

  // The same of an attribute of `self` in its class, where nothing else is put there.
  void find_attribute_used_up(const std::vector<Node>& consumed) const {
    if (consumed.size() < 2 && !is_searched(consumed[0]) && !is_handed_to_loops(consumed[0]))
      return;
    if (types_.stores_of(consumed[0].child(Field::attribute).text()).size() > 1) return;
    for (const Node here : consumed) {
      std::optional<Lost> found = lost(here);
      if (!found || !uses_.is_iterator(*found)) return;
      found->confidence = std::min(found->confidence, Confidence::likely);
      uses_.report("iterator-used-up", here, *found);
    }
  }

  // Whether the two are the two branches of `a if c else b`.
  static bool is_other_branch(Node before, Node here) {
    for (Node up = before.parent(); up; up = up.parent()) {
      if (up.index() <= here.index() && here.index() < up.data().next)
        return up.is(Kind::conditional_expression);
    }
    return false;
  }

  // Whether USE stands in a function that may run many times, and NAME outside of it.
  [[nodiscard]] bool runs_later(Node use, Node name) const {
    const names::Scopes& scopes = resolver_.scopes();
    names::ScopeId scope = scopes.scope_at(use.index());
    while (scope != names::kNone && scopes.scope(scope).kind == names::ScopeKind::comprehension)
      scope = scopes.scope(scope).parent;
    const names::ScopeId home = scopes.scope_at(name.index());
    return scope != home && view_.tree.node(scopes.scope(scope).node).index() > name.index();
  }

  // `x in rows`, `for row in rows: if row == x: return row`: what is looked for more than once.
  static bool is_searched(Node use) {
    const Node outer = around_value(use);
    return outer.is(Kind::comparison_operator) ||
           (outer.is(Kind::for_statement) && names::is_search(outer));
  }

  // Whether each loop over the object goes through USE: `def __iter__(self): return iter(self.rows)`.
  static bool is_handed_to_loops(Node use) {
    return syntax::enclosing_function(use).child(Field::name).text() == "__iter__";
  }

  static Node class_around(Node node) {
    while (node && !node.is_any(Kind::class_definition, Kind::module)) node = node.parent();
    return node;
  }

  static Node block_of(Node node) {
    while (node && !node.is_any(Kind::block, Kind::module)) node = node.parent();
    return node;
  }

  // Whether USE stands in a loop that NAME was assigned before.
  static bool is_repeated(Node use, Node name) {
    Node below = use;
    for (Node up = use.parent(); up && up.index() > name.index(); below = up, up = up.parent()) {
      if (up.is_any(Kind::for_statement, Kind::while_statement) && below.field() != Field::right)
        return true;
    }
    return false;
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  const names::Types& types_;
  const LostListUses uses_;
  std::vector<std::vector<Node>> by_binding_;  // the places that go through all of a name,
  std::vector<std::vector<Node>> by_attribute_;
  std::unordered_map<names::BindingId, std::size_t>
      bindings_;  // and where they stand there, from 1
  std::map<std::pair<std::uint32_t, std::string_view>, std::size_t> attributes_;
};

}  // namespace

void check_lost_lists(const FileView& view, const rulebook::RulePage&, Findings& findings) {
  if (!written_for(view).contains(Version::of(2, 7))) return;
  LostLists(view, findings).look_at();
}

}  // namespace pymolt::checks
