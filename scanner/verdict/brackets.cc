// How deep brackets may be nested: 200 since 3.9; before that what the parser's stack holds.
// SPDX-License-Identifier: MIT
#include "verdict/brackets.h"

namespace pymolt::verdict {

namespace {

constexpr std::size_t kAlwaysFine = 86;

// A stack that holds so many groups, or so many calls and subscripts.
struct Limit {
  VersionSet versions;
  std::size_t groups;
  std::size_t calls;
};

constexpr Limit kLimits[] = {
    {VersionSet::python2() | VersionSet::between(Version::of(3, 2), Version::of(3, 4)), 98, 92},
    {VersionSet::between(Version::of(3, 0), Version::of(3, 1)) |
         VersionSet::between(Version::of(3, 5), Version::of(3, 7)), 92, 87},
    {Version::of(3, 8), 98, 98},
    {VersionSet::from(Version::of(3, 9)), 200, 200},
};

}  // namespace

void Nesting::check(Scan& scan, const std::vector<Bracket>& open) {
  if (open.size() <= kAlwaysFine) return;
  std::size_t calls = 0;
  for (const Bracket& bracket : open) calls += bracket.call ? 1 : 0;
  const std::size_t groups = open.size() - calls;
  for (std::size_t i = 0; i < std::size(kLimits); ++i) {
    const Limit& limit = kLimits[i];
    if (said_[i] || groups * limit.calls + calls * limit.groups <= limit.groups * limit.calls) continue;
    said_[i] = true;
    scan.see(Construct::too_deep_nesting, open.back().at, open.back().at + 1, limit.versions);
  }
}

}  // namespace pymolt::verdict
