// Ordering of partly known values.
// SPDX-License-Identifier: MIT
#include "names/values.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

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

Value truth_of(bool can_hold, bool can_fail, bool version_dependent) {
  Value value = Value::of_truth({can_hold, can_fail});
  value.version_dependent = version_dependent;
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

// `a & mask`, where all that is not known of A are its last two bytes: as of sys.hexversion.
Value masked(const Value& a, double by) {
  constexpr std::uint64_t kOpen = 0xFFFF;
  if (a.low < 0 || by < 0 || a.high > 4294967295.0 || by > 4294967295.0) return {};
  const auto low = static_cast<std::uint64_t>(a.low);
  const auto high = static_cast<std::uint64_t>(a.high);
  const auto mask = static_cast<std::uint64_t>(by);
  if (low == high) return Value::of_number(static_cast<double>(low & mask));
  if ((low & ~kOpen) != (high & ~kOpen)) return {};
  const std::uint64_t known = low & mask & ~kOpen;
  return Value::of_number(static_cast<double>(known), static_cast<double>(known | (mask & kOpen)));
}

// Numbers that are known, or known to lie between two others.
Value calculate(const Value& a, std::string_view op, const Value& b, bool python2) {
  if (op == "+") return Value::of_number(a.low + b.low, a.high + b.high);
  if (op == "-") return Value::of_number(a.low - b.high, a.high - b.low);
  if (op == "*" && a.low >= 0 && b.low >= 0)
    return Value::of_number(a.low * b.low, a.high * b.high);
  if (!b.is_exact_number() || b.low < 0) return {};
  if (op == "&") return masked(a, b.low);
  if (op == ">>" && a.low >= 0 && b.low <= 31) {
    return Value::of_number(std::floor(a.low / std::exp2(b.low)),
                            std::floor(a.high / std::exp2(b.low)));
  }
  if (b.low == 0) return {};
  if (op == "%" && a.is_exact_number() && a.low >= 0)
    return Value::of_number(std::fmod(a.low, b.low));
  if (op != "/" && op != "//") return {};
  const Value exact = Value::of_number(a.low / b.low, a.high / b.low);
  const bool whole = a.low == std::floor(a.low) && b.low == std::floor(b.low);
  if (op == "/" && (!python2 || !whole)) return exact;
  return Value::of_number(std::floor(exact.low), std::floor(exact.high));
}

}  // namespace

Truth Value::as_truth() const {
  switch (type) {
    case Type::truth:
      return truth;
    case Type::none:
      return {false, true};
    case Type::thing:
      return {true, open};
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
  const bool version_dependent = a.version_dependent || b.version_dependent;
  if (op == "in" || op == "not in") {
    const Truth found = contains(a, b, python2);
    return op == "in" ? truth_of(found.can_hold, found.can_fail, version_dependent)
                      : truth_of(found.can_fail, found.can_hold, version_dependent);
  }
  const std::uint8_t outcomes = order(a, b, python2);
  const bool equality = op == "==" || op == "!=" || op == "<>" || op == "is" || op == "is not";
  if ((outcomes & kRaises) != 0 && !equality) {
    Value value;
    value.type = Type::raises;
    value.version_dependent = version_dependent;
    return value;
  }
  std::uint8_t wanted = 0;
  if (op == "<") wanted = kLess;
  if (op == "<=") wanted = kLess | kEqual;
  if (op == ">") wanted = kGreater;
  if (op == ">=") wanted = kGreater | kEqual;
  if (op == "==" || op == "is") wanted = kEqual;
  if (op == "!=" || op == "<>" || op == "is not") wanted = kLess | kGreater | kRaises;
  return truth_of((outcomes & wanted) != 0, (outcomes & ~wanted) != 0, version_dependent);
}

Value text_of(const Value& value) {
  Value text = value;
  if (value.type == Type::text) return text;
  if (value.type != Type::number) return {};
  // A number that is not known may be any: "3.12." and something.
  text = value.is_exact_number() ? Value::of_text(std::to_string(static_cast<long long>(value.low)))
                                 : Value::of_text("", true);
  text.version_dependent = value.version_dependent;
  return value.low == std::floor(value.low) ? text : Value();
}

Value number_of(const Value& value) {
  if (value.type == Type::number) return value;
  if (value.type != Type::text || value.open || value.text.empty()) return {};
  char* end = nullptr;
  const double number = std::strtod(value.text.c_str(), &end);
  if (*end != '\0') return {};
  Value result = Value::of_number(number);
  result.version_dependent = value.version_dependent;
  return result;
}

Value percent(const Value& pattern, const Value& items) {
  const bool several = items.type == Type::tuple;
  const std::size_t count = several ? items.items.size() : 1;
  Value result = Value::of_text("");
  result.version_dependent = pattern.version_dependent || items.version_dependent;
  std::size_t next = 0;
  for (std::size_t at = 0; at < pattern.text.size(); ++at) {
    if (pattern.text[at] != '%') {
      result.text += pattern.text[at];
      continue;
    }
    const char kind = at + 1 < pattern.text.size() ? pattern.text[++at] : ' ';
    if ((kind != 'd' && kind != 's' && kind != 'i') || next == count) return {};
    const Value text = text_of(several ? items.items[next] : items);
    ++next;
    if (text.type != Type::text) return {};
    result.text += text.text;
    result.open = text.open;
    if (text.open) return result;
  }
  return next == count ? result : Value();
}

Value combine(const Value& a, std::string_view op, const Value& b, bool python2) {
  Value result;
  if (a.type == Type::truth && b.type == Type::truth) {
    const Truth x = a.truth;
    const Truth y = b.truth;
    if (op == "&") result = Value::of_truth({x.can_hold && y.can_hold, x.can_fail || y.can_fail});
    if (op == "|") result = Value::of_truth({x.can_hold || y.can_hold, x.can_fail && y.can_fail});
    if (op == "^") {
      result = Value::of_truth({(x.can_hold && y.can_fail) || (x.can_fail && y.can_hold),
                                (x.can_hold && y.can_hold) || (x.can_fail && y.can_fail)});
    }
  }
  if (a.type == Type::number && b.type == Type::number) result = calculate(a, op, b, python2);
  result.version_dependent = a.version_dependent || b.version_dependent;
  return result;
}

}  // namespace pymolt::names
