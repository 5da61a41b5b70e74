// The syntax tree of one Python file, laid out flat: an array of nodes in preorder.
// SPDX-License-Identifier: MIT
//
//   index   0        1              2           3     4 …
//   node    module   expression_s.  call        id    argument_list …
//   next    ↘ end    ↘ next stmt    ↘           4     …
//
// A node's first child, if it has one, is the node after it; its next sibling is at `next`; everything between is
// below it. So a walk over a file is a loop over an array, nothing recurses, and a subtree is a range of indices.
// tree-sitter's own tree is gone once it has been laid out. `Tree` owns the array and must outlive every `Node`, which is
// a small value (a pointer and an index). A tree that is very deep, as that of `a + a + a …` a thousand times over, also
// knows the statement of each node, so that what climbs from every node need not go through all of it. The text that was parsed is borrowed and must outlive the tree. A tree may be
// read from several threads at once; a `Parser` belongs to one.
#ifndef PYMOLT_SYNTAX_TREE_H_
#define PYMOLT_SYNTAX_TREE_H_

#include <cstdint>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "syntax/kinds.h"

struct PymoltLr;

namespace pymolt::syntax {

class Arena;
class Node;

/// A node as it lies in the array.
struct NodeData {
  Kind kind;
  Field field : 8;           // the role it has in its parent
  std::uint8_t named : 1;    // a construct rather than a token such as `(`
  std::uint8_t missing : 1;  // put in by the parser where the grammar wants it
  std::uint8_t broken : 1;   // an ERROR or MISSING node is here or below
  std::uint32_t begin;       // bytes of the text
  std::uint32_t end;
  std::uint32_t parent;  // the root is its own parent
  std::uint32_t next;    // the index after the last node below this one
};

class Tree {
 public:
  Tree(Tree&&) noexcept = default;
  Tree& operator=(Tree&&) noexcept = default;

  [[nodiscard]] Node root() const;
  [[nodiscard]] Node node(std::uint32_t index) const;
  /// The innermost node that begins at or before OFFSET and ends after it; the root where there is none.
  [[nodiscard]] Node innermost(std::uint32_t offset) const;
  [[nodiscard]] const std::vector<NodeData>& nodes() const { return nodes_; }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  friend class Node;
  friend class Parser;
  explicit Tree(std::string_view text) : text_(text) {}

