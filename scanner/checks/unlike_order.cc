// Order between things that have none on Python 3: a text and a number, two dictionaries, None and anything.
// SPDX-License-Identifier: MIT
//
//   if age < "18": …                                   unlike-order
//   max(3, None), sorted([2, None, 1])                 none-ordering
//   def rows(limit=None):
//       if limit > 3: …                                none-ordering, likely: nothing has asked before whether there is one
//   best = None
//   for score in scores:
//       if score > best: best = score                  the same
//
// Reported is only what is known to be the one and the other (names/types.h).
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

struct Group {
  std::string_view type;
  char group;
};
// Types of one group have an order among them, but for those of group `d`.
constexpr std::array kGroups = {
    Group{"builtins.int", 'n'},   Group{"builtins.float", 'n'}, Group{"builtins.bool", 'n'},
    Group{"builtins.long", 'n'},  Group{"builtins.str", 's'},   Group{"builtins.unicode", 's'},
    Group{"builtins.bytes", 'b'}, Group{"builtins.list", 'l'},  Group{"builtins.tuple", 't'},
    Group{"builtins.dict", 'd'},  Group{"builtins.None", '0'},  Group{"builtins.complex", 'd'},
};
constexpr char kUnknown = '?';

bool is_order(Node sign) {
  return sign.is_any(Kind::tok_LT, Kind::tok_LT_EQ, Kind::tok_GT, Kind::tok_GT_EQ);
}

class Order {
 public:
  Order(const FileView& view, Findings& findings)
      : view_(view), types_(view.names.types()), findings_(findings) {}

  void compared(Node comparison) const {
    Node left;
    Node sign;
    for (const Node part : comparison.children()) {
      if (is_order(part)) sign = part;
      if (!part.named() || part.is(Kind::comment)) {
        if (!is_order(part)) sign = Node();
        continue;
      }
      if (left && sign && pair(comparison, left, part)) return;
      left = part;
      sign = Node();
    }
  }

  // `sorted(rows)`, `max(a, b)`, `rows.sort()`
  void sorted(Node call) const {
    const Node function = call.child(Field::function);
    const std::string_view word =
        function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    if (word != "sorted" && word != "max" && word != "min" && word != "sort") return;
    if (names::keyword(call, "key") || names::keyword(call, "cmp") ||
        (word == "sorted" && names::argument(call, 1)))
      return;
    std::vector<Inferred> all;
    if (word == "sort") {
      const Node list = function.child(Field::object);
      if (!function.is(Kind::attribute) || names::argument(call, 0)) return;
      const std::vector<Inferred> types = types_.of(list);
      if (types.size() != 1 || types[0].type != "builtins.list") return;
      all = types_.element(list);
    } else {
      if (view_.names.resolver().dotted(function) != "builtins." + std::string(word)) return;
      const Node first = names::argument(call, 0);
      const Node second = names::argument(call, 1);
      if (!first) return;
      if (!second) all = types_.element(first);
      for (int i = 0; second && names::argument(call, i); ++i) {
        for (Inferred& one : types_.all_of(names::argument(call, i))) all.push_back(std::move(one));
      }
    }
    judge(call, all);
  }

 private:
  [[nodiscard]] char group(const Inferred& one) const {
    if (one.local != names::kNone && !one.is_class) return has_order(one) ? kUnknown : 'd';
    if (one.is_class) return kUnknown;
    const auto found = std::find_if(kGroups.begin(), kGroups.end(),
                                    [&](const Group& known) { return known.type == one.type; });
    return found == kGroups.end() ? kUnknown : found->group;
  }

  // Whether instances of a class of this file may be compared: it, or something above it, defines how.
  [[nodiscard]] bool has_order(const Inferred& one) const {
    for (const std::string_view name : {"__lt__", "__gt__", "__le__", "__ge__"}) {
      if (types_.own_method(one, name)) return true;
    }
    const Node definition = view_.tree.node(view_.names.scopes().scope(one.local).node);
    if (definition.parent().is(Kind::decorated_definition)) return true;
    for (const Node base : definition.child(Field::superclasses).children()) {
      if (base.named() && base.text() != "object") return true;
    }
    return false;
  }

  void judge(Node call, const std::vector<Inferred>& all) const {
    std::string groups;
    int plain = 0;
    Confidence confidence = Confidence::sure;
    for (const Inferred& one : all) {
      if (!one.on.intersects(VersionSet::python3())) continue;
      const char here = group(one);
      if (here == kUnknown) return;
      if (here == 'd') ++plain;
      if (groups.find(here) == std::string::npos) groups += here;
      confidence = std::min(confidence, one.confidence);
    }
    const bool none = groups.find('0') != std::string::npos;
    if (groups.size() > 1) return report(none ? "none-ordering" : "unlike-order", call, confidence);
    if (plain > 0 && groups == "d" && plain > 1) report("unlike-order", call, confidence);
  }

  // Whether something was said of `left < right`.
  bool pair(Node comparison, Node left, Node right) const {
    if (left.is(Kind::none) || right.is(Kind::none))
      return report("none-ordering", comparison, Confidence::likely), true;
    Confidence confidence = Confidence::sure;
    const char a = group_of(left, confidence);
    const char b = group_of(right, confidence);
    if (a != kUnknown && b != kUnknown && (a != b || a == 'd')) {
      report(a == '0' || b == '0' ? "none-ordering" : "unlike-order", comparison, confidence);
      return true;
    }
    if (a == 't' && b == 't' && are_unlike_tuples(left, right))
      return report("unlike-order", comparison, confidence), true;
    if (is_still_none(left, comparison) || is_still_none(right, comparison)) {
      report("none-ordering", comparison, Confidence::likely);
      return true;
    }
    return false;
  }

