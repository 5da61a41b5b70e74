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
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checks/check_functions.h"
#include "checks/silenced_errors.h"
#include "names/arguments.h"
#include "names/types.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// What orders the items of an argument, and what its others are: a fact `orders` of its bare name.
struct Ordering {
  std::string_view dotted;
  int rows = 0;             // the place of that argument
  std::string_view others;  // `other`, `pushed`, `function`, `none`
};

std::optional<Ordering> ordering(const rulebook::Rulebook& book, std::string_view word) {
  for (const rulebook::NameFact& fact : book.names(word)) {
    const std::size_t first = fact.value.find(' ');
    if (fact.word != "orders" || first == std::string_view::npos) continue;
    const std::size_t second = first + 2;
    return Ordering{fact.value.substr(0, first), fact.value[first + 1] - '0',
                    fact.value.substr(std::min(second + 1, fact.value.size()))};
  }
  return std::nullopt;
}

constexpr std::string_view kNothing = "nothing";

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

  // `sorted(rows)`, `max(a, b)`, `rows.sort()`, `heapq.heapify(rows)`, `bisect.insort(rows, 3)`
  void sorted(Node call) const {
    const Node function = call.child(Field::function);
    const bool is_method = function.is(Kind::attribute);
    const std::string_view word =
        is_method ? function.child(Field::attribute).text() : function.text();
    const std::optional<Ordering> found = ordering(view_.book, word);
    if (!found || names::keyword(call, "cmp")) return;
    const Node first = names::argument(call, found->rows);
    const Node second = names::argument(call, found->rows + 1);
    if (found->dotted == "method") {
      const Node list = function.child(Field::object);
      if (!is_method || names::argument(call, 0)) return;
      const std::vector<Inferred> types = types_.of(list);
      if (types.size() == 1 && types[0].type == "builtins.list") judge(call, keyed(call, list));
      return;
    }
    if (!first || view_.names.resolver().dotted(function) != found->dotted) return;
    if (found->others == "function" && second) return;
    if (found->others == "pushed") return pushed(call, first, second);
    if (found->others != "other" || !second) return judge(call, keyed(call, first));
    if (names::keyword(call, "key")) return;
    std::vector<Inferred> all;
    for (int i = 0; names::argument(call, i); ++i) {
      if (is_still_none(names::argument(call, i), call))
        return report("none-ordering", call, Confidence::likely);
      for (Inferred& one : types_.all_of(names::argument(call, i))) all.push_back(std::move(one));
    }
    judge(call, all);
  }

 private:
  // The name of what it can be compared with; empty where that is not known.
  [[nodiscard]] std::string_view group(const Inferred& one) const {
    if (one.local != names::kNone && !one.is_class) return has_order(one) ? "" : kNothing;
    if (one.is_class) return {};
    for (const rulebook::NameFact& fact : view_.book.names(one.type)) {
      if (fact.word == "orders") return fact.value;
    }
    return {};
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

  // `heapq.heappush(heap, item)`, `bisect.insort(rows, item)`: ITEM beside what is there.
  void pushed(Node call, Node rows, Node item) const {
    if (!item) return;
    std::vector<Inferred> all = types_.element(rows);
    std::erase_if(all, [](const Inferred& one) { return !one.known(); });
    for (const Node other :
         types_.growth().calls(names::last_name(call.child(Field::function)).text())) {
      if (other.index() >= call.index()) break;
      const Node before = names::argument(other, 1);
      if (before && names::argument(other, 0).text() == rows.text() &&
          view_.names.scopes().scope_at(other.index()) ==
              view_.names.scopes().scope_at(call.index())) {
        for (Inferred& one : types_.all_of(before)) all.push_back(std::move(one));
      }
    }
    for (Inferred& one : types_.all_of(item)) {
      for (const Inferred& other : all) {
        Confidence confidence = Confidence::likely;
        const std::string_view rule = unlike(other, one, confidence, 0);
        if (!rule.empty()) return report(rule, call, confidence);
      }
    }
  }

  // What ROWS are ordered by: their items, or what `key` picks of each.
  [[nodiscard]] std::vector<Inferred> keyed(Node call, Node rows) const {
    const Node key = names::keyword(call, "key");
    if (!key) return types_.element(rows);
    if (!key.is(Kind::lambda_)) return {Inferred{}};
    const Node parameter = key.child(Field::parameters).first_named();
    const Node body = key.child(Field::body);
    if (body.is(Kind::identifier) && body.text() == parameter.text()) return types_.element(rows);
    if (!body.is(Kind::subscript) || body.child(Field::value).text() != parameter.text())
      return types_.all_of(body);
    const Node place = body.child(Field::subscript);
    if (place.is(Kind::integer) && place.text().size() == 1)
      return types_.element(rows, place.text()[0] - '0');
    const std::string_view wanted = names::literal_text(place);
    std::vector<Inferred> all;
    for (const Inferred& one : types_.element(rows)) {
      const Node made = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
      Node value;
      for (const Node pair : made.is(Kind::dictionary) ? made.children() : Node().children()) {
        if (pair.is(Kind::pair) && names::literal_text(pair.child(Field::key)) == wanted)
          value = pair.child(Field::value);
      }
      if (!value || wanted.empty()) return {Inferred{}};
      for (Inferred& each : types_.all_of(value)) all.push_back(std::move(each));
    }
    return all;
  }

  // The page that says why LEFT and RIGHT have no order; empty where they have one, or nobody knows.
  std::string_view unlike(const Inferred& left, const Inferred& right, Confidence& confidence,
                          int depth) const {
    constexpr int kDeepest = 3;
    const std::string_view a = group(left);
    const std::string_view b = group(right);
    if (a.empty() || b.empty() || depth > kDeepest) return {};
    confidence = std::min({confidence, left.confidence, right.confidence});
    if (left.is_none() || right.is_none()) return "none-ordering";
    if (a != b || a == kNothing) return "unlike-order";
    if (left.origin == names::kNone || right.origin == names::kNone) return {};
    return unlike_items(view_.tree.node(left.origin), view_.tree.node(right.origin), confidence,
                        depth);
  }

  // `(1, "a") < (1, 2)`: the first items that are not the same decide.
  std::string_view unlike_items(Node left, Node right, Confidence& confidence, int depth) const {
    constexpr int kMostItems = 8;
    if (!left.is_any(Kind::tuple, Kind::list) || !right.is_any(Kind::tuple, Kind::list)) return {};
    for (int i = 0; i < kMostItems; ++i) {
      const Node a = names::nth_item(left, i);
      const Node b = names::nth_item(right, i);
      if (!a || !b) return {};
      const bool same = a.text() == b.text() && !a.is(Kind::call) &&
                        !a.is_any(Kind::dictionary, Kind::list_comprehension);
      if (same || are_same_empty(a, b)) continue;
      const std::vector<Inferred> one = types_.all_of(a);
      const std::vector<Inferred> other = types_.all_of(b);
      if (one.size() != 1 || other.size() != 1) return {};
      return unlike(one[0], other[0], confidence, depth + 1);
    }
    return {};
  }

  static bool are_same_empty(Node a, Node b) {
    return a.is(Kind::dictionary) && a.text() == b.text();  // equal, so that the next items decide
  }

  void judge(Node call, const std::vector<Inferred>& all) const {
    constexpr std::size_t kMost = 12;
    std::vector<const Inferred*> alive;
    for (const Inferred& one : all) {
      if (!one.on.intersects(VersionSet::python3())) continue;
      if (group(one).empty()) return;
      if (alive.size() < kMost) alive.push_back(&one);
    }
    for (std::size_t i = 0; i < alive.size(); ++i) {
      for (std::size_t j = i + 1; j < alive.size(); ++j) {
        Confidence confidence = Confidence::sure;
        const std::string_view rule = unlike(*alive[i], *alive[j], confidence, 0);
        if (!rule.empty()) return report(rule, call, confidence);
      }
    }
  }

  // Whether something was said of `left < right`.
  bool pair(Node comparison, Node left, Node right) const {
    if (left.is(Kind::none) || right.is(Kind::none))
      return report("none-ordering", comparison, Confidence::likely), true;
    Confidence confidence = Confidence::sure;
    const Inferred a = one_type(left, confidence);
    const Inferred b = one_type(right, confidence);
    const std::string_view rule = unlike(a, b, confidence, 0);
    const bool seen_to = (a.is_none() && (is_asked_about(left) || is_placeholder(a))) ||
                         (b.is_none() && (is_asked_about(right) || is_placeholder(b)));
    if (!rule.empty() && !seen_to) return report(rule, comparison, confidence), true;
    if (is_still_none(left, comparison) || is_still_none(right, comparison) ||
        is_set_behind(left, comparison) || is_set_behind(right, comparison)) {
      report("none-ordering", comparison, Confidence::likely);
      return true;
    }
    return false;
  }

  // What NODE is on 3.x, where all that it may be are of one group.
  [[nodiscard]] Inferred one_type(Node node, Confidence& confidence) const {
    Inferred found;
    for (const Inferred& one : types_.all_of(node)) {
      if (!one.on.intersects(VersionSet::python3())) continue;
      const std::string_view here = group(one);
      const bool only_none = found.is_none() && !one.is_none();  // that something else will come
      if (one.is_none() && found.known()) continue;
      if (here.empty() || (found.known() && !only_none && group(found) != here)) return {};
      if (only_none) found = one;
      if (found.known() && found.origin != one.origin) found.origin = names::kNone;
      if (!found.known()) found = one;
      confidence = std::min(confidence, one.confidence);
    }
    return found;
  }

  // Whether NONE is what an attribute is at first, and the file sets it to something else as well: `self.port = None`.
  [[nodiscard]] bool is_placeholder(const Inferred& none) const {
    const Node set = none.origin == names::kNone ? Node() : view_.tree.node(none.origin).parent();
    if (!set.is(Kind::assignment)) return false;
    Node name = set.child(Field::left);
    if (name.is(Kind::attribute)) {
      name = name.child(Field::attribute);
    } else if (!set.parent().parent().parent().is(Kind::class_definition)) {
      return false;
    }
    return std::ranges::any_of(types_.stores_of(name.text()), [&](std::uint32_t at) {
      return !view_.tree.node(at).parent().child(Field::right).is(Kind::none);
    });
  }

  // Whether the name NODE may still be None there, as nothing has asked: a default, or what was set before a loop.
  [[nodiscard]] bool is_still_none(Node node, Node comparison) const {
    if (node.is(Kind::attribute)) return is_kept_default(node);
    if (node.is(Kind::call)) return is_result_none(node);
    if (!node.is(Kind::identifier) || !may_be_none(node)) return false;
    const names::Scopes& scopes = view_.names.scopes();
    const names::InternedName word = scopes.interned_names().find(node.text());
    const names::ScopeId scope = scope_of(scopes.scope_at(node.index()), word);
    bool nearest = true;
    for (names::BindingId id = scopes.last_binding(scope, word); id != names::kNone;
         id = scopes.binding(id).previous) {
      const names::Binding& binding = scopes.binding(id);
      const Node made = view_.tree.node(binding.node);
      if (binding.kind == BindingKind::parameter && binding.node < node.index()) {
        const names::Passing passing = types_.passing(made);
        if (passing != names::Passing::sometimes && passing != names::Passing::never) return false;
        continue;
      }
      const bool none =
          binding.kind == BindingKind::assign && made.parent().child(Field::right).is(Kind::none);
      if (none && nearest && binding.node < node.index())
        break;  // what stands further up does not matter
      if (binding.node < node.index()) nearest = false;
      if (none) continue;
      if (binding.node < node.index() || !is_behind(comparison, made)) return false;
    }
    return !is_asked_about(node) && !is_alternative(comparison);
  }

  // The scope that binds WORD for code in SCOPE: the module where it says `global`.
  [[nodiscard]] names::ScopeId scope_of(names::ScopeId scope, names::InternedName word) const {
    const names::Scopes& scopes = view_.names.scopes();
    for (names::BindingId id = scopes.last_binding(scope, word); id != names::kNone;
         id = scopes.binding(id).previous) {
      if (scopes.binding(id).kind == BindingKind::global) return 0;
    }
    return scope;
  }

  // Whether `self.limit` is what the constructor was given, or the None by default that some call of it in the file leaves, and nothing
  // in the file asks.
  [[nodiscard]] bool is_kept_default(Node node) const {
    const std::string_view name = node.child(Field::attribute).text();
    if (node.child(Field::object).text() != "self") return false;
    constexpr std::size_t kMostAttributes = 200;  // of a file that are looked at
    const auto [known, is_new] = kept_.try_emplace(name, false);
    if (is_new && kept_.size() <= kMostAttributes) known->second = keeps_default(name);
    return known->second;
  }

  [[nodiscard]] bool keeps_default(std::string_view name) const {
    const auto stores = types_.stores_of(name);
    if (stores.size() != 1) return false;
    const Node given = view_.tree.node(stores[0]).parent().child(Field::right);
    const Node function = syntax::enclosing_function(given);
    if (!given.is(Kind::identifier) || function.child(Field::name).text() != "__init__" ||
        !is_parameter_alone(given) || !may_be_none(given))
      return false;
    const auto asks_name = [&](std::uint32_t at) {
      const Node read = view_.tree.node(at);
      return (read.is(Kind::attribute) && read.child(Field::attribute).text() == name &&
              asks(read)) ||
             (read.is(Kind::identifier) && read.text() == name && at > function.index() &&
              at < function.data().next && asks(read));
    };
    for (std::uint32_t at = 0; at < view_.tree.nodes().size(); ++at) {
      if (asks_name(at)) return false;
    }
    return true;
  }

  // Whether NAME is a parameter that is not set anew.
  [[nodiscard]] bool is_parameter_alone(Node name) const {
    const names::Scopes& scopes = view_.names.scopes();
    const names::BindingId last = scopes.last_binding(scopes.scope_at(name.index()),
                                                      scopes.interned_names().find(name.text()));
    return last != names::kNone && scopes.binding(last).kind == BindingKind::parameter &&
           scopes.binding(last).previous == names::kNone;
  }

  // Whether CALL is of a function of the file that gives None where nothing was found, beside something else.
  [[nodiscard]] bool is_result_none(Node call) const {
    const std::vector<Inferred> all = types_.all_of(call);
    return all.size() > 1 && std::ranges::any_of(all, [&](const Inferred& one) {
             const Node made = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
             const bool is_end = !made || made.is(Kind::call);
             return one.is_none() && one.on.intersects(VersionSet::python3()) &&
                    (is_end || made.parent().is(Kind::return_statement));
           });
  }

  // `i == 0 or score > best`: the first operand may stand for the question.
  [[nodiscard]] static bool is_alternative(Node comparison) {
    Node operand = comparison;
    while (operand.parent().is(Kind::parenthesized_expression)) operand = operand.parent();
    const Node either = operand.parent();
    return either.is(Kind::boolean_operator) && either.child(Field::operator_).is(Kind::tok_or) &&
           operand.field() == Field::right;
  }

  // Whether NODE is an attribute that is None until the test COMPARISON holds: `if score > self.best: self.best = score`.
  [[nodiscard]] bool is_set_behind(Node node, Node comparison) const {
    if (!node.is(Kind::attribute) || node.child(Field::object).text() != "self") return false;
    bool any = false;
    for (const std::uint32_t at : types_.stores_of(node.child(Field::attribute).text())) {
      const Node store = view_.tree.node(at);
      const bool none = store.parent().child(Field::right).is(Kind::none);
      if (!none && !is_behind(comparison, store)) return false;
      any = any || !none;
    }
    return any && may_be_none(node) && !is_asked_about(node);
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
    if (statement.is(Kind::conditional_expression))  // `best = n if n > best else best`
      return bound.parent().child(Field::right).index() == statement.index();
    return statement.is_any(Kind::if_statement, Kind::elif_clause) &&
           bound.index() > statement.index() && bound.index() < statement.data().next;
  }

  // Whether the function asks anywhere whether the name or attribute is there: `if x`, `x is None`, `x or 3`, `isinstance(x, …)`.
  [[nodiscard]] bool is_asked_about(Node node) const {
    if (!node.is_any(Kind::identifier, Kind::attribute)) return false;
    const names::ScopeId scope = view_.names.scopes().scope_at(node.index());
    const auto [known, is_new] = asked_.try_emplace({scope, node.text()}, false);
    if (is_new) known->second = is_asked_in(view_.names.scopes().scope(scope), node);
    return known->second;
  }

  [[nodiscard]] bool is_asked_in(const names::Scope& scope, Node node) const {
    if (node.is(Kind::attribute)) {
      for (std::uint32_t at = scope.node; at < scope.end; ++at) {
        const Node read = view_.tree.node(at);
        if (read.is(Kind::attribute) && read.text() == node.text() && asks(read)) return true;
      }
      return false;
    }
    const names::InternedName word = view_.names.scopes().interned_names().find(node.text());
    return std::ranges::any_of(
        view_.names.scopes().references(), [&](const names::Reference& reference) {
          return reference.word == word && reference.node >= scope.node &&
                 reference.node < scope.end && asks(view_.tree.node(reference.node));
        });
  }

  // Whether READ stands where a name is asked about.
  [[nodiscard]] static bool asks(Node read) {
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
    if (outer.is_any(Kind::tuple,
                     Kind::list)) {  // `None in (a, b)`, `all(v is not None for v in (a, b))`
      const Node holder = outer.parent();
      return holder.is_any(Kind::for_in_clause, Kind::comparison_operator) &&
             holder.text().find("%") == std::string_view::npos;
    }
    const auto is_test = [](Node part) {
      return part.is_any(Kind::tok_EQ_EQ, Kind::tok_BANG_EQ, Kind::tok_is, Kind::none,
                         Kind::tok_in) ||
             part.text() == "is not" || part.text() == "is";
    };
    if (!outer.is(Kind::comparison_operator)) return false;
    for (const Node part : outer.children()) {
      if (is_test(part)) return true;
    }
    return false;
  }

  void report(std::string_view rule, Node where, Confidence confidence) const {
    const rulebook::RulePage* page = view_.book.page(rule);
    if (page == nullptr) return;
    Draft draft = draft_of(*page, where.span(), view_.names.guards().alive(where.index()));
    draft.confidence = std::min(draft.confidence, confidence);
    settle_caught(view_, where, draft);
    findings_.add(draft);
  }

  const FileView& view_;
  const names::Types& types_;
  Findings& findings_;
  // By scope and text: what is_asked_about found.
  mutable std::map<std::pair<names::ScopeId, std::string_view>, bool> asked_;
  // By the attribute: what keeps_default found.
  mutable std::map<std::string_view, bool> kept_;
};

}  // namespace

void check_unlike_order(const FileView& view, const rulebook::RulePage&, Findings& findings) {
  if (!view.verdict.compiles || !view.verdict.compiles->contains(Version::of(2, 7))) return;
  const Order order(view, findings);
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    const Kind kind = view.tree.nodes()[at].kind;
    if (kind == Kind::comparison_operator) order.compared(view.tree.node(at));
    if (kind == Kind::call) order.sorted(view.tree.node(at));
  }
}

}  // namespace pymolt::checks
