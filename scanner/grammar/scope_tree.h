// The scopes of a file as a tree, and which of them a token belongs to.
// SPDX-License-Identifier: MIT
//
//   def f(a=b):           scope 1 is f's; `b` belongs to the module, `a` to f
//       return [c for d in e]    scope 2 is the comprehension's; `e`, its first iterable, belongs to f
//
// Scope 0 is the module. Parents come before their children.
#ifndef PYMOLT_GRAMMAR_SCOPE_TREE_H_
#define PYMOLT_GRAMMAR_SCOPE_TREE_H_

#include <cstdint>
#include <vector>

#include "grammar/compile_scopes.h"

namespace pymolt::verdict {

class ScopeTree {
 public:
  struct Node {
    Scope scope;
    std::uint32_t parent = 0;  // the module is its own
  };

  explicit ScopeTree(const Scopes& scopes);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] ScopeKind kind(std::uint32_t scope) const { return nodes_[scope].scope.kind; }
  [[nodiscard]] std::uint32_t parent(std::uint32_t scope) const { return nodes_[scope].parent; }

  /// Asked about tokens in ascending order, the scope each belongs to.
  class Sweep {
   public:
    explicit Sweep(const ScopeTree& tree) : tree_(tree) {}
    [[nodiscard]] std::uint32_t owner(std::uint32_t token, Role role);

   private:
    const ScopeTree& tree_;
    std::uint32_t next_ = 1;
    std::vector<std::uint32_t> open_;
  };

 private:
  [[nodiscard]] std::uint32_t owner_in(const std::vector<std::uint32_t>& open, std::uint32_t token,
                                       Role role) const;

  std::vector<Node> nodes_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_SCOPE_TREE_H_
