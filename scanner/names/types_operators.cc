// What operators give for operands of known types.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::string_view kInt = "builtins.int";
constexpr std::string_view kFloat = "builtins.float";
constexpr std::string_view kList = "builtins.list";
constexpr std::string_view kTuple = "builtins.tuple";
constexpr std::size_t kMostPairs = 64;

bool is_text_type(std::string_view type) {
  return type == "builtins.str" || type == "builtins.unicode";
}
bool is_sequence(std::string_view type) {
  return is_text_type(type) || type == "builtins.bytes" || type == kList || type == kTuple;
}
bool is_whole(std::string_view type) {
  return type == kInt || type == "builtins.bool" || type == "builtins.long";
}
bool is_number(std::string_view type) { return is_whole(type) || type == kFloat; }
bool is_set(std::string_view type) {
  return type == "builtins.set" || type == "builtins.frozenset" || type == "builtins.dict_keys" ||
         type == "builtins.dict_items";
}

// What `left OP right` gives where both are known, but for ints divided; empty: nobody knows.
std::string_view of_both(std::string_view left, std::string_view op, std::string_view right) {
  if (op == "+" && is_sequence(left) && left == right) return left;
  if (op == "+" && is_text_type(left) && is_text_type(right)) return "builtins.unicode";
  if (op == "*" && is_sequence(left) && (is_whole(right) || right.empty())) return left;
  if (op == "*" && is_sequence(right) && is_whole(left)) return right;
  if (op == "%" && (is_text_type(left) || left == "builtins.bytes")) return left;
  if (op == "/" && left.starts_with("pathlib.")) return left;
  const bool sets = op == "-" || op == "&" || op == "|" || op == "^";
  if (sets && is_set(left) && is_set(right))
    return left == "builtins.frozenset" ? left : "builtins.set";
  if (op == "|" && left == "builtins.dict" && right == left) return left;
  if (is_number(left) && is_number(right)) {
    const bool arithmetic = op == "+" || op == "-" || op == "*" || op == "//" || op == "%";
    if (arithmetic || op == "/") return is_whole(left) && is_whole(right) ? kInt : kFloat;
    if (op == "**") return is_whole(left) && is_whole(right) ? std::string_view() : kFloat;
    if (is_whole(left) && is_whole(right) && (sets || op == "<<" || op == ">>")) return kInt;
  }
  return {};
}

// What one side alone says: `"…" + x` is text, where it is anything.
std::string_view of_one(std::string_view left, std::string_view op, std::string_view right) {
  if (op != "+" && op != "*") return {};
  if (op == "+" && right.empty() &&
      (is_text_type(left) || left == "builtins.bytes" || left == kList))
    return left;
  if (op == "+" && left.empty() && (is_text_type(right) || right == "builtins.bytes")) return right;
  if (op == "*" && right.empty() && is_sequence(left)) return left;
  return {};
}

// `2 ** 70`: a long on 2.7.
bool is_large_power(Node node) {
  constexpr double kMost = 9223372036854775807.0;
  const Node base = node.child(Field::left);
  const Node power = node.child(Field::right);
  if (!node.child(Field::operator_).is(Kind::tok_STAR_STAR) || !base.is(Kind::integer) ||
      !power.is(Kind::integer) || base.text().size() > 9 || power.text().size() > 4)
    return false;
  return std::pow(std::strtod(std::string(base.text()).c_str(), nullptr),
                  std::strtod(std::string(power.text()).c_str(), nullptr)) > kMost;
}

}  // namespace

Types::List Types::operation(Node node) const {
  if (node.is(Kind::comparison_operator)) {
    Inferred truth;
    truth.type = "builtins.bool";
    truth.confidence = Confidence::likely;  // unless a class says otherwise
    return made_by(node, {truth});
  }
  if (node.is(Kind::unary_operator)) {
    List out;
    for (Inferred& one : infer(node.child(Field::argument))) {
      if (!is_number(one.type)) one = Inferred{.on = one.on};
      out.push_back(std::move(one));
    }
    return made_by(node, std::move(out));
  }
  if (is_large_power(node)) return made_by(node, long_number());
  std::string_view op = node.child(Field::operator_).text();
  if (node.is(Kind::augmented_assignment) && op.ends_with('=')) op.remove_suffix(1);
  const List left = without_origins(infer(node.child(Field::left)));
  const List right = without_origins(infer(node.child(Field::right)));
  List out;
  for (const Inferred& a : left) {
    for (const Inferred& b : right) {
      Inferred one;
      one.on = a.on & b.on;
      if (one.on.empty() || out.size() > kMostPairs) continue;
      if (a.is_class || b.is_class) {
        out.push_back(one);
        continue;
      }
      one.type = of_both(a.type, op, b.type);
      const bool power = op == "**" && node.child(Field::right).is(Kind::integer);
      if (power && is_whole(a.type)) one.type = kInt;
      one.confidence = std::min(a.confidence, b.confidence);
      if (one.type.empty() && !a.type.empty() && !b.type.empty()) {
        const auto facts =
            resolver_->stdlib().book().types(a.type + ' ' + std::string(op) + ' ' + b.type);
        if (!facts.empty()) one.type = facts[0].type;
      }
      if (one.type.empty() && a.local == kNone && b.local == kNone) {
        one.type = of_one(a.type, op, b.type);
        if (a.type.empty()) one.confidence = std::min(one.confidence, Confidence::likely);
      }
      const bool divided = op == "/" && one.type == kInt;
      Inferred fraction = one;
      fraction.type = kFloat;
      if (divided && !resolver_->has_true_division()) {
        fraction.on &= VersionSet::python3();
        one.on &= VersionSet::python2();
        if (!one.on.empty()) out.push_back(one);
      }
      if (divided) one = fraction;
      if (!one.on.empty()) out.push_back(std::move(one));
    }
  }
  return made_by(node, std::move(out));
}

}  // namespace pymolt::names
