// Visits every subtree once with a stack of its own; hidden nodes vanish and hand their field down to their children.
// SPDX-License-Identifier: MIT
//
// A subtree has a padding (white space before it) and a size, both in bytes, and no position: positions add up on
// the way. Which field and which alias a child has is said by its parent's production.
#include "syntax/flatten.h"

#include <tree_sitter/api.h>

#include <algorithm>

#include "syntax/lr_parser.h"
#include "syntax/tree_sitter.h"

extern "C" {
#include <language.h>
#include <subtree.h>
#include <tree.h>
}

namespace pymolt::syntax {

namespace {

constexpr std::uint32_t kHidden = 0xFFFFFFFF;

// A subtree whose children are being visited.
struct OpenSubtree {
  const Subtree* children;
  const TSSymbol* aliases;        // by structural index, or null
  const TSFieldMapEntry* fields;  // of the production
  const TSFieldMapEntry* fields_end;
  std::uint32_t count;
  std::uint32_t at = 0;          // the next child
  std::uint32_t structural = 0;  // the same without extras (comments)
  std::uint32_t position;        // where the next child's padding begins
  std::uint32_t node;            // the visible node, or kHidden
  std::uint32_t visible_node;    // the nearest visible node, itself included
  TSFieldId inherited;           // the field a hidden node hands down
};

class Flattener {
 public:
  Flattener(const TSTree& tree, std::vector<NodeData>& nodes)
      : language_(tree.language), root_(tree.root), nodes_(nodes) {}

  std::size_t run() {
    enter(&root_, ts_subtree_padding(root_).bytes, 0, 0, 0);
    while (!stack_.empty()) {
      OpenSubtree& frame = stack_.back();
      if (frame.at == frame.count) {
        if (frame.node != kHidden) nodes_[frame.node].next = size();
        stack_.pop_back();
      } else {
        step(frame);
      }
    }
    return stack_.capacity();
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  // Visits the next child of the frame.
  void step(OpenSubtree& frame) {
    const Subtree* child = &frame.children[frame.at];
    const std::uint32_t begin =
        frame.position + (frame.at == 0 ? 0 : ts_subtree_padding(*child).bytes);
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!ts_subtree_extra(*child)) {
      if (frame.aliases != nullptr) alias = frame.aliases[frame.structural];
      field = frame.inherited;
      for (const TSFieldMapEntry* entry = frame.fields; entry != frame.fields_end; ++entry) {
        if (!entry->inherited && entry->child_index == frame.structural) {
          field = entry->field_id;
          break;
        }
      }
      ++frame.structural;
    }
    ++frame.at;
    frame.position = begin + ts_subtree_size(*child).bytes;
    enter(child, begin, alias, field, frame.visible_node);
  }

  void enter(const Subtree* subtree, std::uint32_t begin, TSSymbol alias, TSFieldId field,
             std::uint32_t parent) {
    const bool visible = alias != 0 || ts_subtree_visible(*subtree);
    const std::uint32_t index = size();
    if (visible) add(subtree, begin, alias, field, parent);
    const std::uint32_t count = ts_subtree_child_count(*subtree);
    if (count == 0) return;
    OpenSubtree frame;
    frame.children = ts_subtree_children(*subtree);
    const std::uint32_t production = subtree->ptr->production_id;
    frame.aliases = ts_language_alias_sequence(language_, production);
    ts_language_field_map(language_, production, &frame.fields, &frame.fields_end);
    frame.count = count;
    frame.position = begin;
    frame.node = visible ? index : kHidden;
    frame.visible_node = visible ? index : parent;
    frame.inherited = visible ? static_cast<TSFieldId>(0) : field;
    stack_.push_back(frame);
  }

  void add(const Subtree* subtree, std::uint32_t begin, TSSymbol alias, TSFieldId field,
           std::uint32_t parent) {
    NodeData node;
    const TSSymbol symbol = alias != 0 ? alias : ts_subtree_symbol(*subtree);
    node.kind = public_kind(symbol);
    node.field = static_cast<Field>(field);
    const bool named =
        alias != 0 ? language_->symbol_metadata[alias].named : ts_subtree_named(*subtree);
    node.named = named ? 1 : 0;
    node.missing = ts_subtree_missing(*subtree) ? 1 : 0;
    node.broken = ts_subtree_error_cost(*subtree) > 0 ? 1 : 0;
    node.begin = begin;
    node.end = begin + ts_subtree_size(*subtree).bytes;
    node.parent = parent;
    node.next = size() + 1;
    nodes_.push_back(node);
  }

