// The same questions that a report asks of a finding, before one is mended.
// SPDX-License-Identifier: MIT
#include "fix/file_wishes.h"

#include <algorithm>

namespace pymolt::fix {

namespace {

bool is_ignored(const FileFacts& facts, const Finding& finding) {
  return std::any_of(facts.suppressions.begin(), facts.suppressions.end(),
                     [&](const Suppression& s) { return s.suppresses(finding); });
}

}  // namespace

bool FileWish::wants(const FileFacts& facts, const Finding& finding) const {
  return finding.consequence(versions()) && finding.confidence >= at_least &&
         (python2 || !finding.python2_only) && finding.needs.contains(versions()) &&
         asked.takes(finding) && !is_ignored(facts, finding);
}

FileWish FileWishes::of(const FileFacts& file, bool unsafe) const {
  FileWish made;
  made.asked = asked_.of(file.path);
  made.python2 = origins_.is_from_python2(file, made.asked.from);
  made.at_least = request_.at_least;
  made.wish = {made.asked.target, made.asked.from, both_, unsafe};
  if (made.wish.from.empty() && made.python2) made.wish.from = VersionSet::python2();
  return made;
}

FileWish FileWishes::of(const FileFacts& file, const Wish& wish) const {
  return {wish, asked_.of(file.path), wish.from.contains(Version::of(2, 7)), request_.at_least};
}

}  // namespace pymolt::fix
