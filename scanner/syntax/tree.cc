// tree-sitter's handles held as values, and steps over the flat tree.
// SPDX-License-Identifier: MIT
#include "syntax/tree.h"

#include <tree_sitter/api.h>

#include <utility>

#include "syntax/flatten.h"
#include "syntax/pool.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace pymolt::syntax {

Tree::Tree(TSTree* handle, std::string_view text) : handle_(handle), text_(text) {
  flatten(*handle, nodes_);
}
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;
void Tree::Delete::operator()(TSTree* tree) const { ts_tree_delete(tree); }

Node Tree::root() const { return node(0); }
Node Tree::node(std::uint32_t index) const { return {this, index}; }

Node Node::parent() const {
  if (tree_ == nullptr || index_ == 0) return {};
  return {tree_, data().parent};
}

Node Node::first_child() const {
  if (tree_ == nullptr || data().next == index_ + 1) return {};
  return {tree_, index_ + 1};
}

Node Node::next_sibling() const {
  if (tree_ == nullptr || index_ == 0) return {};
  const std::uint32_t next = data().next;
  if (next >= tree_->nodes()[data().parent].next) return {};
  return {tree_, next};
}

Node Node::child(Field field) const {
  for (const Node child : children()) {
    if (child.field() == field) return child;
  }
  return {};
}

Node Node::child(Kind kind) const {
  for (const Node child : children()) {
    if (child.is(kind)) return child;
  }
  return {};
}

Node Node::first_named() const {
  for (const Node child : children()) {
    if (child.named() && !child.is(Kind::comment)) return child;
  }
  return {};
}

Node::Children Node::children() const { return Children(first_child()); }

Parser::Parser() {
  use_pools();
  handle_.reset(ts_parser_new());
  ts_parser_set_language(handle_.get(), tree_sitter_python());
}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
void Parser::Delete::operator()(TSParser* parser) const { ts_parser_delete(parser); }

Tree Parser::parse(std::string_view text, std::string_view masked) {
  TSTree* tree = ts_parser_parse_string(handle_.get(), nullptr, masked.data(),
                                        static_cast<std::uint32_t>(masked.size()));
  return {tree, text};
}

}  // namespace pymolt::syntax
