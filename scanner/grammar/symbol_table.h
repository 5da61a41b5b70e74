// What the names that matter do in each scope: a table by scope and name, and every use in the order of the text.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_SYMBOL_TABLE_H_
#define PYMOLT_GRAMMAR_SYMBOL_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/reader.h"
#include "grammar/scope_tree.h"

namespace pymolt::verdict {

/// One name in one scope.
struct Symbol {
  bool bound = false;
  bool parameter = false;
  bool iterated = false;  // the target of a comprehension
  bool is_global = false;
  bool is_nonlocal = false;
};

struct Use {
  std::uint32_t token;
  std::uint32_t scope;  // never an annotation's: the one around it
  std::uint32_t name;
  Role role;
  bool in_annotation;
};

class SymbolTable {
 public:
  /// Of the names that some token of a role in ROLES has (a mask of `1 << role`).
  SymbolTable(const Reader& reader, std::uint32_t roles);

  [[nodiscard]] const ScopeTree& tree() const { return tree_; }
  [[nodiscard]] const std::vector<Use>& uses() const { return uses_; }
  /// Nothing where the scope does not mention the name.
  [[nodiscard]] const Symbol* find(std::uint32_t scope, std::uint32_t name) const;
  [[nodiscard]] const std::string& text(std::uint32_t name) const { return names_[name]; }

  /// The scope whose variable NAME is in SCOPE; 0 where it is a global.
  [[nodiscard]] std::uint32_t resolve(std::uint32_t scope, std::uint32_t name) const;
  /// The scope that holds what `:=` binds in SCOPE: the nearest that is no comprehension.
  [[nodiscard]] std::uint32_t outside_comprehensions(std::uint32_t scope) const;

 private:
  void collect_names(const Reader& reader, std::uint32_t roles);
  void collect_uses(const Reader& reader);
  /// The private NAME as the class nearest around SCOPE has it.
  [[nodiscard]] std::string in_class(const Reader& reader, const std::string& name,
                                     std::uint32_t scope) const;
  void note(const Use& use);
  Symbol& symbol(std::uint32_t scope, std::uint32_t name);

  ScopeTree tree_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Use> uses_;
  std::unordered_map<std::uint64_t, Symbol> symbols_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_SYMBOL_TABLE_H_
