// Small questions that the readers of documents ask of a node.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_NODE_TEXT_H_
#define PYMOLT_INVENTORY_NODE_TEXT_H_

#include <initializer_list>
#include <string>
#include <string_view>

#include "inventory/parsed_document.h"

namespace pymolt::inventory {

/// What stands below NODE by the keys of PATH, one below the other; null where one is missing.
[[nodiscard]] inline const Node* find_below(const Node& node,
                                            std::initializer_list<std::string_view> path) {
  const Node* at = &node;
  for (const std::string_view key : path) {
    at = at->find(key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

/// The text of the scalar that NODE holds by KEY; empty where it holds none.
[[nodiscard]] inline std::string text_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found == nullptr || found->kind != Node::Kind::scalar ? std::string() : found->text;
}

[[nodiscard]] inline bool is_true(const Node& node, std::string_view key) {
  return text_of(node, key) == "true";
}

/// The line on which NODE begins: its key's, where it has one.
[[nodiscard]] inline std::uint32_t line_of(const Text& text, const Node& node) {
  return text.line_at(node.key.empty() ? node.bytes.begin : node.key_bytes.begin);
}

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_NODE_TEXT_H_
