// Ordering of partly known values.
// SPDX-License-Identifier: MIT
#include "names/values.h"

#include <algorithm>

namespace pymolt::names {

namespace {

using Type = Value::Type;

constexpr std::uint8_t kAnything = kLess | kEqual | kGreater;

bool is_numeric(const Value& value) {
  return value.type == Type::number || value.type == Type::truth;
}

std::uint8_t order_numbers(double a_low, double a_high, double b_low, double b_high) {
  std::uint8_t outcomes = 0;
  if (a_low < b_high) outcomes |= kLess;
  if (a_high > b_low) outcomes |= kGreater;
  if (a_low <= b_high && b_low <= a_high) outcomes |= kEqual;
  return outcomes;
}

double low_of(const Value& v) {
  return v.type == Type::number ? v.low : (v.truth.can_fail ? 0 : 1);
}
double high_of(const Value& v) {
  return v.type == Type::number ? v.high : (v.truth.can_hold ? 1 : 0);
}

// "3.1" and more, against "3.10": what is known decides, or else anything may be.
std::uint8_t order_texts(const Value& a, const Value& b) {
  const std::size_t common = std::min(a.text.size(), b.text.size());
  const int first = a.text.compare(0, common, b.text, 0, common);
  if (first != 0) return first < 0 ? kLess : kGreater;
  if (a.open && b.open) return kAnything;
  if (a.open && a.text.size() < b.text.size()) return kAnything;
  if (b.open && b.text.size() < a.text.size()) return kAnything;
  if (a.open) return kGreater;
  if (b.open) return kLess;
  if (a.text.size() == b.text.size()) return kEqual;
  return a.text.size() < b.text.size() ? kLess : kGreater;
}

std::uint8_t order_items(const Value& a, const Value& b, bool python2) {
  std::uint8_t outcomes = 0;
  for (std::size_t i = 0;; ++i) {
    const bool a_ends = i == a.items.size();
    const bool b_ends = i == b.items.size();
    if ((a_ends && a.open) || (b_ends && b.open)) return outcomes | kAnything;
    if (a_ends && b_ends) return outcomes | kEqual;
    if (a_ends || b_ends) return outcomes | (a_ends ? kLess : kGreater);
    const std::uint8_t here = order(a.items[i], b.items[i], python2);
    outcomes |= here & ~kEqual;
    if ((here & kEqual) == 0) return outcomes;
  }
}

// The name by which 2.7 orders values of different types; numbers come before everything.
std::string_view type_name(const Value& value) {
  switch (value.type) {
    case Type::none:
      return "";
    case Type::truth:
    case Type::number:
      return " ";
    case Type::text:
    case Type::bytes:
      return "str";
    case Type::tuple:
      return "tuple";
    case Type::list:
      return "list";
    default:
      return {};
  }
}

Value truth_of(bool can_hold, bool can_fail, bool telling) {
  Value value = Value::of_truth({can_hold, can_fail});
  value.telling = telling;
  return value;
}

Truth is_among(const Value& a, const Value& all, bool python2) {
  Truth found{false, true};
  for (const Value& item : all.items) {
    const Value same = compare(a, "==", item, python2);
    if (same.truth.can_hold) found.can_hold = true;
    if (!same.truth.can_fail) found.can_fail = false;
  }
  if (!found.can_fail) return {true, false};
  if (all.open) found.can_hold = true;
  return found;
}

Truth contains(const Value& a, const Value& b, bool python2) {
  if (b.type == Type::tuple || b.type == Type::list) return is_among(a, b, python2);
  if (b.type == Type::text && a.type == Type::text && !a.open) {
    if (b.text.find(a.text) != std::string::npos) return {true, false};
    return {b.open, true};
  }
  return {};
}

}  // namespace

Truth Value::as_truth() const {
  switch (type) {
    case Type::truth:
      return truth;
    case Type::none:
      return {false, true};
    case Type::thing:
      return {true, false};
    case Type::number:
      return {low != 0 || high != 0, low <= 0 && 0 <= high};
    case Type::text:
    case Type::bytes:
      return {open || !text.empty(), text.empty()};
    case Type::tuple:
    case Type::list:
      return {open || !items.empty(), items.empty()};
    default:
      return {};
  }
}

std::uint8_t order(const Value& a, const Value& b, bool python2) {
  if (a.type == Type::unknown || b.type == Type::unknown) return kAnything;
  if (a.type == Type::raises || b.type == Type::raises) return kRaises;
  if (is_numeric(a) && is_numeric(b))
    return order_numbers(low_of(a), high_of(a), low_of(b), high_of(b));
  if (a.type == b.type && (a.type == Type::text || a.type == Type::bytes)) return order_texts(a, b);
  if (a.type == b.type && (a.type == Type::tuple || a.type == Type::list))
    return order_items(a, b, python2);
  if (a.type == Type::none && b.type == Type::none) return kEqual;
  if (a.type == Type::thing || b.type == Type::thing) {
    return a.type == Type::none || b.type == Type::none ? kLess | kGreater : kAnything;
  }
  if (!python2) return kRaises;
  return type_name(a) < type_name(b) ? kLess : kGreater;
}

Value compare(const Value& a, std::string_view op, const Value& b, bool python2) {
  const bool telling = a.telling || b.telling;
  if (op == "in" || op == "not in") {
    const Truth found = contains(a, b, python2);
    return op == "in" ? truth_of(found.can_hold, found.can_fail, telling)
                      : truth_of(found.can_fail, found.can_hold, telling);
  }
  const std::uint8_t outcomes = order(a, b, python2);
  const bool equality = op == "==" || op == "!=" || op == "<>" || op == "is" || op == "is not";
  if ((outcomes & kRaises) != 0 && !equality) {
    Value value;
    value.type = Type::raises;
    value.telling = telling;
    return value;
  }
  std::uint8_t wanted = 0;
  if (op == "<") wanted = kLess;
  if (op == "<=") wanted = kLess | kEqual;
  if (op == ">") wanted = kGreater;
  if (op == ">=") wanted = kGreater | kEqual;
  if (op == "==" || op == "is") wanted = kEqual;
  if (op == "!=" || op == "<>" || op == "is not") wanted = kLess | kGreater | kRaises;
  return truth_of((outcomes & wanted) != 0, (outcomes & ~wanted) != 0, telling);
}

}  // namespace pymolt::names
