// A double tells integers apart up to 2^53; identifiers and counts of nanoseconds are larger.
// SPDX-License-Identifier: MIT
#include "gate/cell_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/hash.h"
#include "gate/documents.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kExactDigits = 15;    // of any integer that a double holds
constexpr std::size_t kIntegerDigits = 18;  // of any integer that 64 bits hold
constexpr double kIntegerLimit = 1e18;
constexpr double kExactLimit = 9007199254740992;  // 2^53

std::uint64_t hash_of(std::string_view text) { return Hash().add(text).value() | 1; }

// The digits of an integer without its sign and leading zeros; empty where TEXT is none.
std::string_view digits_of(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const bool all = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!all) return {};
  text.remove_prefix(std::min(text.size(), text.find_first_not_of('0')));
  return text;
}

bool is_long(const CellValue& value) {
  return std::fabs(value.number) >= kExactLimit && std::fabs(value.number) < kIntegerLimit;
}

std::int64_t integer_of(const CellValue& value) {
  return value.rest != 0 ? static_cast<std::int64_t>(value.rest)
                         : static_cast<std::int64_t>(value.number);
}

}  // namespace

CellValue value_of(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  const auto number = parse_number(text);
  if (!number) return {std::numeric_limits<double>::quiet_NaN(), text.empty() ? 0 : hash_of(text)};
  if (text.size() <= kExactDigits) return {*number, 0};
  const std::string_view digits = digits_of(text);
  if (digits.size() <= kExactDigits) return {*number, 0};
  if (digits.size() > kIntegerDigits) return {*number, hash_of(digits)};
  std::int64_t integer = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), integer);
  return {*number, static_cast<std::uint64_t>(text.starts_with('-') ? -integer : integer)};
}

double distance(const CellValue& a, const CellValue& b) {
  if ((is_long(a) || is_long(b)) && std::fabs(a.number) < kIntegerLimit &&
      std::fabs(b.number) < kIntegerLimit)
    return std::fabs(static_cast<double>(integer_of(a) - integer_of(b)));
  const bool differs = a.number == b.number && a.rest != 0 && b.rest != 0 && a.rest != b.rest;
  if (differs)
    return std::nextafter(std::fabs(a.number), std::numeric_limits<double>::infinity()) -
           std::fabs(a.number);
  return std::fabs(a.number - b.number);
}

}  // namespace pymolt::gate
