// Reads the conditions of `if` and `elif`: names, their `not`, and comparisons with numbers; of `and` every part.
// SPDX-License-Identifier: MIT
//
//   if PY2: … else: …             what follows `if PY2: return` as well
//   if PYVERSION < (3, 12): …     on which versions it holds, for each thing that PYVERSION may be: what it is the other
//                                 file tells
#include "summary/flag_tests.h"

#include <charconv>
#include <optional>

#include "names/arguments.h"

namespace pymolt::checks {

namespace {

using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

using Numbers = std::vector<int>;

constexpr std::size_t kMostParts = 8;  // of a condition that are looked at
constexpr int kLargestMinor = 30;      // larger numbers are no part of a version

// What FLAG is on a version: a row, or one number.
Numbers numbers_of(FlagFact::Tells tells, Version v) {
  if (tells == FlagFact::Tells::major) return {v.major()};
  if (tells == FlagFact::Tells::minor) return {v.minor()};
  Numbers numbers = {v.major(), v.minor()};
  // Of the whole of `sys.version_info` no one compares what stands behind.
  constexpr int kMicro = 99;
  if (tells == FlagFact::Tells::info) numbers.push_back(kMicro);
  return numbers;
}

std::optional<int> number(Node node) {
  int value = 0;
  const std::string_view text = node.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!node.is(Kind::integer) || error != std::errc() || end != text.data() + text.size())
    return {};
  return value;
}

// `(3, 12)`, `3`
std::optional<Numbers> literal(Node node) {
  if (const std::optional<int> one = number(node)) return Numbers{*one};
  if (!node.is(Kind::tuple)) return {};
  Numbers all;
  for (const Node part : node.children()) {
    if (!part.named() || part.is(Kind::comment)) continue;
    const std::optional<int> one = number(part);
    if (!one) return {};
    all.push_back(*one);
  }
  return all;
}

std::optional<bool> compare(const Numbers& left, std::string_view op, const Numbers& right) {
  if (op == "==") return left == right;
  if (op == "!=") return left != right;
  if (op == "<") return left < right;
  if (op == "<=") return left <= right;
  if (op == ">") return left > right;
  if (op == ">=") return left >= right;
  return {};
}

class FlagTests {
 public:
  FlagTests(const FileView& view, CrossFileFacts& out)
      : view_(view), resolver_(view.names.resolver()), out_(out) {}

  // `if FLAG: … elif FLAG: … else: …`, and what follows `if FLAG: return`.
  void read(Node node) {
    const Node consequence = node.child(Field::consequence);
    add_parts(node.child(Field::condition), consequence);
    bool any_elif = false;
    for (const Node clause : node.children()) {
      if (!clause.is(Kind::elif_clause)) continue;
      any_elif = true;
      add_parts(clause.child(Field::condition), clause.child(Field::consequence));
    }
    const bool leaves = !node.child(Field::alternative) &&
                        view_.names.guards().alive_after(consequence.index()).empty();
    const Node otherwise = any_elif ? Node() : node.child(Kind::else_clause);
    if (!otherwise && !leaves) return;
    std::optional<CrossFileTest> test = test_of(node.child(Field::condition));
    if (!test) return;
    test->holds = !test->holds;
    if (otherwise) return add(*test, otherwise.begin(), otherwise.end());
    const Node next = node.next_sibling();
    if (next) add(*test, next.begin(), node.parent().end());
  }

  // `A if FLAG else B`.
  void read_choice(Node node) {
    const Node then = node.first_named();
    const Node condition = then.next_sibling().next_sibling();
    const Node otherwise = condition.next_sibling().next_sibling();
    if (!otherwise) return;
    std::optional<CrossFileTest> test = test_of(condition);
    if (!test) return;
    test->is_block = false;
    add(*test, then.begin(), then.end());
    test->holds = !test->holds;
    add(*test, otherwise.begin(), otherwise.end());
  }

  // `FLAG and A`, `FLAG or A`.
  void read_operator(Node node) {
    std::optional<CrossFileTest> test = test_of(node.child(Field::left));
    if (!test) return;
    test->is_block = false;
    if (node.child(Field::operator_).is(Kind::tok_or)) test->holds = !test->holds;
    const Node right = node.child(Field::right);
    add(*test, right.begin(), right.end());
  }

 private:
  void add_parts(Node condition, Node block) {
    std::vector<Node> parts = {condition};
    for (std::size_t i = 0; i < parts.size() && i < kMostParts; ++i) {
      const Node part = parts[i];
      if (part.is(Kind::parenthesized_expression)) parts.push_back(part.first_named());
      if (part.is(Kind::boolean_operator) && part.child(Field::operator_).is(Kind::tok_and)) {
        parts.push_back(part.child(Field::left));
        parts.push_back(part.child(Field::right));
      }
      if (const auto test = test_of(part)) add(*test, block.begin(), block.end());
    }
  }

