// The shapes a test can have; what names in it are worth is evaluate_names.cc.
// SPDX-License-Identifier: MIT
#include "names/evaluate.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "names/arguments.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepestExpression = 48;
constexpr int kMostSteps = 300;          // of one evaluation
constexpr std::uint32_t kLargest = 400;  // nodes of a test that is still looked at

Value unknown_value() { return {}; }

// The truth of VALUE where a name that merely holds a constant says nothing: it may be set from elsewhere.
Truth by_version(const Value& value) {
  return value.version_dependent ? value.as_truth() : Truth{};
}

Value truth_of(Truth truth, bool version_dependent) {
  Value value = Value::of_truth(truth);
  value.version_dependent = version_dependent;
  return value;
}

// `isinstance(x, type)`, perhaps behind `not`
bool asks_for_class(Node condition) {
  if (condition.is(Kind::not_operator)) condition = condition.child(Field::argument);
  return condition.is(Kind::call) && condition.text().ends_with(", type)");
}

std::optional<double> exact(const Value& value) {
  if (value.is_exact_number()) return value.low;
  return std::nullopt;
}

// A place counted from the end, counted from the start: known where WHOLE's end is.
std::optional<double> from_start(std::optional<double> place, const Value& whole,
                                 std::size_t size) {
  if (!place || *place >= 0) return place;
  if (whole.open) return std::nullopt;
  return *place + static_cast<double>(size);
}

}  // namespace

bool Evaluator::may_tell_version(Node node, std::uint8_t traits) const {
  if (!node) return false;
  const Scopes& scopes = resolver_->scopes();
  const std::uint32_t end = std::min(node.data().next, node.index() + kLargest);
  for (std::uint32_t at = node.index(); at < end; ++at) {
    if (scopes.tree().nodes()[at].kind != Kind::identifier) continue;
    const InternedName word = scopes.interned_names().find(scopes.tree().node(at).text());
    if (word != kNoName && (scopes.interned_names().traits(word) & traits) != 0) return true;
  }
  return false;
}

Test Evaluator::test(Node condition) const {
  Test test;
  while (condition.is(Kind::parenthesized_expression)) condition = condition.first_named();
  if (!condition) return test;
  const bool literal = condition.is_any(Kind::true_, Kind::false_, Kind::integer, Kind::none);
  const bool asks = literal || asks_for_class(condition) ||
                    may_tell_version(condition, kVersionDependent | kAttributeTest);
  if (!asks) return test;
  find_probes(condition, test);
  Known known;
  test.holds = test.fails = VersionSet::none();
  ask(condition, known, test);
  test.open = test.holds & test.fails;
  if (!known.asked_main) return test;
  Test imported;
  imported.holds = imported.fails = VersionSet::none();
  known.main = false;
  ask(condition, known, imported);
  test.open = imported.holds & imported.fails;
  test.main_holds = imported.holds.empty();
  test.main_fails = imported.fails.empty();
  test.holds |= imported.holds;
  test.fails |= imported.fails;
  return test;
}

// Adds to TEST what CONDITION is worth on every version.
void Evaluator::ask(Node condition, Known& known, Test& test) const {
  const bool literal = condition.is_any(Kind::true_, Kind::false_, Kind::integer, Kind::none);
  for (const Version version : axis()) {
    known.steps = 0;
    known.asked_version = false;
    const Run run{version, &known};
    const Value result = value(condition, run);
    const Truth truth = literal ? result.as_truth() : by_version(result);
    const bool is_last = !run.python2() && !known.asked_version;  // the others are worth the same
    const VersionSet on = is_last ? VersionSet::from(version) : VersionSet(version);
    test.version_dependent = test.version_dependent || result.version_dependent;
    if (truth.can_hold) test.holds |= on;
    if (truth.can_fail) test.fails |= on;
    if (result.type == Value::Type::raises) test.raises |= on;
    if (is_last) break;
  }
}

Test Evaluator::constant(const std::vector<Resolution>& resolutions, Node identifier) const {
  Test test;
  test.holds = test.fails = VersionSet::none();
  Known known;
  for (const Version version : axis()) {
    known.steps = 0;
    for (const Resolution& one : resolutions) {
      if (!one.on.contains(version)) continue;
      const Value result = resolution(one, identifier, Run{version, &known});
      const Truth truth = by_version(result);
      test.version_dependent = test.version_dependent || result.version_dependent;
      if (truth.can_hold) test.holds |= version;
      if (truth.can_fail) test.fails |= version;
    }
  }
  return known.asked_main ? Test() : test;
}

// What VALUE, of NODE, is as a condition: what is written out is certain.
Truth Evaluator::truth_in(Node node, const Value& value) const {
  const bool literal = node.is_any(Kind::true_, Kind::false_, Kind::none, Kind::integer);
  return literal ? value.as_truth() : by_version(value);
}

Value Evaluator::value(Node node, Version version) const {
  Known known;
  return value(node, Run{version, &known});
}