  std::string_view text_;
  std::vector<NodeData> nodes_;
  std::vector<std::uint32_t> statements_;  // of a deep tree only: by node, its statement
};

/// One node of a tree, or none: every accessor of no node gives no node, so that steps can be chained.
class Node {
 public:
  Node() = default;
  Node(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  explicit operator bool() const { return tree_ != nullptr; }
  bool operator==(const Node&) const = default;

  [[nodiscard]] std::uint32_t index() const { return index_; }
  [[nodiscard]] const NodeData& data() const { return tree_->nodes()[index_]; }
  [[nodiscard]] const Tree& tree() const { return *tree_; }
  /// The kind; `end_of_file` of no node.
  [[nodiscard]] Kind kind() const { return tree_ == nullptr ? Kind::end_of_file : data().kind; }
  [[nodiscard]] bool is(Kind kind) const { return this->kind() == kind; }
  template <typename... Kinds>
  [[nodiscard]] bool is_any(Kinds... kinds) const {
    return ((kind() == kinds) || ...);
  }
  [[nodiscard]] Field field() const { return data().field; }
  [[nodiscard]] bool named() const { return data().named != 0; }
  [[nodiscard]] ByteSpan span() const { return {data().begin, data().end}; }
  [[nodiscard]] std::uint32_t begin() const { return data().begin; }
  [[nodiscard]] std::uint32_t end() const { return data().end; }
  [[nodiscard]] std::string_view text() const {
    return tree_ == nullptr ? std::string_view()
                            : tree_->text().substr(data().begin, data().end - data().begin);
  }

  [[nodiscard]] Node parent() const;
  /// The statement it is or belongs to: the nearest node, itself included, that is a child of a block or the module.
  [[nodiscard]] Node statement() const;
  [[nodiscard]] Node first_child() const;
  [[nodiscard]] Node next_sibling() const;
  [[nodiscard]] Node child(Field field) const;
  /// The first child of that kind.
  [[nodiscard]] Node child(Kind kind) const;
  /// The first named child that is no comment.
  [[nodiscard]] Node first_named() const;

  class Children;
  /// All children, tokens and comments included.
  [[nodiscard]] Children children() const;

 private:
  const Tree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

/// The children of a node, for range-based loops.
class Node::Children {
 public:
  class Iterator {
   public:
    explicit Iterator(Node node) : node_(node) {}
    Node operator*() const { return node_; }
    Iterator& operator++() {
      node_.index_ = node_.data().next;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return node_.index_ != other.node_.index_; }

   private:
    Node node_;
  };
  explicit Children(Node parent) : parent_(parent) {}
  [[nodiscard]] Iterator begin() const {
    return Iterator(parent_ ? Node(parent_.tree_, parent_.index_ + 1) : parent_);
  }
  /// Where the last child ends, its parent does.
  [[nodiscard]] Iterator end() const {
    return Iterator(parent_ ? Node(parent_.tree_, parent_.data().next) : parent_);
  }

 private:
  Node parent_;
};

// The steps that are taken a hundred times a node, where the compiler sees them.

inline Node Tree::root() const { return node(0); }
inline Node Tree::node(std::uint32_t index) const { return {this, index}; }

inline Node Node::parent() const {
  if (tree_ == nullptr || index_ == 0) return {};
  return {tree_, data().parent};
}

inline Node Node::first_child() const {
  if (tree_ == nullptr || data().next == index_ + 1) return {};
  return {tree_, index_ + 1};
}

inline Node Node::next_sibling() const {
  if (tree_ == nullptr || index_ == 0) return {};
  const std::uint32_t next = data().next;
  if (next >= tree_->nodes()[data().parent].next) return {};
  return {tree_, next};
}

inline Node::Children Node::children() const { return Children(*this); }

/// The way from a node up to the root, a parent at a time. Where that leads through more of an expression than a person
/// would write, it goes on from the statement, so that climbing from every node does not take forever.
///
///   for (Climb at(node); at; at.next()) { … at.up() is the parent of at.below() … }
class Climb {
 public:
  explicit Climb(Node node) : below_(node), up_(node.parent()) {}
  explicit operator bool() const { return static_cast<bool>(up_); }
  [[nodiscard]] Node up() const { return up_; }
  [[nodiscard]] Node below() const { return below_; }
  void next() {
    below_ = up_;
    if (up_.is(Kind::block)) {
      steps_ = 0;
    } else if (++steps_ == kMostSteps) {
      below_ = up_.statement();
    }
    up_ = below_.parent();
  }

 private:
  static constexpr int kMostSteps = 200;

  Node below_;
  Node up_;
  int steps_ = 0;
};

/// Makes trees. Reuses its memory from file to file; one thread at a time.
///
/// A text is parsed by lr_parser.h, and by tree-sitter itself where that gives up; the tree is the same.
class Parser {
 public:
  Parser();
  ~Parser();

  /// The tree of TEXT, which must be UTF-8 and outlive it. Never fails: what the grammar does not accept is an
  /// ERROR node in the tree.
  [[nodiscard]] Tree parse(std::string_view text) { return parse(text, text); }
  /// The same, where the grammar is shown MASKED, a copy of TEXT of the same length in which something it cannot
  /// read is put differently; nodes speak of TEXT. MASKED is not needed any longer afterwards.
  [[nodiscard]] Tree parse(std::string_view text, std::string_view masked);
  /// The same, piece by piece, for a text whose tree-sitter tree would take much memory at once: CUTS are offsets at which
  /// statements of the module begin, in their order.
  [[nodiscard]] Tree parse(std::string_view text, std::string_view masked,
                           const std::vector<std::uint32_t>& cuts);
  /// The tree of a TEXT that is not parsed: all of it is unread (unread.h).
  [[nodiscard]] static Tree leave(std::string_view text);

 private:
  std::size_t lay_out(std::string_view text, std::vector<NodeData>& nodes);
  std::size_t add_piece(std::string_view piece, std::uint32_t offset, std::vector<NodeData>& nodes);

  struct DeleteLr {
    void operator()(PymoltLr* lr) const;
  };

  std::unique_ptr<Arena> arena_;
  std::unique_ptr<PymoltLr, DeleteLr> lr_;
};

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_TREE_H_
