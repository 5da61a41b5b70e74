// Two sweeps over the roles: the first finds out which names matter, the second what they do.
// SPDX-License-Identifier: MIT
#include "grammar/symbol_table.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/private_names.h"
#include "lexer/unicode.h"

namespace pymolt::verdict {

namespace {

std::uint64_t key(std::uint32_t scope, std::uint32_t name) {
  return static_cast<std::uint64_t>(scope) << 32 | name;
}

}  // namespace

SymbolTable::SymbolTable(const Reader& reader, std::uint32_t roles) : tree_(reader.scopes) {
  collect_names(reader, roles);
  if (!names_.empty()) collect_uses(reader);
}

void SymbolTable::collect_names(const Reader& reader, std::uint32_t roles) {
  ScopeTree::Sweep sweep(tree_);
  const auto& all = reader.scopes.roles();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if ((roles >> static_cast<unsigned>(all[i]) & 1U) == 0) continue;
    std::string name = normalised(reader.text(reader.token(i)));
    if (is_private(name)) name = in_class(reader, name, sweep.owner(i, all[i]));
    const auto number = static_cast<std::uint32_t>(names_.size());
    if (numbers_.emplace(name, number).second) names_.push_back(name);
  }
}

void SymbolTable::collect_uses(const Reader& reader) {
  // Most names are not among those that matter; their last letter and length tell most of them apart.
  std::array<bool, 1024> likely = {};
  const auto slot = [](std::string_view name) {
    return (static_cast<unsigned char>(name.back()) ^ name.size() << 5) % 1024;
  };
  for (const std::string& name : names_) likely[slot(name)] = true;
  ScopeTree::Sweep sweep(tree_);
  const auto& all = reader.scopes.roles();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i] < Role::load) continue;
    const std::string_view text = reader.text(reader.token(i));
    const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return c < 0; });
    if (plain && !is_private(text) && !likely[slot(text)]) continue;
    std::string name = normalised(text);
    if (is_private(name)) name = in_class(reader, name, sweep.owner(i, all[i]));
    const auto found = numbers_.find(name);
    if (found == numbers_.end()) continue;
    Use use{i, sweep.owner(i, all[i]), found->second, all[i], false};
    while (tree_.kind(use.scope) == ScopeKind::annotation) {
      use.scope = tree_.parent(use.scope);
      use.in_annotation = true;
    }
    note(use);
    uses_.push_back(use);
  }
}

std::string SymbolTable::in_class(const Reader& reader, const std::string& name,
                                  std::uint32_t scope) const {
  for (; scope != 0; scope = tree_.parent(scope)) {
    if (tree_.kind(scope) != ScopeKind::class_) continue;
    const Token& token = reader.token(tree_.nodes()[scope].scope.name);
    return name_in_class(name, normalised(reader.text(token)));
  }
  return name;
}

Symbol& SymbolTable::symbol(std::uint32_t scope, std::uint32_t name) {
  return symbols_[key(scope, name)];
}

void SymbolTable::note(const Use& use) {
  switch (use.role) {
    case Role::load:
      break;
    case Role::walrus:
      symbol(outside_comprehensions(use.scope), use.name).bound = true;
      break;
    case Role::declared_global:
      symbol(use.scope, use.name).is_global = true;
      break;
    case Role::declared_nonlocal:
      symbol(use.scope, use.name).is_nonlocal = true;
      break;
    case Role::parameter:
      symbol(use.scope, use.name).parameter = true;
      symbol(use.scope, use.name).bound = true;
      break;
    case Role::iteration:
      symbol(use.scope, use.name).iterated = true;
      symbol(use.scope, use.name).bound = true;
      break;
    default:
      symbol(use.scope, use.name).bound = true;
  }
}

const Symbol* SymbolTable::find(std::uint32_t scope, std::uint32_t name) const {
  const auto found = symbols_.find(key(scope, name));
  return found == symbols_.end() ? nullptr : &found->second;
}

std::uint32_t SymbolTable::resolve(std::uint32_t scope, std::uint32_t name) const {
  for (bool inner = false; scope != 0; scope = tree_.parent(scope), inner = true) {
    if (inner && tree_.kind(scope) == ScopeKind::class_) continue;
    const Symbol* symbol = find(scope, name);
    if (symbol == nullptr || symbol->is_nonlocal) continue;
    if (symbol->is_global) return 0;
    if (symbol->bound) return scope;
  }
  return 0;
}

std::uint32_t SymbolTable::outside_comprehensions(std::uint32_t scope) const {
  while (is_comprehension(tree_.kind(scope))) scope = tree_.parent(scope);
  return scope;
}

}  // namespace pymolt::verdict
