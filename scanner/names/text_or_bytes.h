// Whether what is known of a value leaves open which of text and bytes it is.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_TEXT_OR_BYTES_H_
#define PYMOLT_NAMES_TEXT_OR_BYTES_H_

#include <algorithm>

#include "names/inferred.h"

namespace pymolt::names {

/// Whether TYPES hold both text and bytes on one version of Python 3.
[[nodiscard]] inline bool are_text_and_bytes(const Possibilities& types) {
  VersionSet text;
  VersionSet bytes;
  for (const Inferred& one : types) {
    if (one.type == "builtins.str") text |= one.on & VersionSet::python3();
    if (one.type == "builtins.bytes") bytes |= one.on & VersionSet::python3();
  }
  return text.intersects(bytes);
}

/// The same, or whether beside what is known something is not.
[[nodiscard]] inline bool are_unlike(const Possibilities& types) {
  const auto is_unknown = [](const Inferred& one) { return !one.known(); };
  const auto unknown = std::count_if(types.begin(), types.end(), is_unknown);
  return are_text_and_bytes(types) ||
         (unknown > 0 && static_cast<std::size_t>(unknown) < types.size());
}

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_TEXT_OR_BYTES_H_
