// Names of distributions, in the form in which PEP 503 compares them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_NAMES_H_
#define PYMOLT_PACKAGING_NAMES_H_

#include <string>
#include <string_view>

#include "packaging/characters.h"

namespace pymolt::packaging {

/// `Foo__Bar.baz` as `foo-bar-baz`: equal names are the same distribution (and the same extra, PEP 685).
[[nodiscard]] inline std::string canonical_name(std::string_view name) {
  std::string canonical;
  bool separated = false;
  for (const char c : name) {
    const bool separator = c == '-' || c == '_' || c == '.';
    if (separator && !separated) canonical += '-';
    if (!separator) canonical += lower(c);
    separated = separator;
  }
  return canonical;
}

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_NAMES_H_
