// Puts the parts together in the order in which they need each other.
// SPDX-License-Identifier: MIT
#include "names/file_names.h"

#include "names/flow.h"

namespace pymolt::names {

FileNames::FileNames(const syntax::Tree& tree, const Standard& standard)
    : scopes_(tree, standard.vocabulary()), guards_(scopes_), resolver_(scopes_, standard, guards_) {
  Flow(scopes_, resolver_, guards_).run();
}

bool FileNames::at_import_time(std::uint32_t node) const {
  if (guards_.main_only(node)) return false;
  for (ScopeId scope = scopes_.scope_at(node); scope != kNone; scope = scopes_.scope(scope).parent) {
    const ScopeKind kind = scopes_.scope(scope).kind;
    if (kind == ScopeKind::function || kind == ScopeKind::lambda) return false;
  }
  return true;
}

}  // namespace pymolt::names