  [[nodiscard]] Kind public_kind(TSSymbol symbol) const {
    return static_cast<Kind>(symbol == ts_builtin_sym_error ? symbol
                                                            : language_->public_symbol_map[symbol]);
  }

  const TSLanguage* language_;
  Subtree root_;
  std::vector<NodeData>& nodes_;
  std::vector<OpenSubtree> stack_;
};

// The same over what lr_parser.c made. Its nodes know where they are, and nothing in them is broken or missing.
class LrFlattener {
 public:
  LrFlattener(const PymoltLr& lr, std::vector<NodeData>& nodes)
      : language_(pymolt_python()),
        lr_nodes_(pymolt_lr_nodes(&lr)),
        children_(pymolt_lr_children(&lr)),
        nodes_(nodes) {}

  std::size_t run(std::uint32_t root) {
    enter(root, 0, 0, 0);
    while (!stack_.empty()) {
      LrFrame& frame = stack_.back();
      if (frame.child == lr_nodes_[frame.of].count) {
        if (frame.node != kHidden) {
          nodes_[frame.node].next = size();
          --depth_;
        }
        stack_.pop_back();
      } else {
        step(frame);
      }
    }
    return deepest_;
  }

 private:
  // Small, for a text may be nested as deep as it is long: what hangs on the production is asked for again.
  struct LrFrame {
    std::uint32_t of;     // of lr_nodes_
    std::uint32_t child;  // the next one
    std::uint32_t structural;
    std::uint32_t node;
    std::uint32_t visible_node;
    TSFieldId inherited;
  };

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  void step(LrFrame& frame) {
    const PymoltLrNode& of = lr_nodes_[frame.of];
    const std::uint32_t child = children_[of.children + frame.child++];
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!lr_nodes_[child].extra) {
      field = frame.inherited;
      if (of.production != 0) look_up(of.production, frame.structural, alias, field);
      ++frame.structural;
    }
    enter(child, alias, field, frame.visible_node);
  }

  // What PRODUCTION calls its child at PLACE, where it calls it anything.
  void look_up(std::uint32_t production, std::uint32_t place, TSSymbol& alias,
               TSFieldId& field) const {
    const TSSymbol* aliases = ts_language_alias_sequence(language_, production);
    if (aliases != nullptr) alias = aliases[place];
    const TSFieldMapEntry* entry = nullptr;
    const TSFieldMapEntry* end = nullptr;
    ts_language_field_map(language_, production, &entry, &end);
    for (; entry != end; ++entry) {
      if (entry->inherited || entry->child_index != place) continue;
      field = entry->field_id;
      return;
    }
  }

  void enter(std::uint32_t of, TSSymbol alias, TSFieldId field, std::uint32_t parent) {
    const PymoltLrNode& from = lr_nodes_[of];
    const bool visible = alias != 0 || language_->symbol_metadata[from.symbol].visible;
    const std::uint32_t index = size();
    if (visible) {
      const TSSymbol symbol = alias != 0 ? alias : from.symbol;
      NodeData node = {};
      node.kind = static_cast<Kind>(language_->public_symbol_map[symbol]);
      node.field = static_cast<Field>(field);
      node.named = language_->symbol_metadata[symbol].named ? 1 : 0;
      node.begin = from.begin;
      node.end = from.end;
      node.parent = parent;
      node.next = index + 1;
      nodes_.push_back(node);
    }
    if (from.count == 0) return;
    LrFrame frame;
    frame.of = of;
    frame.child = 0;
    frame.structural = 0;
    frame.node = visible ? index : kHidden;
    frame.visible_node = visible ? index : parent;
    frame.inherited = visible ? static_cast<TSFieldId>(0) : field;
    stack_.push_back(frame);
    if (visible) deepest_ = std::max(deepest_, ++depth_);
  }

  const TSLanguage* language_;
  const PymoltLrNode* lr_nodes_;
  const std::uint32_t* children_;
  std::vector<NodeData>& nodes_;
  std::vector<LrFrame> stack_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
};

}  // namespace

std::size_t flatten(const PymoltLr& lr, std::vector<NodeData>& nodes) {
  const std::uint32_t root = pymolt_lr_root(&lr);
  nodes.reserve(pymolt_lr_node_count(&lr));  // no fewer than are visible: nothing is ever copied
  return LrFlattener(lr, nodes).run(root);
}

std::size_t flatten(const TSTree& tree, std::vector<NodeData>& nodes) {
  nodes.reserve(ts_subtree_total_bytes(tree.root) / 4 + 16);
  return Flattener(tree, nodes).run();
}

}  // namespace pymolt::syntax
