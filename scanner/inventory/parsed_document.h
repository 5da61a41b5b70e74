// A document of keys and values, whatever it is written in: YAML, TOML, JSON and INI become the same small tree.
// SPDX-License-Identifier: MIT
//
// Every value knows the bytes where it stands, so that a statement has a place and an edit has a span. A tree is bounded in depth
// and size; what passes the bound fails with a line. Aliases of YAML are copied within the same bound.
#ifndef PYMOLT_INVENTORY_PARSED_DOCUMENT_H_
#define PYMOLT_INVENTORY_PARSED_DOCUMENT_H_

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"

namespace pymolt::inventory {

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  Kind kind = Kind::null;
  std::string key;  // by which its map holds it; empty in a list
  ByteSpan key_bytes;
  std::string text;     // of a scalar, unescaped
  bool quoted = false;  // a string for certain
  bool block =
      false;  // a block scalar of YAML, or a text of several lines: its bytes begin at its first line of content
  ByteSpan
      bytes;  // as written, without quotes; of a list or map, from its first value to the end of its last
  std::vector<Node> below;

  [[nodiscard]] const Node* find(std::string_view name) const;
};

inline constexpr int kDeepestDocument = 64;
inline constexpr std::size_t kMostNodes = 400'000;
/// How many values are read of a document of so many BYTES.
[[nodiscard]] constexpr std::size_t most_nodes(std::size_t bytes) {
  return std::min(kMostNodes, 100'000 + bytes / 16);
}

/// The documents in TEXT (YAML may hold several), as items of a list.
[[nodiscard]] Result<Node> parse_yaml(const Text& text);
[[nodiscard]] Result<Node> parse_toml(const Text& text);
/// JSON as people write it in configuration files: comments and a comma too much are taken.
/// The values of keys in UNREAD are passed over.
[[nodiscard]] Result<Node> parse_json(const Text& text,
                                      std::span<const std::string_view> unread = {});
/// Sections as maps of texts; a value may go on over lines that are indented.
[[nodiscard]] Result<Node> parse_ini(const Text& text);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_PARSED_DOCUMENT_H_
