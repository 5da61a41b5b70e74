// Does this file compile, on which versions, and why not.
// SPDX-License-Identifier: MIT
//
// "Compiles on V" is what an import on CPython V would compile (shared design §7). A verdict is the intersection of
// the version sets of the constructs found; every construct has a line `syntax.NAME` in rules/lifetimes/syntax.life
// that says on which versions it exists. What cannot be told is unknown, with a reason, and never guessed.
#ifndef PYMOLT_VERDICT_VERDICT_H_
#define PYMOLT_VERDICT_VERDICT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/version.h"

namespace pymolt::verdict {

/// One place where the file uses something that some versions reject.
struct Reason {
  std::string construct;  // the name in syntax.life, without `syntax.`
  ByteSpan span;
  VersionSet fails_on;
  std::string message;  // for a person: "`print` statement: 3.0 and later reject it"
};

/// Places that are no reasons of their own: there are enough of these.
struct MoreReasons {
  std::string construct;
  std::uint32_t first = 0;  // where the first of them begins
  std::uint32_t places = 0;
};

struct Verdict {
  std::optional<VersionSet> compiles;  // nothing: could not be told
  std::string unknown_because;
  std::vector<Reason> reasons;    // in the order of the text
  std::vector<MoreReasons> more;  // one for each construct that has more places
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_VERDICT_H_
