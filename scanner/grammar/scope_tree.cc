// Scopes lie in one another like brackets: sorted by where they begin, a stack gives each its parent.
// SPDX-License-Identifier: MIT
#include "grammar/scope_tree.h"

#include <algorithm>

namespace pymolt::verdict {

namespace {

// Where everything of a scope begins, its parameters included.
std::uint32_t begin_of(const Scope& scope) {
  return scope.parameters_last > 0 ? scope.parameters_first : scope.first;
}

}  // namespace

ScopeTree::ScopeTree(const Scopes& scopes) : nodes_(1) {
  nodes_.reserve(scopes.all().size() + 1);
  for (const Scope& scope : scopes.all()) nodes_.push_back({scope, 0});
  std::sort(nodes_.begin() + 1, nodes_.end(), [](const Node& a, const Node& b) {
    const std::uint32_t left = begin_of(a.scope);
    const std::uint32_t right = begin_of(b.scope);
    return left != right ? left < right : a.scope.last > b.scope.last;
  });
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
    const std::uint32_t begin = begin_of(nodes_[i].scope);
    while (!open.empty() && nodes_[open.back()].scope.last <= begin) open.pop_back();
    nodes_[i].parent = owner_in(open, begin, Role::load);
    open.push_back(i);
  }
}

std::uint32_t ScopeTree::owner_in(const std::vector<std::uint32_t>& open, std::uint32_t token,
                                  Role role) const {
  for (std::size_t i = open.size(); i-- > 0;) {
    const Scope& scope = nodes_[open[i]].scope;
    if (token >= scope.hole_first && token < scope.hole_last) continue;
    if (token < scope.first && role != Role::parameter) continue;
    return open[i];
  }
  return 0;
}

std::uint32_t ScopeTree::Sweep::owner(std::uint32_t token, Role role) {
  const auto& nodes = tree_.nodes_;
  const auto close = [&](std::uint32_t begin) {
    while (!open_.empty() && nodes[open_.back()].scope.last <= begin) open_.pop_back();
  };
  for (; next_ < nodes.size() && begin_of(nodes[next_].scope) <= token; ++next_) {
    close(begin_of(nodes[next_].scope));
    open_.push_back(next_);
  }
  close(token);
  return tree_.owner_in(open_, token, role);
}

}  // namespace pymolt::verdict