Value Evaluator::value(const Resolution& meaning, Node identifier, Version version) const {
  Known known;
  return resolution(meaning, identifier, Run{version, &known});
}

Value Evaluator::value(Node node, Run run) const {
  if (++run.depth > kDeepestExpression || ++run.known->steps > kMostSteps ||
      !resolver_->may_evaluate())
    return unknown_value();
  switch (node.kind()) {
    case Kind::parenthesized_expression:
      return value(node.first_named(), run);
    case Kind::identifier:
    case Kind::attribute:
      return name(node, run);
    case Kind::comparison_operator:
      return comparison(node, run);
    case Kind::boolean_operator:
      return boolean(node, run);
    case Kind::not_operator: {
      const Value inner = value(node.child(Field::argument), run);
      if (inner.type == Value::Type::raises) return inner;
      const Truth truth = truth_in(node.child(Field::argument), inner);
      return truth_of({truth.can_fail, truth.can_hold}, inner.version_dependent);
    }
    case Kind::call:
      return call(node, run);
    case Kind::named_expression:
      return value(node.child(Field::value), run);
    case Kind::subscript:
      return subscript(node, run);
    case Kind::binary_operator:
      return binary(node, run);
    case Kind::conditional_expression: {
      const Node first = node.first_named();
      const Node condition = first.next_sibling().next_sibling();
      const Node last = condition.next_sibling().next_sibling();
      const Value test = value(condition, run);
      const Truth truth = truth_in(condition, test);
      if (!truth.known() || !last) return unknown_value();
      Value chosen = value(truth.can_hold ? first : last, run);
      chosen.version_dependent = true;
      return chosen;
    }
    default:
      return literal(node, run);
  }
}

Value Evaluator::literal(Node node, Run run) const {
  switch (node.kind()) {
    case Kind::true_:
      return Value::of_truth({true, false});
    case Kind::false_:
      return Value::of_truth({false, true});
    case Kind::none: {
      Value value;
      value.type = Value::Type::none;
      return value;
    }
    case Kind::integer:
    case Kind::float_: {
      std::string digits(node.text());
      std::erase(digits, '_');
      char* end = nullptr;
      const bool integer = node.is(Kind::integer);
      const double number = integer ? static_cast<double>(std::strtoll(digits.c_str(), &end, 0))
                                    : std::strtod(digits.c_str(), &end);
      return Value::of_number(number);
    }
    case Kind::string: {
      const Node start = node.child(Kind::string_start);
      const Node content = node.child(Kind::string_content);
      const std::string_view prefix = start.text();
      if (prefix.find_first_of("fF") != std::string_view::npos) return filled_in(node, run);
      if (prefix.find_first_of("tT`\\") != std::string_view::npos || content.first_child())
        return unknown_value();
      Value value = Value::of_text(std::string(content.text()));
      if (prefix.find_first_of("bB") != std::string_view::npos && !run.python2())
        value.type = Value::Type::bytes;
      return value;
    }
    case Kind::unary_operator: {
      const Value number = value(node.child(Field::argument), run);
      if (!number.is_exact_number() || !node.text().starts_with('-')) return unknown_value();
      return Value::of_number(-number.low);
    }
    case Kind::generator_expression:
    case Kind::list_comprehension:
      return each(node, run);
    case Kind::tuple:
    case Kind::list:
    case Kind::set:
    case Kind::expression_list: {
      Value value;
      value.type = node.is_any(Kind::list, Kind::set) ? Value::Type::list : Value::Type::tuple;
      for (const Node item : node.children()) {
        if (!item.named() || item.is(Kind::comment)) continue;
        if (item.is(Kind::list_splat)) return unknown_value();
        value.items.push_back(this->value(item, run));
        value.version_dependent = value.version_dependent || value.items.back().version_dependent;
      }
      return value;
    }
    default:
      return unknown_value();
  }
}

// `LEFT OP RIGHT`, one of a chain of comparisons.
// Whether NODE, a name or a call of it, never is TEXT, a literal: `sys.platform == "java"`.
bool Evaluator::is_never(Node node, Node text, Run run) const {
  if (!text.is(Kind::string)) return false;
  const Node named = node.is(Kind::call) ? node.child(Field::function) : node;
  if (!named.is_any(Kind::identifier, Kind::attribute)) return false;
  const std::string dotted = resolver_->dotted(named);
  return !dotted.empty() &&
         run.is_in(resolver_->stdlib().book().does(dotted, "never", literal_text(text)));
}

Value Evaluator::compared(Node left, const std::string& op, Node right, Run run) const {
  Value one = main_program(left, op, right, run);
  if (one.type == Value::Type::truth) return one;
  const bool asks_equality = op == "==" || op == "!=";
  if (asks_equality && (is_never(left, right, run) || is_never(right, left, run)))
    return version_dependent(Value::of_truth(op == "!="));
  if (op.ends_with("in") && left.is(Kind::string)) one = in_namespace(left, right, run);
  if (one.type != Value::Type::truth)
    return compare(value(left, run), op, value(right, run), run.python2());
  if (op == "not in") std::swap(one.truth.can_hold, one.truth.can_fail);
  return one;
}

