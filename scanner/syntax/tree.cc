// A parse within an arena, laid out flat before the arena is emptied; and steps over the flat tree.
// SPDX-License-Identifier: MIT
#include "syntax/tree.h"

#include <algorithm>

#include "syntax/arena.h"
#include "syntax/flatten.h"
#include "syntax/lr_parser.h"
#include "syntax/tree_sitter.h"
#include "syntax/unread.h"

namespace pymolt::syntax {

namespace {

constexpr std::size_t kDeep = 512;
constexpr std::size_t kMostOfTree = 96 << 20;  // of tree-sitter's tree of one text, or piece of it

// What tree-sitter may ask for: a right text takes some 35 bytes a byte, one where all is wrong some hundreds.
constexpr std::size_t kAskedAtLeast = 16 << 20;
constexpr std::size_t kAskedAByte = 40;

std::size_t most_asked(std::string_view text) { return kAskedAtLeast + kAskedAByte * text.size(); }

// The first node of a text of LENGTH bytes that is in no tree.
NodeData unread(std::uint32_t length) {
  NodeData node = {};
  node.kind = Kind::error;
  node.missing = 1;
  node.named = 1;
  node.broken = 1;
  node.end = length;
  node.next = 1;
  return node;
}

bool is_unread(const NodeData& node) { return node.kind == Kind::error && node.missing != 0; }

bool holds_statements(Kind kind) { return kind == Kind::block || kind == Kind::module; }

std::vector<std::uint32_t> statements_of(const std::vector<NodeData>& nodes) {
  std::vector<std::uint32_t> statements(nodes.size(), 0);
  for (std::uint32_t i = 1; i < nodes.size(); ++i) {
    const std::uint32_t parent = nodes[i].parent;
    statements[i] = holds_statements(nodes[parent].kind) ? i : statements[parent];
  }
  return statements;
}

}  // namespace

void Parser::DeleteLr::operator()(PymoltLr* lr) const { pymolt_lr_delete(lr); }

Parser::Parser() : arena_(std::make_unique<Arena>()), lr_(pymolt_lr_new()) {}
Parser::~Parser() = default;

std::size_t Parser::lay_out(std::string_view text, std::vector<NodeData>& nodes) {
  const auto length = static_cast<std::uint32_t>(text.size());
  if (lr_ && pymolt_lr_parse(lr_.get(), text.data(), length)) {
    const std::size_t depth = flatten(*lr_, nodes);
    pymolt_lr_trim(lr_.get());
    return depth;
  }
  if (lr_) pymolt_lr_trim(lr_.get());
  const Arena::Use use(*arena_);
  if (const TSTree* tree = pymolt_parse(text.data(), length)) return flatten(*tree, nodes);
  nodes.push_back(unread(length));
  return 1;
}

Tree Parser::leave(std::string_view text) {
  Tree tree(text);
  tree.nodes_.push_back(unread(static_cast<std::uint32_t>(text.size())));
  return tree;
}

Tree Parser::parse(std::string_view text, std::string_view masked) {
  Tree tree(text);
  arena_->allow(kMostOfTree, most_asked(text));
  const std::size_t depth = lay_out(masked, tree.nodes_);
  if (depth > kDeep) tree.statements_ = statements_of(tree.nodes_);
  return tree;
}

Tree Parser::parse(std::string_view text, std::string_view masked,
                   const std::vector<std::uint32_t>& cuts) {
  if (cuts.empty()) return parse(text, masked);
  arena_->allow(kMostOfTree, most_asked(text));
  Tree tree(text);
  std::vector<NodeData>& nodes = tree.nodes_;
  NodeData module = {};
  module.kind = Kind::module;
  module.named = 1;
  nodes.push_back(module);
  std::size_t depth = 0;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const auto end = i < cuts.size() ? cuts[i] : static_cast<std::uint32_t>(masked.size());
    depth = std::max(depth, add_piece(masked.substr(begin, end - begin), begin, nodes));
    begin = end;
  }
  nodes.front().next = static_cast<std::uint32_t>(nodes.size());
  if (depth > kDeep) tree.statements_ = statements_of(nodes);
  return tree;
}

// Appends what stands in PIECE to the module that is NODES' first, as the children of that.
std::size_t Parser::add_piece(std::string_view piece, std::uint32_t offset,
                              std::vector<NodeData>& nodes) {
  std::vector<NodeData> own;
  const std::size_t depth = lay_out(piece, own);
  NodeData& module = nodes.front();
  const bool is_whole = own.front().kind == Kind::module;  // else an ERROR, which becomes a child
  if (nodes.size() == 1) module.begin = offset + own.front().begin;
  module.end = offset + own.front().end;
  module.broken = module.broken | own.front().broken;
  if (is_unread(own.front()) && is_unread(nodes.back())) {  // goes on with the one before
    nodes.back().end = module.end;
    return depth;
  }
  const auto base = static_cast<std::uint32_t>(nodes.size()) - (is_whole ? 1 : 0);
  for (std::size_t i = is_whole ? 1 : 0; i < own.size(); ++i) {
    NodeData node = own[i];
    node.begin += offset;
    node.end += offset;
    node.next += base;
    const bool is_top = i == 0 || (is_whole && node.parent == 0);
    node.parent = is_top ? 0 : node.parent + base;
    nodes.push_back(node);
  }
  return depth;
}

std::vector<Node> unread_in(const Tree& tree) {
  if (tree.root().data().broken == 0) return {};
  if (is_unread(tree.root().data())) return {tree.root()};
  std::vector<Node> all;
  for (const Node child : tree.root().children()) {
    if (is_unread(child.data())) all.push_back(child);
  }
  return all;
}

Node Tree::innermost(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(nodes_.begin(), nodes_.end(), offset,
                       [](std::uint32_t at, const NodeData& node) { return at < node.begin; });
  if (after == nodes_.begin()) return root();
  Node found = node(static_cast<std::uint32_t>(after - nodes_.begin()) - 1);
  while (found.parent() && found.end() <= offset) found = found.parent();
  return found;
}

Node Node::statement() const {
  if (tree_ == nullptr) return {};
  if (!tree_->statements_.empty()) return {tree_, tree_->statements_[index_]};
  Node node = *this;
  while (node.index_ != 0 && !holds_statements(node.parent().kind())) node = node.parent();
  return node;
}

Node Node::child(Field field) const {
  if (tree_ == nullptr) return {};
  const std::vector<NodeData>& nodes = tree_->nodes();
  const std::uint32_t end = nodes[index_].next;
  for (std::uint32_t at = index_ + 1; at != end; at = nodes[at].next) {
    if (nodes[at].field == field) return {tree_, at};
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

}  // namespace pymolt::syntax
