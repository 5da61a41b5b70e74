// `__x` in `class A` is really `_A__x`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_PRIVATE_NAMES_H_
#define PYMOLT_GRAMMAR_PRIVATE_NAMES_H_

#include <string>
#include <string_view>

namespace pymolt::verdict {

/// Two underscores before it, and not two behind it.
[[nodiscard]] constexpr bool is_private(std::string_view name) {
  return name.starts_with("__") && !name.ends_with("__");
}

/// What the private NAME is in a class; one called `_` or `__` leaves it alone.
[[nodiscard]] inline std::string name_in_class(std::string_view name, std::string_view class_name) {
  const std::size_t letters = class_name.find_first_not_of('_');
  if (letters == std::string_view::npos) return std::string(name);
  return "_" + std::string(class_name.substr(letters)) + std::string(name);
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_PRIVATE_NAMES_H_
