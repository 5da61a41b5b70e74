// What `Requires-Python` lets in, as a set of Pythons.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_REQUIRES_PYTHON_H_
#define PYMOLT_PACKAGING_REQUIRES_PYTHON_H_

#include "base/version.h"
#include "packaging/specifier.h"

namespace pymolt::packaging {

/// The Pythons with a patch release that SPECIFIER lets in: `>=3.11,!=3.14.1` keeps 3.14, `!=3.9.*` takes 3.9 out.
[[nodiscard]] VersionSet pythons_of(const SpecifierSet& specifier);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_REQUIRES_PYTHON_H_
