// Uses of the standard library by name: a built-in, or a chain of attributes on something imported.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_USES_H_
#define PYMOLT_NAMES_USES_H_

#include <string>
#include <vector>

#include "names/language.h"
#include "names/resolve.h"

namespace pymolt::names {

/// One use of something with a lifetime of its own: in `os.path.walk(d)` of `os.path.walk`.
struct Use {
  syntax::Node node;    // the identifier, the whole attribute, or the string in `getattr(os, "getcwdu")`
  std::string dotted;
  const rulebook::Lifetime* life = nullptr;
  Word word = kNoWord;  // its last part, if the file has that as a name
  Failure failure = Failure::no_name;
  VersionSet on;        // on which it is reached and means this
  VersionSet missing;   // on which this is not there, and nothing else that the name may mean is either
};

/// The uses that start at LOAD, appended to USES.
void find_uses(const Resolver& resolver, const Load& load, std::vector<Use>& uses);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_USES_H_
