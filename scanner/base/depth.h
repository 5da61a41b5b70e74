// Whether a document is nested deeper than a reader should go: asked of its bytes, before a parser recurses.
// SPDX-License-Identifier: MIT
//
// For every reader of JSON and TOML from a tree that need not be trusted: parsers, and what takes their values apart, go
// as deep as the text, and the stack has an end.
#ifndef PYMOLT_BASE_DEPTH_H_
#define PYMOLT_BASE_DEPTH_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace pymolt {

/// How deep brackets may be nested, and how many parts a key of TOML may have.
inline constexpr std::size_t kDeepestDocument = 64;

/// Where a document goes deeper: 1-based, columns in bytes.
struct TooDeep {
  std::size_t offset = 0;
  std::size_t line = 1;
  std::size_t column = 1;
};

/// The first bracket of JSON that stands too deep; nothing where none does. TEXT need not be JSON.
[[nodiscard]] std::optional<TooDeep> json_too_deep(std::string_view text,
                                                   std::size_t limit = kDeepestDocument);

/// The same of TOML, or the first key that has too many parts.
[[nodiscard]] std::optional<TooDeep> toml_too_deep(std::string_view text,
                                                   std::size_t limit = kDeepestDocument);

}  // namespace pymolt

#endif  // PYMOLT_BASE_DEPTH_H_
