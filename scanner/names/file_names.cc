// Puts the parts together in the order in which they need each other.
// SPDX-License-Identifier: MIT
#include "names/file_names.h"

#include "names/flow.h"

namespace pymolt::names {

FileNames::FileNames(const syntax::Tree& tree, const Standard& standard)
    : scopes_(tree, standard.vocabulary()),
      guards_(scopes_),
      resolver_(scopes_, standard, guards_),
      types_(resolver_) {
  mark_stars(standard);
  Flow(scopes_, resolver_, guards_).run();
}

// What a star import of a standard module may bind is worth looking at like an import by name.
void FileNames::mark_stars(const Standard& standard) {
  for (const Import& import : scopes_.imports()) {
    if (!import.is_star() || import.level > 0) continue;
    for (const rulebook::Lifetime& life : standard.book().below(import.module)) {
      const Word word = scopes_.words().find(life.name.substr(import.module.size() + 1));
      if (word != kNoWord) scopes_.words().add_traits(word, kImported);
    }
  }
}

}  // namespace pymolt::names
