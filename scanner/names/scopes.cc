// Look-ups among scopes and bindings; the walk that fills them is scope_builder.cc.
// SPDX-License-Identifier: MIT
#include "names/scopes.h"

#include <algorithm>

namespace pymolt::names {

namespace {

std::size_t slot_of(ScopeId scope, InternedName word, std::size_t slots) {
  const std::uint64_t mixed =
      (static_cast<std::uint64_t>(scope) << 32 | word) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(mixed >> 40) & (slots - 1);
}

}  // namespace

BindingId Scopes::last_binding(ScopeId scope, InternedName word) const {
  for (std::size_t at = slot_of(scope, word, slots_.size());; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == kNone) return kNone;
    const Binding& binding = bindings_[slots_[at]];
    if (binding.scope == scope && binding.word == word) return slots_[at];
  }
}

void Scopes::chain(Binding binding) {
  interned_names_.set_bound(binding.word);
  const auto id = static_cast<BindingId>(bindings_.size());
  std::size_t at = slot_of(binding.scope, binding.word, slots_.size());
  for (;; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == kNone) {
      ++chains_;
      break;
    }
    const Binding& last = bindings_[slots_[at]];
    if (last.scope == binding.scope && last.word == binding.word) {
      binding.previous = slots_[at];
      break;
    }
  }
  slots_[at] = id;
  bindings_.push_back(binding);
  if (2 * chains_ > slots_.size()) grow();
}

void Scopes::grow() {
  std::vector<BindingId> old(2 * slots_.size(), kNone);
  old.swap(slots_);
  for (const BindingId id : old) {
    if (id == kNone) continue;
    std::size_t at = slot_of(bindings_[id].scope, bindings_[id].word, slots_.size());
    while (slots_[at] != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = id;
  }
}

ScopeId Scopes::scope_of(std::uint32_t node) const {
  const auto found = std::lower_bound(scopes_.begin() + 1, scopes_.end(), node,
                                      [](const Scope& s, std::uint32_t n) { return s.node < n; });
  if (found == scopes_.end() || found->node != node) return kNone;
  return static_cast<ScopeId>(found - scopes_.begin());
}

const Reference* Scopes::find_reference(std::uint32_t node) const {
  const auto found =
      std::lower_bound(references_.begin(), references_.end(), node,
                       [](const Reference& l, std::uint32_t n) { return l.node < n; });
  return found != references_.end() && found->node == node ? &*found : nullptr;
}

Reference Scopes::reference_at(syntax::Node identifier) const {
  const std::uint32_t node = identifier.index();
  if (const Reference* known = find_reference(node)) return *known;
  return {node, interned_names_.find(identifier.text()), scope_around(node)};
}

ScopeId Scopes::scope_at(std::uint32_t node) const {
  const Reference* reference = find_reference(node);
  return reference != nullptr ? reference->scope : scope_around(node);
}

ScopeId Scopes::scope_around(std::uint32_t node) const {
  constexpr int kStep = 64;  // of a long chain of expressions, every so many nodes are remembered
  std::vector<std::uint32_t> passed;
  int climbed = 0;
  ScopeId found = 0;
  for (syntax::Node up = tree_->node(node); up; up = up.parent()) {
    const ScopeId id = scope_of(up.index());
    if (id == kNone && ++climbed % kStep == 0) {
      const auto known = deep_.find(up.index());
      if (known != deep_.end()) {
        found = known->second;
        break;
      }
      passed.push_back(up.index());
    }
    if (id == kNone) continue;
    if (node >= scopes_[id].body) {
      found = id;
      break;
    }
    const Scope& around = scopes_[scopes_[id].parent];
    if (around.kind == ScopeKind::annotation && node >= around.body) {
      found = scopes_[id].parent;
      break;
    }
    passed.clear();  // what stands further out may be in another scope than NODE
  }
  for (const std::uint32_t at : passed) deep_.emplace(at, found);
  return found;
}

}  // namespace pymolt::names