Value Evaluator::comparison(Node node, Run run) const {
  Value all = Value::of_truth({true, false});
  Node left;
  std::string op;
  for (const Node child : node.children()) {
    if (child.is(Kind::comment)) continue;
    if (!child.named()) {
      if (!op.empty()) op += ' ';
      op += child.text();
      continue;
    }
    if (left && !op.empty()) {
      const Value one = compared(left, op, child, run);
      if (one.type == Value::Type::raises) return one;
      all.version_dependent = all.version_dependent || one.version_dependent;
      all.truth.can_hold = all.truth.can_hold && one.truth.can_hold;
      all.truth.can_fail = all.truth.can_fail || one.truth.can_fail;
    }
    left = child;
    op.clear();
  }
  return all;
}

Value Evaluator::boolean(Node node, Run run) const {
  const Value left = value(node.child(Field::left), run);
  const Truth a = truth_in(node.child(Field::left), left);
  const bool is_and = node.child(Field::operator_).is(Kind::tok_and);
  if (is_and ? !a.can_hold : !a.can_fail) return truth_of(a, true);
  const Value right = value(node.child(Field::right), run);
  const Truth b = truth_in(node.child(Field::right), right);
  const bool version_dependent = left.version_dependent || right.version_dependent;
  if (is_and)
    return truth_of({a.can_hold && b.can_hold, a.can_fail || b.can_fail}, version_dependent);
  return truth_of({a.can_hold || b.can_hold, a.can_fail && b.can_fail}, version_dependent);
}

Value Evaluator::subscript(Node node, Run run) const {
  Value whole = value(node.child(Field::value), run);
  const Node index = node.child(Field::subscript);
  const bool text = whole.type == Value::Type::text;
  if (!text && whole.type != Value::Type::tuple && whole.type != Value::Type::list)
    return unknown_value();
  const std::size_t size = text ? whole.text.size() : whole.items.size();
  if (!index.is(Kind::slice)) {
    const std::optional<double> number = from_start(exact(value(index, run)), whole, size);
    if (!number || *number < 0 || *number >= static_cast<double>(size)) return unknown_value();
    const auto at = static_cast<std::size_t>(*number);
    Value item = text ? Value::of_text(whole.text.substr(at, 1)) : whole.items[at];
    item.version_dependent = whole.version_dependent;
    return item;
  }
  std::size_t bounds[2] = {0, size};
  int colons = 0;
  for (const Node part : index.children()) {
    if (part.is(Kind::tok_COLON)) {
      ++colons;
      continue;
    }
    const std::optional<double> number = from_start(exact(value(part, run)), whole, size);
    if (!number || *number < 0) return unknown_value();
    if (colons == 2 && *number == 1) continue;
    if (colons > 1) return unknown_value();
    const auto wanted = static_cast<std::size_t>(*number);
    if (colons == 1 && wanted <= size) whole.open = false;
    bounds[colons] = std::min(wanted, size);
  }
  bounds[0] = std::min(bounds[0], bounds[1]);
  if (text) {
    whole.text = whole.text.substr(bounds[0], bounds[1] - bounds[0]);
  } else {
    whole.items.erase(whole.items.begin() + static_cast<std::ptrdiff_t>(bounds[1]),
                      whole.items.end());
    whole.items.erase(whole.items.begin(),
                      whole.items.begin() + static_cast<std::ptrdiff_t>(bounds[0]));
  }
  return whole;
}

Value Evaluator::binary(Node node, Run run) const {
  const Value a = value(node.child(Field::left), run);
  const Value b = value(node.child(Field::right), run);
  const std::string_view op = node.child(Field::operator_).text();
  return op == "%" && a.type == Value::Type::text ? percent(a, b)
                                                  : combine(a, op, b, run.python2());
}

void Evaluator::find_probes(Node condition, Test& test) const {
  const Scopes& scopes = resolver_->scopes();
  const std::uint32_t end = std::min(condition.data().next, condition.index() + kLargest);
  for (std::uint32_t at = condition.index(); at < end; ++at) {
    const Node node = scopes.tree().node(at);
    if (!node.is(Kind::string)) continue;
    const Node around = node.parent();
    const Node asked =
        around.is(Kind::argument_list) ? around.parent().child(Field::function) : Node();
    const bool by_call = asked.text() == "hasattr" || asked.text() == "getattr";
    const bool by_list = around.is(Kind::comparison_operator) &&
                         around.text().find("dir(") != std::string_view::npos;
    if (!by_call && !by_list) continue;
    const InternedName word = scopes.interned_names().find(node.child(Kind::string_content).text());
    if (word != kNoName) test.probes.push_back(word);
  }
}

}  // namespace pymolt::names
