// A name is free in a scope that is inside a function, uses it and does not bind it: 2.7 then had to know where it lives.
// SPDX-License-Identifier: MIT
//
//   def f():
//       exec "x = 1"
//       return lambda: x    `x` is free in the lambda; 2.7 refuses the exec
#include "grammar/free_variables.h"

#include <string_view>
#include <unordered_set>
#include <vector>

#include "grammar/scope_tree.h"

namespace pymolt::verdict {

namespace {

class FreeVariables {
 public:
  explicit FreeVariables(Reader& reader)
      : reader_(reader),
        tree_(reader.scopes),
        bound_(tree_.nodes().size()),
        globals_(bound_.size()) {}

  void run() {
    collect();
    std::vector<bool> free(tree_.nodes().size());
    for (const NameRead& read : reads_) {
      if (is_nested(read.scope) && is_free(read)) free[read.scope] = true;
    }
    std::vector<bool> free_inside = free;
    for (std::uint32_t i = static_cast<std::uint32_t>(free.size()); i-- > 1;) {
      if (free_inside[i]) free_inside[tree_.parent(i)] = true;
    }
    for (const NameRead& place : unoptimized_) {
      if (!is_function(place.scope) || !free_inside[place.scope]) continue;
      reader_.see(Construct::free_variable_exec, reader_.token(place.token).span());
    }
  }

 private:
  struct NameRead {
    std::uint32_t token;
    std::uint32_t scope;
    std::string_view name;
  };

  [[nodiscard]] bool is_function(std::uint32_t scope) const {
    return scope != 0 && tree_.kind(scope) != ScopeKind::class_;
  }

  [[nodiscard]] bool is_nested(std::uint32_t scope) const {
    while (scope != 0) {
      scope = tree_.parent(scope);
      if (is_function(scope)) return true;
    }
    return false;
  }

  // Not bound in its scope, nor declared global there or around it.
  [[nodiscard]] bool is_free(const NameRead& read) const {
    if (bound_[read.scope].contains(read.name)) return false;
    for (std::uint32_t scope = tree_.parent(read.scope); scope != 0; scope = tree_.parent(scope)) {
      if (is_function(scope) && globals_[scope].contains(read.name)) return false;
    }
    return true;
  }

  void collect() {
    ScopeTree::Sweep sweep(tree_);
    const auto& roles = reader_.scopes.roles();
    for (std::uint32_t i = 0; i < roles.size(); ++i) {
      if (roles[i] < Role::unoptimized) continue;
      std::uint32_t scope = sweep.owner(i, roles[i]);
      while (tree_.kind(scope) == ScopeKind::list) scope = tree_.parent(scope);  // 2.7: no scope
      const std::string_view name = reader_.text(reader_.token(i));
      if (roles[i] == Role::unoptimized) {
        unoptimized_.push_back({i, scope, name});
      } else if (roles[i] == Role::load) {
        reads_.push_back({i, scope, name});
      } else {
        bound_[scope].insert(name);
        if (roles[i] == Role::declared_global) globals_[scope].insert(name);
      }
    }
  }

  Reader& reader_;
  ScopeTree tree_;
  std::vector<std::unordered_set<std::string_view>> bound_;
  std::vector<std::unordered_set<std::string_view>> globals_;
  std::vector<NameRead> reads_;
  std::vector<NameRead> unoptimized_;
};

}  // namespace

void see_free_variables(Reader& reader) {
  if (reader.scopes.met(Role::unoptimized)) FreeVariables(reader).run();
}

}  // namespace pymolt::verdict
