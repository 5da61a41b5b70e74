// Asks the patch releases that a specifier names and their neighbours, the first, and one beyond all.
// SPDX-License-Identifier: MIT
#include "packaging/requires_python.h"

#include <algorithm>
#include <set>
#include <string>

namespace pymolt::packaging {

VersionSet pythons_of(const SpecifierSet& specifier) {
  std::set<int> patches = {0, 1, 9999};
  for (const Specifier& one : specifier.specifiers()) {
    if (one.version.release.size() < 3) continue;
    const auto patch = one.version.release[2].small();
    if (patch && *patch < 1'000'000) patches.insert({std::max(*patch - 1, 0), *patch, *patch + 1});
  }
  VersionSet set;
  for (const Version python : axis()) {
    const auto fits = [&](int patch) {
      const auto version =
          PackageVersion::parse(std::string(python.str()) + '.' + std::to_string(patch));
      return specifier.contains(*version);
    };
    if (std::any_of(patches.begin(), patches.end(), fits)) set |= python;
  }
  return set;
}

}  // namespace pymolt::packaging
