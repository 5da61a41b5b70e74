// Puts the parts together in the order in which they need each other.
// SPDX-License-Identifier: MIT
#include "names/file_names.h"

#include "names/flow.h"

namespace pymolt::names {

FileNames::FileNames(const syntax::Tree& tree, const StdlibIndex& stdlib)
    : scopes_(tree, stdlib.well_known_names()),
      guards_(scopes_),
      resolver_(scopes_, stdlib, guards_),
      types_(resolver_) {
  mark_stars(stdlib);
  Flow(scopes_, resolver_, guards_).run();
}

// What a star import of a standard module may bind is worth looking at like an import by name.
void FileNames::mark_stars(const StdlibIndex& stdlib) {
  for (const Import& import : scopes_.imports()) {
    if (!import.is_star() || import.level > 0) continue;
    for (const rulebook::Lifetime& life : stdlib.book().below(import.module)) {
      const InternedName word =
          scopes_.interned_names().find(life.name.substr(import.module.size() + 1));
      if (word != kNoName) scopes_.interned_names().add_traits(word, kImported);
    }
  }
}

}  // namespace pymolt::names