  [[nodiscard]] std::optional<CrossFileTest> test_of(Node condition) const {
    CrossFileTest test;
    while (condition.is_any(Kind::parenthesized_expression, Kind::not_operator)) {
      if (condition.is(Kind::not_operator)) test.holds = !test.holds;
      condition = condition.is(Kind::not_operator) ? condition.child(Field::argument)
                                                   : condition.first_named();
    }
    Node named = condition;
    if (condition.is(Kind::comparison_operator)) {
      named = compared(condition, test);
    } else if (condition.is(Kind::call)) {
      if (condition.child(Field::arguments).first_named() && !called_with(condition, test))
        return {};
      named = condition.child(Field::function);
    }
    if (!named.is_any(Kind::identifier, Kind::attribute) || !resolver_.may_be_foreign(named))
      return {};
    const std::vector<Resolution> resolutions = resolver_.resolutions(named);
    if (resolutions.size() != 1 || !resolver_.is_foreign(resolutions[0])) return {};
    test.flag = resolver_.foreign(resolutions[0]);
    return test;
  }

  // Whether CALL passes a version, `at_least(3, 8)` or `at_least((3, 8))`; TEST gets where that holds.
  static bool called_with(Node call, CrossFileTest& test) {
    const Node arguments = call.child(Field::arguments);
    Numbers wanted;
    for (const Node passed : arguments.children()) {
      if (!passed.named() || passed.is(Kind::comment)) continue;
      const std::optional<Numbers> numbers = literal(passed);
      if (!numbers || (passed.is(Kind::tuple) && !wanted.empty())) return false;
      wanted.insert(wanted.end(), numbers->begin(), numbers->end());
    }
    if (wanted.empty() || wanted[0] < 2 || wanted[0] > 4) return false;
    test.compares = true;
    for (const Version v : VersionSet::all().versions()) {
      const bool reached = numbers_of(FlagFact::Tells::info, v) >= wanted;
      test.holds_by[static_cast<std::size_t>(reached ? FlagFact::Tells::at_least
                                                     : FlagFact::Tells::before)] |= v;
    }
    return true;
  }

  // The name in `NAME < (3, 12)`, `NAME[0] == 2`, `NAME[:2] >= (3, 8)`, or no node; TEST gets where that holds.
  static Node compared(Node comparison, CrossFileTest& test) {
    Node name = comparison.first_named();
    const Node sign = name.next_sibling();
    const Node right = sign.next_sibling();
    const std::optional<Numbers> wanted = literal(right);
    if (!wanted || right.next_sibling()) return {};
    std::optional<int> place;
    const bool by_place = name.is(Kind::subscript);
    if (by_place) {
      const Node index = name.child(Field::subscript);
      place = number(index);
      if (!place && index.text() != ":2") return {};
      name = name.child(Field::value);
    }
    const bool alone = !place && right.is(Kind::integer);
    const int most = alone ? kLargestMinor : 4;
    if (place.value_or(0) == 0 &&
        (wanted->empty() || wanted->front() < 2 || wanted->front() > most))
      return {};  // no version of Python
    test.compares = true;
    for (const FlagFact::Tells tells : {FlagFact::Tells::pair, FlagFact::Tells::info,
                                        FlagFact::Tells::major, FlagFact::Tells::minor}) {
      const bool is_number = tells == FlagFact::Tells::major || tells == FlagFact::Tells::minor;
      for (const Version v : VersionSet::all().versions()) {
        Numbers numbers = numbers_of(tells, v);
        if (by_place && is_number) break;
        if (by_place && !place) numbers.resize(2);
        if (place && static_cast<std::size_t>(*place) >= 2) return {};
        if (place) numbers = {numbers[static_cast<std::size_t>(*place)]};
        const bool row = !is_number && !place;
        if (row != right.is(Kind::tuple)) break;
        const std::optional<bool> holds = compare(numbers, sign.text(), *wanted);
        if (!holds) return {};
        if (*holds) test.holds_by[static_cast<std::size_t>(tells)] |= v;
      }
    }
    return name;
  }

  void add(CrossFileTest test, std::uint32_t begin, std::uint32_t end) {
    test.span = view_.text.span({begin, end});
    out_.tests.push_back(std::move(test));
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  CrossFileFacts& out_;
};

}  // namespace

void add_flag_tests(const FileView& view, CrossFileFacts& facts) {
  FlagTests tests(view, facts);
  for (const std::uint32_t at : view.names.scopes().control_flow()) {
    const Node node = view.tree.node(at);
    if (node.is(Kind::if_statement)) tests.read(node);
    if (node.is(Kind::conditional_expression)) tests.read_choice(node);
    if (node.is(Kind::boolean_operator)) tests.read_operator(node);
  }
}

}  // namespace pymolt::checks
