// Value of a version-dependent constant on one version, as far as it is known.
// SPDX-License-Identifier: MIT
//
// Numbers are intervals (the micro version is 0 to 255), texts may be open at their end ("3.13." and something),
// and a comparison has the set of outcomes it can have. So everything that is known takes part, and what is not
// known spoils only what hangs on it: (3, 13, micro) > (3, 13) is true, (3, 13, micro) >= (3, 13, 4) is open.
#ifndef PYMOLT_NAMES_VALUES_H_
#define PYMOLT_NAMES_VALUES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pymolt::names {

/// The outcomes an ordering can have; a mask.
enum Outcome : std::uint8_t { kLess = 1, kEqual = 2, kGreater = 4, kRaises = 8 };

/// Whether something can be true, and whether it can be false.
struct Truth {
  bool can_hold = true;
  bool can_fail = true;
  [[nodiscard]] bool known() const { return can_hold != can_fail; }
};

struct Value {
  enum class Type : std::uint8_t {
    unknown,
    raises,
    none,
    truth,
    number,
    text,
    bytes,
    tuple,
    list,
    thing,  // there, and so not None
  };

  Type type = Type::unknown;
  Truth truth;     // of a truth
  double low = 0;  // of a number
  double high = 0;
  bool open = false;  // of a text: more follows; of a tuple: more items follow
  bool version_dependent =
      false;  // it depends on the version, or says something by being where it is
  std::string text;
  std::vector<Value> items;

  static Value of_truth(Truth truth) {
    Value value;
    value.type = Type::truth;
    value.truth = truth;
    return value;
  }
  static Value of_truth(bool holds) { return of_truth({holds, !holds}); }
  static Value of_number(double low, double high) {
    Value value;
    value.type = Type::number;
    value.low = low;
    value.high = high;
    return value;
  }
  static Value of_number(double number) { return of_number(number, number); }
  static Value of_text(std::string text, bool open = false) {
    Value value;
    value.type = Type::text;
    value.text = std::move(text);
    value.open = open;
    return value;
  }
  [[nodiscard]] bool is_exact_number() const { return type == Type::number && low == high; }
  /// What `bool(value)` can be.
  [[nodiscard]] Truth as_truth() const;
};

/// VALUE, which says something about the version.
[[nodiscard]] inline Value version_dependent(Value value) {
  value.version_dependent = true;
  return value;
}

/// The outcomes of ordering A against B; on 2.7 values of different types have an order too.
[[nodiscard]] std::uint8_t order(const Value& a, const Value& b, bool python2);

/// What `a OP b` can be; OP is one of `< <= == != <> >= > is in`, the last two also with `not`.
[[nodiscard]] Value compare(const Value& a, std::string_view op, const Value& b, bool python2);

/// `str(value)`, of texts and ints; unknown for everything else.
[[nodiscard]] Value text_of(const Value& value);
/// `int(value)`, `float(value)`
[[nodiscard]] Value number_of(const Value& value);
/// `pattern % items`, with `%d` and `%s` only.
[[nodiscard]] Value percent(const Value& pattern, const Value& items);
/// `a & b` and the like, of truths and of numbers.
[[nodiscard]] Value combine(const Value& a, std::string_view op, const Value& b, bool python2);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_VALUES_H_