  // The one group that all that NODE may be belong to.
  [[nodiscard]] char group_of(Node node, Confidence& confidence) const {
    char all = kUnknown;
    for (const Inferred& one : types_.of(node)) {
      if (!one.on.intersects(VersionSet::python3())) continue;
      const char here = one.local != names::kNone ? kUnknown : group(one);
      if (here == kUnknown || (all != kUnknown && here != all)) return kUnknown;
      all = here;
      confidence = std::min(confidence, one.confidence);
    }
    return all;
  }

  // `(1, "a") < (1, 2)`: the first items that are not the same decide.
  [[nodiscard]] bool are_unlike_tuples(Node left, Node right) const {
    if (!left.is(Kind::tuple) || !right.is(Kind::tuple)) return false;
    constexpr int kMostItems = 8;
    for (int i = 0; i < kMostItems; ++i) {
      const Node a = names::nth_item(left, i);
      const Node b = names::nth_item(right, i);
      if (!a || !b) return false;
      if (a.text() == b.text()) continue;
      Confidence any = Confidence::sure;
      const char one = group_of(a, any);
      const char other = group_of(b, any);
      return one != kUnknown && other != kUnknown && one != other;
    }
    return false;
  }

  // Whether the name NODE may still be None there, as nothing has asked: a default, or what was set before a loop.
  [[nodiscard]] bool is_still_none(Node node, Node comparison) const {
    if (!node.is(Kind::identifier) || !may_be_none(node)) return false;
    const names::Scopes& scopes = view_.names.scopes();
    const names::ScopeId scope = scopes.scope_at(node.index());
    const names::InternedName word = scopes.interned_names().find(node.text());
    bool nearest = true;
    for (names::BindingId id = scopes.last_binding(scope, word); id != names::kNone;
         id = scopes.binding(id).previous) {
      const names::Binding& binding = scopes.binding(id);
      const Node made = view_.tree.node(binding.node);
      if (binding.kind == BindingKind::parameter && binding.node < node.index()) continue;
      const bool none =
          binding.kind == BindingKind::assign && made.parent().child(Field::right).is(Kind::none);
      if (none && nearest && binding.node < node.index())
        break;  // what stands further up does not matter
      if (binding.node < node.index()) nearest = false;
      if (none) continue;
      if (binding.node < node.index() || !is_behind(comparison, made)) return false;
    }
    return !is_asked_about(node, scopes.scope(scope));
  }

  // Whether None is among what the name may be here, by a default or by an assignment.
  [[nodiscard]] bool may_be_none(Node node) const {
    const std::vector<Inferred> all = types_.all_of(node);
    return all.size() > 1 && std::any_of(all.begin(), all.end(), [](const Inferred& one) {
             return one.is_none() && one.on.intersects(VersionSet::python3());
           });
  }

  // Whether BOUND stands in what the test COMPARISON leads to.
  [[nodiscard]] static bool is_behind(Node comparison, Node bound) {
    Node test = comparison;
    while (test.parent().is_any(Kind::boolean_operator, Kind::parenthesized_expression))
      test = test.parent();
    const Node statement = test.parent();
    return statement.is_any(Kind::if_statement, Kind::elif_clause) &&
           bound.index() > statement.index() && bound.index() < statement.data().next;
  }

  // Whether the function asks anywhere whether the name is there: `if x`, `x is None`, `x or 3`, `isinstance(x, …)`.
  [[nodiscard]] bool is_asked_about(Node node, const names::Scope& scope) const {
    for (const names::Reference& reference : view_.names.scopes().references()) {
      if (reference.node < scope.node || reference.node >= scope.end ||
          view_.tree.node(reference.node).text() != node.text())
        continue;
      const Node read = view_.tree.node(reference.node);
      Node outer = read.parent();
      if (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
      if (outer.is_any(Kind::boolean_operator, Kind::not_operator, Kind::conditional_expression,
                       Kind::assert_statement))
        return true;
      if (outer.is_any(Kind::if_statement, Kind::elif_clause, Kind::while_statement) &&
          read.field() == Field::condition)
        return true;
      if (outer.is(Kind::argument_list) &&
          outer.parent().child(Field::function).text() == "isinstance")
        return true;
      if (!outer.is(Kind::comparison_operator)) continue;
      for (const Node part : outer.children()) {
        if (part.is_any(Kind::tok_EQ_EQ, Kind::tok_BANG_EQ, Kind::tok_is, Kind::none,
                        Kind::tok_in) ||
            part.text() == "is not" || part.text() == "is")
          return true;
      }
    }
    return false;
  }

  void report(std::string_view rule, Node where, Confidence confidence) const {
    const rulebook::RulePage* page = view_.book.page(rule);
    if (page == nullptr) return;
    Draft draft = draft_of(*page, where.span(), view_.names.guards().alive(where.index()));
    draft.confidence = std::min(draft.confidence, confidence);
    findings_.add(draft);
  }

  const FileView& view_;
  const names::Types& types_;
  Findings& findings_;
};

}  // namespace

void check_unlike_order(const FileView& view, Node node, const rulebook::RulePage&,
                        Findings& findings) {
  if (!view.verdict.compiles || !view.verdict.compiles->contains(Version::of(2, 7))) return;
  const Order order(view, findings);
  node.is(Kind::call) ? order.sorted(node) : order.compared(node);
}

}  // namespace pymolt::checks
