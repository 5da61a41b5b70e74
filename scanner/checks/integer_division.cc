// `len(rows) / 2`: an int on Python 2, a fraction on Python 3.
// SPDX-License-Identifier: MIT
//
// Reported is what is known to divide two ints (names/types.h), and what is wanted whole by what takes it: an
// index, a slice, `range`, a repetition. There a fraction raises, and so it is high:
//
//   middle = (low + high) / 2          medium, where low and high are whole
//   rows[middle]                       high: the fraction is an index
//   range(count / 2)                   high, whatever count is
//
// A file that says `from __future__ import division` means the fraction. Who rounds down at once, `int(a / b)`, is fine;
// so is what a format shows as an int, `"%d" % (a / b)`.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "checks/check_functions.h"
#include "checks/wanted_types.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

enum class Number : std::uint8_t { unknown, whole, real };

bool is_division(Node node) {
  return (node.is(Kind::binary_operator) && node.child(Field::operator_).is(Kind::tok_SLASH)) ||
         (node.is(Kind::augmented_assignment) &&
          node.child(Field::operator_).is(Kind::tok_SLASH_EQ));
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// `10 / 2`: the same on every version but for its type. A product is divided by what divides one of its factors.
bool is_exact(Node left, Node right) {
  while (left.is(Kind::parenthesized_expression)) left = left.first_named();
  if (right.text() == "1") return true;
  if (left.is(Kind::binary_operator) && left.child(Field::operator_).is(Kind::tok_STAR))
    return is_exact(left.child(Field::left), right) || is_exact(left.child(Field::right), right);
  if (!left.is(Kind::integer) || !right.is(Kind::integer)) return false;
  const std::string a(left.text()), b(right.text());
  if (a.size() > 9 || b.size() > 9 || a.find_first_not_of("0123456789") != std::string::npos ||
      b.find_first_not_of("0123456789") != std::string::npos) {
    return false;
  }
  const int divisor = std::stoi(b);
  return divisor == 0 || std::stoi(a) % divisor == 0;
}

// Whether all that FORMAT shows, `"%02d:%i"`, are ints.
bool shows_ints(std::string_view format) {
  bool any = false;
  for (std::size_t at = format.find('%'); at != std::string_view::npos; at = format.find('%', at)) {
    at = format.find_first_not_of("-+ #0123456789.*", at + 1);
    if (at == std::string_view::npos) return false;
    const char letter = format[at++];
    if (letter != 'd' && letter != 'i' && letter != '%') return false;
    any = any || letter != '%';
  }
  return any;
}

Node around(Node node) {
  Node outer = node.parent();
  while (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
  return outer;
}

class IntegerDivision {
 public:
  IntegerDivision(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), types_(view.names.types()) {}

  void look_at(Node node) const {
    const Node left = node.child(Field::left);
    const Node right = node.child(Field::right);
    Confidence confidence = Confidence::sure;
    const Number dividend = number(left, confidence);
    const Number divisor = number(right, confidence);
    if (dividend == Number::real || divisor == Number::real) return;
    const WholeSum whole = whole_sum(node);
    const bool raises = node.is(Kind::binary_operator) && raises_in(whole);
    const bool known = dividend == Number::whole && divisor == Number::whole;
    const bool exact = is_exact(left, right) || divides(left, right);
    if (exact && raises && takes_whole_floats(whole.sum)) return;
    if ((!known && !raises) || (exact && !raises) || is_rounded_down(node) ||
        is_compared_alike(node) || is_shown_whole(node))
      return;
    Draft draft = draft_of(page_, node.span(), view_.names.guards().alive(node.index()));
    draft.confidence = known ? confidence : Confidence::likely;
    if (raises) draft.breaks_as = Severity::high;
    findings_.add(draft);
  }

  // A name or an attribute that is a quotient of ints, where a fraction raises.
  void look_at_use(Node use) const {
    if (!raises_in(whole_sum(use)) && !is_index(use)) return;
    const std::vector<Inferred> types = types_.all_of(use);
    VersionSet on;
    Confidence confidence = Confidence::sure;
    for (const Inferred& one : types) {
      const bool fraction = is_fraction(one) || is_slice_by_fraction(one);
      if (fraction) on |= one.on & VersionSet::python3();
      if (one.on.intersects(VersionSet::python3()))
        confidence = std::min(confidence, fraction ? one.confidence : Confidence::likely);
    }
    Draft draft = draft_of(page_, use.span(), view_.names.guards().alive(use.index()) & on);
    draft.confidence = confidence;
    draft.breaks_as = Severity::high;
    findings_.add(draft);
  }

 private:
  // `len([1, 2, 3])`
  [[nodiscard]] std::optional<long> length_of(Node rows, Node call) const {
    if (view_.names.resolver().dotted(call.child(Field::function)) != "builtins.len" ||
        !rows.is_any(Kind::list, Kind::tuple))
      return std::nullopt;
    long length = 0;
    for (const Node item : rows.children()) {
      if (item.is(Kind::list_splat)) return std::nullopt;
      length += item.named() && !item.is(Kind::comment) ? 1 : 0;
    }
    return length;
  }

  // `size / 1024 >= 1`: the same whether it is rounded down or not, for what it is compared with is whole.
  [[nodiscard]] static bool is_compared_alike(Node node) {
    const Node comparison = around(node);
    if (!comparison.is(Kind::comparison_operator)) return false;
    int parts = 0;
    Node other;
    for (const Node part : comparison.children()) {
      if (!part.named()) continue;
      ++parts;
      if (part != outermost(node)) other = part;
    }
    const Node sign = comparison.child(Field::operators);
    const bool left = comparison.first_named() == outermost(node);
    return parts == 2 && other.is(Kind::integer) &&
           (left ? sign.is_any(Kind::tok_GT_EQ, Kind::tok_LT)
                 : sign.is_any(Kind::tok_LT_EQ, Kind::tok_GT));
  }

  // The int that NODE is, where all that it is made of is written out.
  [[nodiscard]] std::optional<long> value_of(Node node, int depth = 0) const {
    constexpr int kDeepestQuotient = 6;
    constexpr long kLargest = 1000000000;
    const std::vector<Inferred> all = types_.all_of(node);
    if (all.size() != 1 || all[0].origin == names::kNone || depth > kDeepestQuotient ||
        all[0].confidence != Confidence::sure)
      return std::nullopt;
    const Node made = view_.tree.node(all[0].origin);
    if (made.is(Kind::integer)) {
      const bool plain = made.text().size() < 10 &&
                         made.text().find_first_not_of("0123456789") == std::string_view::npos;
      return plain ? std::optional<long>(std::stol(std::string(made.text()))) : std::nullopt;
    }
    if (made.is(Kind::call)) return length_of(names::argument(made, 0), made);
    if (!made.is(Kind::binary_operator)) return std::nullopt;
    const std::optional<long> left = value_of(made.child(Field::left), depth + 1);
    const std::optional<long> right = value_of(made.child(Field::right), depth + 1);
    const Node sign = made.child(Field::operator_);
    if (!left || !right || *left > kLargest || *right > kLargest) return std::nullopt;
    if (sign.is(Kind::tok_PLUS)) return *left + *right;
    if (sign.is(Kind::tok_DASH)) return *left - *right;
    return sign.is(Kind::tok_STAR) ? std::optional<long>(*left * *right) : std::nullopt;
  }

  [[nodiscard]] bool divides(Node left, Node right) const {
    const std::optional<long> dividend = value_of(left);
    const std::optional<long> divisor = value_of(right);
    return dividend && divisor && *divisor > 0 && *dividend >= 0 && *dividend % *divisor == 0;
  }

  [[nodiscard]] bool is_fraction(const Inferred& one) const {
    const Node origin = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
    return (one.type == "builtins.float" && is_quotient(origin, false)) ||
           (one.type.empty() && is_quotient(origin, true));
  }

  // `slice(None, len(rows) / 2)`
  [[nodiscard]] bool is_slice_by_fraction(const Inferred& one) const {
    if (one.type != "builtins.slice" || one.origin == names::kNone) return false;
    for (const Node passed : view_.tree.node(one.origin).child(Field::arguments).children()) {
      if (!passed.is_any(Kind::identifier, Kind::attribute, Kind::binary_operator)) continue;
      for (const Inferred& bound : types_.all_of(passed)) {
        if (bound.on.intersects(VersionSet::python3()) && is_fraction(bound)) return true;
      }
    }
    return false;
  }

  // Whether something is divided there, or in a part of it; BY_LITERAL: by an int that is written out.
  [[nodiscard]] bool is_quotient(Node origin, bool by_literal, int depth = 0) const {
    constexpr int kDeepestQuotient = 6;
    while (origin.is(Kind::parenthesized_expression)) origin = origin.first_named();
    if (depth > kDeepestQuotient ||
        !origin.is_any(Kind::binary_operator, Kind::augmented_assignment))
      return false;
    const Node right = origin.child(Field::right);
    Confidence any = Confidence::sure;
    const bool counts =
        !by_literal || right.is(Kind::integer) ||
        (right.is_any(Kind::identifier, Kind::attribute) && number(right, any) == Number::whole);
    return (is_division(origin) && counts) ||
           is_quotient(origin.child(Field::left), by_literal, depth + 1) ||
           is_quotient(right, by_literal, depth + 1);
  }

  // `rows[USE]`, whatever rows is: hardly a dictionary by fractions.
  [[nodiscard]] static bool is_index(Node use) {
    return use.is_any(Kind::identifier, Kind::call) && use.field() == Field::subscript &&
           use.parent().is(Kind::subscript);
  }

  // What NODE is on 2.7.
  [[nodiscard]] Number number(Node node, Confidence& confidence) const {
    constexpr std::array<std::string_view, 3> kWhole = {"builtins.int", "builtins.long",
                                                        "builtins.bool"};
    Number all = Number::unknown;
    for (const Inferred& one : types_.of(node)) {
      if (!one.on.contains(Version::of(2, 7))) continue;
      if (one.is_class || (!is_one_of(one.type, kWhole) && one.type != "builtins.float"))
        return one.known() && !one.is_none() ? Number::real : Number::unknown;
      if (one.type == "builtins.float") return Number::real;
      all = Number::whole;
      confidence = std::min(confidence, one.confidence);
    }
    return all;
  }

  // The outermost sum, difference or product that a node is a part of: a fraction in it stays one.
  struct WholeSum {
    Node sum;
    bool repeats = false;  // a part of it says how often a sequence is repeated: `" " * pad + text`
  };

  [[nodiscard]] WholeSum whole_sum(Node node) const {
    for (Node outer = around(node); outer.is_any(Kind::binary_operator, Kind::unary_operator);
         outer = around(node)) {
      const Node sign = outer.child(Field::operator_);
      if (!sign.is_any(Kind::tok_PLUS, Kind::tok_DASH, Kind::tok_STAR)) break;
      if (sign.is(Kind::tok_STAR) && outer.is(Kind::binary_operator)) {
        const bool is_left = outermost(node).field() == Field::left;
        if (is_sequence(outer.child(is_left ? Field::right : Field::left))) return {outer, true};
      }
      node = outer;
    }
    return {node, false};
  }

  [[nodiscard]] bool raises_in(const WholeSum& whole) const {
    return whole.repeats || is_wanted_whole(whole.sum);
  }

  // Whether a fraction raises where SUM stands.
  [[nodiscard]] bool is_wanted_whole(Node sum) const {
    const Node outer = around(sum);
    if (outer.is(Kind::slice)) return true;
    if (outer.is(Kind::subscript))
      return outer.child(Field::subscript).span() == outermost(sum).span() &&
             is_sequence(outer.child(Field::value));
    if (outer.is_any(Kind::binary_operator, Kind::augmented_assignment))
      return outer.child(Field::operator_)
          .is_any(Kind::tok_LT_LT, Kind::tok_GT_GT, Kind::tok_AMP, Kind::tok_PIPE, Kind::tok_CARET);
    const Node list = outer.is(Kind::keyword_argument) ? outer.parent() : outer;
    return list.is(Kind::argument_list) && (is_whole_argument(outermost(sum), list.parent()) ||
                                            is_formatted_whole(outermost(sum), list.parent()));
  }

  // `range(SUM)`, `rows.insert(SUM, row)`: by the facts about what functions want.
  [[nodiscard]] bool is_whole_argument(Node passed, Node call) const {
    for (const names::NameOf& name : types_.names_of(call.child(Field::function))) {
      if (name.dotted.empty()) continue;
      for (const rulebook::TypeFact& fact : wanted_by(view_.book, name.dotted)) {
        if (fact.type == "builtins.int" && is_passed_as(passed, call, fact)) return true;
      }
    }
    return false;
  }

  // Whether SUM is passed to what took 5.0 for an int before a later version: a rule of its own tells of that.
  [[nodiscard]] bool takes_whole_floats(Node sum) const {
    const Node outer = around(sum);
    const Node list = outer.is(Kind::keyword_argument) ? outer.parent() : outer;
    if (!list.is(Kind::argument_list)) return false;
    for (const names::NameOf& name : types_.names_of(list.parent().child(Field::function))) {
      if (name.dotted.empty()) continue;
      for (const rulebook::TypeFact& fact : wanted_by(view_.book, name.dotted)) {
        if (fact.type == "builtins.int" && !fact.on.contains(Version::of(3, 0)) &&
            is_passed_as(outermost(sum), list.parent(), fact))
          return true;
      }
    }
    return false;
  }

  // `"{0:02d}".format(SUM)`, where all that is filled in is shown as an int.
  [[nodiscard]] static bool is_formatted_whole(Node passed, Node call) {
    const Node function = call.child(Field::function);
    const std::string_view text =
        function.is(Kind::attribute) && function.child(Field::attribute).text() == "format"
            ? names::literal_text(function.child(Field::object))
            : std::string_view();
    bool any = false;
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
      const std::size_t end = text.find('}', at);
      const std::string_view field = text.substr(at, end - at);
      if (end == std::string_view::npos || field.find(':') == std::string_view::npos ||
          !(field.ends_with('d') || field.ends_with('x') || field.ends_with('X')))
        return false;
      any = true;
    }
    return any && passed.parent().is(Kind::argument_list);
  }

  static Node outermost(Node value) {
    while (value.parent().is(Kind::parenthesized_expression)) value = value.parent();
    return value;
  }

  [[nodiscard]] bool is_sequence(Node node) const {
    constexpr std::array<std::string_view, 5> kSequences = {
        "builtins.list", "builtins.str", "builtins.tuple", "builtins.unicode", "builtins.bytes"};
    const std::vector<Inferred> types = types_.of(node);
    return !types.empty() && std::all_of(types.begin(), types.end(), [&](const Inferred& one) {
      return is_one_of(one.type, kSequences);
    });
  }

  [[nodiscard]] bool is_rounded_down(Node node) const {
    constexpr std::array<std::string_view, 4> kRounding = {"builtins.int", "builtins.long",
                                                           "math.floor", "math.trunc"};
    Node outer = around(node);
    while (outer.is(Kind::binary_operator) && outer.child(Field::operator_).is(Kind::tok_PERCENT) &&
           outer.child(Field::right).is(Kind::integer))
      outer = around(outer);  // `"%02d" % (seconds / 60 % 60)`
    if (outer.is(Kind::argument_list))
      return is_one_of(view_.names.resolver().dotted(outer.parent().child(Field::function)),
                       kRounding);
    const Node holder = outer.is(Kind::tuple) ? around(outer) : outer;
    if (!holder.is(Kind::binary_operator) || !holder.child(Field::operator_).is(Kind::tok_PERCENT))
      return false;
    return shows_ints(holder.child(Field::left).text());
  }

  // Whether NODE is given to a name that is only shown as an int: `left = total / 2` and `"%d" % left`.
  [[nodiscard]] bool is_shown_whole(Node node, int depth = 0) const {
    constexpr int kMostQuotients = 2;  // of quotients
    constexpr std::size_t kMostReads = 20;
    constexpr int kMostNames = 2000;  // of a function that are looked through
    const Node value = outermost(node);
    const Node statement = value.parent().is_any(Kind::expression_list, Kind::tuple)
                               ? value.parent().parent()
                               : value.parent();
    if (!statement.is(Kind::assignment)) return false;
    const Node target = statement.child(Field::left);
    const Node name =
        value.parent() == statement ? target : names::nth_item(target, names::place_of(value));
    const names::Scopes& scopes = view_.names.scopes();
    const names::InternedName word =
        name.is(Kind::identifier) ? scopes.interned_names().find(name.text()) : names::kNoName;
    const names::ScopeId home = scopes.scope_at(name.index());
    if (word == names::kNoName || scopes.scope(home).kind != names::ScopeKind::function ||
        scopes.binding(scopes.last_binding(home, word)).previous != names::kNone)
      return false;
    const auto references = scopes.references();
    auto read = std::lower_bound(
        references.begin(), references.end(), scopes.scope(home).body,
        [](const names::Reference& one, std::uint32_t at) { return one.node < at; });
    std::size_t reads = 0;
    int names = 0;
    for (; read != references.end() && read->node < scopes.scope(home).end; ++read) {
      if (++names > kMostNames) return false;
      if (read->word != word) continue;
      const Node use = view_.tree.node(read->node);
      const Node outer = around(use);
      const bool divided =
          depth < kMostQuotients && outer.is(Kind::binary_operator) && is_division(outer);
      const bool whole = is_rounded_down(use) ||
                         (divided && (is_rounded_down(outer) || is_shown_whole(outer, depth + 1)));
      if (++reads > kMostReads || !whole) return false;
    }
    return reads > 0;
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Types& types_;
};

}  // namespace

void check_integer_division(const FileView& view, const rulebook::RulePage& page,
                            Findings& findings) {
  if (!view.verdict.compiles || !view.verdict.compiles->contains(Version::of(2, 7))) return;
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  bool any = false;
  const IntegerDivision division(view, page, findings);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const bool candidate =
        nodes[i].kind == Kind::binary_operator || nodes[i].kind == Kind::augmented_assignment;
    if (!candidate || !is_division(view.tree.node(i))) continue;
    if (!any && view.names.resolver().has_true_division()) return;
    any = true;
    division.look_at(view.tree.node(i));
  }
  for (std::uint32_t i = 0; any && i < nodes.size(); ++i) {
    const bool read = nodes[i].kind == Kind::identifier || nodes[i].kind == Kind::attribute ||
                      nodes[i].kind == Kind::call;
    if (read &&
        view.tree.node(i).parent().is_any(Kind::subscript, Kind::slice, Kind::argument_list,
                                          Kind::binary_operator, Kind::parenthesized_expression))
      division.look_at_use(view.tree.node(i));
  }
}

}  // namespace pymolt::checks
