// The part of a sorted list that is equal to a value.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_EQUAL_PART_H_
#define PYMOLT_BASE_EQUAL_PART_H_

#include <algorithm>
#include <span>

namespace pymolt {

/// What of LIST, a vector sorted BY a member, has VALUE there. (The library's own equal_range of ranges does not compile
/// with clang 14 and GCC 12's headers.)
template <typename List, typename Value, typename Member>
[[nodiscard]] auto equal_part(List& list, const Value& value, Member by) {
  const auto first = std::ranges::lower_bound(list, value, {}, by);
  return std::span(first, std::ranges::upper_bound(first, list.end(), value, {}, by));
}

}  // namespace pymolt

#endif  // PYMOLT_BASE_EQUAL_PART_H_
