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

#include "checks/check_functions.h"
#include "checks/list_to_iterator_uses.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Inferred;
using names::Reference;
using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kDeepest = 6;
constexpr int kMostUses = 100;  // of one name that are looked at from where it was assigned
constexpr int kMostOtherUses = 10000;

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

  // All that happens to what CALL gives.
  void look_at(Node call) const {
    if (!may_be(call)) return;
    const std::optional<Lost> lost = of_call(call);
    if (!lost) return;
    uses_.judge(call, *lost);
    const Node statement = around_value(call);
    if (statement.is(Kind::for_statement) && lost->is_view() && call.field() == Field::right)
      uses_.loop(statement, call, *lost);
    const Node name = statement.child(Field::left);
    if (!statement.is(Kind::assignment) || name.field() != Field::left) return;
    if (name.is(Kind::identifier)) follow(name, call);
    if (name.is(Kind::attribute) && name.child(Field::object).text() == "self")
      follow_attribute(name, *lost);
  }

 private:
  [[nodiscard]] const rulebook::Rulebook& book() const { return view_.book; }

  [[nodiscard]] bool may_be(Node call) const {
    const Node function = call.child(Field::function);
    const Node name = function.is(Kind::attribute) ? function.child(Field::attribute) : function;
    return name.is(Kind::identifier) && view_.names.stdlib().gave_list(name.text());
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
    for (const Resolution& resolution : resolver_.resolutions(name)) {
      if (!resolution.on.intersects(VersionSet::python3())) continue;
      std::optional<Lost> one;
      if (resolution.kind == Resolution::Kind::local) one = of_binding(resolution.binding, depth);
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

  // The uses of NAME, just assigned what CALL gives, in its scope.
  void follow(Node name, Node call) const {
    const names::Scopes& scopes = resolver_.scopes();
    const names::InternedName word = scopes.interned_names().find(name.text());
    const std::uint32_t end = scopes.scope(scopes.scope_at(name.index())).end;
    const auto references = scopes.references();
    auto reference =
        std::lower_bound(references.begin(), references.end(), name.index(),
                         [](const Reference& one, std::uint32_t at) { return one.node < at; });
    std::vector<Node> consumed;
    int left = kMostUses;
    int others = kMostOtherUses;
    for (; reference != references.end() && reference->node < end && --others > 0 && left > 0;
         ++reference) {
      if (reference->word != word) continue;
      --left;
      const Node here = view_.tree.node(reference->node);
      if (uses_.consumes(here)) consumed.push_back(here);
      if (here.field() == Field::right && here.parent().is(Kind::for_statement))
        loop_over(here, name, call);
      if (!may_matter(here)) continue;
      if (const std::optional<Lost> lost = of_name(here, 0)) uses_.judge(here, *lost);
    }
    find_used_up(name, consumed);
  }

  // The first of the places that go through all of what NAME was given, when an earlier one has surely done so.
  void find_used_up(Node name, const std::vector<Node>& consumed) const {
    for (std::size_t i = 0; i < consumed.size(); ++i) {
      const Node here = consumed[i];
      const std::optional<Lost> lost = of_name(here, 0);
      if (!lost || !uses_.is_iterator(*lost) || !means_only(here, name)) return;
      const Node before = i > 0 ? block_of(consumed[i - 1]) : Node();
      const bool later = runs_later(here, name);
      const bool again =
          (before && here.index() < before.data().next) || (later && (i > 0 || is_searched(here)));
      if (again || is_repeated(here, name)) return uses_.report("iterator-used-up", here, *lost);
    }
  }

  // `users = weights.keys()`, `for user in users: del weights[user]`
  void loop_over(Node here, Node name, Node call) const {
    const std::optional<Lost> lost = of_name(here, 0);
    if (lost && lost->is_view() && means_only(here, name)) uses_.loop(here.parent(), call, *lost);
  }

  // Whether USE stands in a function that may run many times, and NAME outside of it.
  [[nodiscard]] bool runs_later(Node use, Node name) const {
    const names::Scopes& scopes = resolver_.scopes();
    names::ScopeId scope = scopes.scope_at(use.index());
    while (scope != names::kNone && scopes.scope(scope).kind == names::ScopeKind::comprehension)
      scope = scopes.scope(scope).parent;
    return scope != scopes.scope_at(name.index());
  }

  static bool is_searched(Node use) { return around_value(use).is(Kind::comparison_operator); }

  // The uses of an attribute of `self` in its class, where nothing else is put there.
  void follow_attribute(Node made, Lost lost) const {
    Node home = made;
    while (home && !home.is(Kind::class_definition)) home = home.parent();
    if (!home) return;
    int assigned = 0;
    for (const std::uint32_t patch : resolver_.scopes().monkeypatches()) {
      assigned += view_.tree.node(patch).child(Field::attribute).text() ==
                          made.child(Field::attribute).text()
                      ? 1
                      : 0;
    }
    if (assigned != 1) return;
    lost.confidence = std::min(lost.confidence, Confidence::likely);
    std::vector<Node> consumed;
    for (std::uint32_t at = home.index(); at < home.data().next && consumed.size() < kMostUses;
         ++at) {
      const Node here = view_.tree.node(at);
      if (!here.is(Kind::attribute) || here == made || here.text() != made.text()) continue;
      if (uses_.consumes(here)) consumed.push_back(here);
      if (may_matter(here)) uses_.judge(here, lost);
    }
    if (!uses_.is_iterator(lost)) return;
    for (const Node here : consumed) {
      if (consumed.size() > 1 || is_searched(here)) uses_.report("iterator-used-up", here, lost);
    }
  }

  [[nodiscard]] bool means_only(Node use, Node name) const {
    const std::vector<Resolution> resolutions = resolver_.resolutions(use);
    return std::all_of(resolutions.begin(), resolutions.end(), [&](const Resolution& resolution) {
      return resolution.binding != names::kNone &&
             resolver_.scopes().binding(resolution.binding).node == name.index();
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
      if (up.is_any(Kind::for_statement, Kind::while_statement) && below.field() != Field::right)
        return true;
    }
    return false;
  }

  // Whether anything is done with it here that judge() might mind; saves looking up what it means.
  static bool may_matter(Node node) {
    const Node outer = around_value(node);
    return !outer.is_any(Kind::for_statement, Kind::for_in_clause, Kind::assignment,
                         Kind::return_statement);
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  const names::Types& types_;
  const LostListUses uses_;
};

}  // namespace

void check_lost_lists(const FileView& view, Node call, const rulebook::RulePage&,
                      Findings& findings) {
  if (!written_for(view).contains(Version::of(2, 7))) return;
  LostLists(view, findings).look_at(call);
}

}  // namespace pymolt::checks
