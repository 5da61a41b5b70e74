// Which versions of a package specifiers allow, as a few that stand for all the others.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_DEPS_ALLOWED_VERSIONS_H_
#define PYMOLT_DEPS_ALLOWED_VERSIONS_H_

#include <vector>

#include "packaging/specifier.h"
#include "rulebook/package_facts.h"

namespace pymolt::project {

/// Versions that SPECIFIERS allow, older first: each bound that they or FACTS name, and one just behind each, so that of
/// versions between two bounds, of which the same is known, one is there. FACTS may be null.
[[nodiscard]] std::vector<packaging::PackageVersion> allowed_versions(
    const packaging::SpecifierSet& specifiers, const rulebook::PackageFacts* facts);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_ALLOWED_VERSIONS_H_
