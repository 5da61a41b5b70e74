// TOML through toml++, which tells where each value stands by line and column.
// SPDX-License-Identifier: MIT

#include <algorithm>

#include "base/depth.h"
#include "inventory/parsed_document.h"
#include "inventory/toml.h"

namespace pymolt::inventory {

namespace {

class TomlBuilder {
 public:
  explicit TomlBuilder(const Text& text) : text_(text) {}

  [[nodiscard]] Node make(const toml::node& value) const {
    Node node;
    node.bytes = place(value.source());
    if (const toml::table* table = value.as_table()) {
      node.kind = Node::Kind::map;
      for (const auto& [key, held] : *table) {
        Node below = make(held);
        below.key = std::string(key.str());
        below.key_bytes = place(key.source());
        node.below.push_back(std::move(below));
      }
    } else if (const toml::array* array = value.as_array()) {
      node.kind = Node::Kind::list;
      for (const toml::node& held : *array) node.below.push_back(make(held));
    } else {
      node.kind = Node::Kind::scalar;
      fill_scalar(value, node);
    }
    std::ranges::stable_sort(node.below, {}, [](const Node& n) { return n.bytes.begin; });
    return node;
  }

 private:
  [[nodiscard]] ByteSpan place(const toml::source_region& region) const {
    const std::uint32_t begin = text_.offset(region.begin.line, region.begin.column);
    const std::uint32_t end = text_.offset(region.end.line, region.end.column);
    return {begin, std::max(begin, end)};
  }

  void fill_scalar(const toml::node& value, Node& node) const {
    const auto* string = value.as_string();
    if (string == nullptr) {
      node.text = std::string(text_.slice(node.bytes));
      return;
    }
    node.text = string->get();
    node.quoted = true;
    const std::string_view written = text_.slice(node.bytes);
    const std::uint32_t quotes =
        written.starts_with("\"\"\"") || written.starts_with("'''") ? 3 : 1;
    node.block = quotes == 3;
    if (written.size() >= 2 * quotes)
      node.bytes = {node.bytes.begin + quotes, node.bytes.end - quotes};
  }

  const Text& text_;
};

}  // namespace

Result<Node> parse_toml(const Text& text) {
  if (const auto deep = toml_too_deep(text.bytes())) {
    Mistake mistake{"is nested deeper than is read"};
    mistake.line = static_cast<int>(deep->line);
    mistake.column = static_cast<int>(deep->column);
    return mistake;
  }
  try {
    const toml::table table = toml::parse(text.bytes());
    return TomlBuilder(text).make(table);
  } catch (const toml::parse_error& problem) {
    Mistake mistake{"invalid TOML: " + std::string(problem.description())};
    mistake.line = static_cast<int>(problem.source().begin.line);
    mistake.column = static_cast<int>(problem.source().begin.column);
    return mistake;
  }
}

}  // namespace pymolt::inventory
