// Tarjan's algorithm with a stack of its own, so that no chain of imports is too long for it.
// SPDX-License-Identifier: MIT
#include "imports/components.h"

#include <algorithm>

namespace pymolt::project {

namespace {

constexpr std::uint32_t kNew = 0xFFFFFFFF;

class Tarjan {
 public:
  explicit Tarjan(const Rows& graph)
      : graph_(graph),
        count_(graph.begin.size() - 1),
        index_(count_, kNew),
        low_(count_),
        open_(count_, false) {}

  std::vector<std::vector<std::uint32_t>> run() {
    for (std::uint32_t node = 0; node < count_; ++node) {
      if (index_[node] == kNew) visit(node);
    }
    return std::move(found_);
  }

 private:
  struct VisitedNode {
    std::uint32_t node;
    std::uint32_t edge;
  };

  void enter(std::uint32_t node) {
    index_[node] = low_[node] = next_++;
    open_[node] = true;
    path_.push_back(node);
    frames_.push_back({node, graph_.begin[node]});
  }

  void visit(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      VisitedNode& frame = frames_.back();
      if (frame.edge < graph_.begin[frame.node + 1]) {
        const std::uint32_t target = graph_.targets[frame.edge++];
        if (index_[target] == kNew) {
          enter(target);
        } else if (open_[target]) {
          low_[frame.node] = std::min(low_[frame.node], index_[target]);
        }
        continue;
      }
      const std::uint32_t node = frame.node;
      frames_.pop_back();
      if (!frames_.empty())
        low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == index_[node]) take(node);
    }
  }

  void take(std::uint32_t root) {
    std::vector<std::uint32_t> component;
    while (true) {
      const std::uint32_t node = path_.back();
      path_.pop_back();
      open_[node] = false;
      component.push_back(node);
      if (node == root) break;
    }
    std::sort(component.begin(), component.end());
    found_.push_back(std::move(component));
  }

  const Rows& graph_;
  std::size_t count_;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> open_;
  std::vector<std::uint32_t> path_;
  std::vector<VisitedNode> frames_;
  std::vector<std::vector<std::uint32_t>> found_;
  std::uint32_t next_ = 0;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> components(const Rows& graph) {
  return Tarjan(graph).run();
}

}  // namespace pymolt::project
