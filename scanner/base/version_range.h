// How people write sets of versions: `3.13`, `3.9-3.13`, `3.8+`, `>=3.8,<3.14`, `all`, and lists of these.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_VERSION_RANGE_H_
#define PYMOLT_BASE_VERSION_RANGE_H_

#include <string_view>

#include "base/result.h"
#include "base/version.h"

namespace pymolt {

/// The set that TEXT names. Parts are separated by commas; PEP 440 specifiers (`>=3.8,<3.14`) narrow each other
/// and the range before them (`3.8+,<3.14`), everything else adds up. A specifier speaks of patch releases, and a version of the axis is in
/// when one of its patch releases fits: `>=3.8.2` includes 3.8, `!=3.9` (that is 3.9.0 alone) excludes nothing.
/// A mistake carries the column of the part that was not understood.
[[nodiscard]] Result<VersionSet> parse_versions(std::string_view text);

}  // namespace pymolt

#endif  // PYMOLT_BASE_VERSION_RANGE_H_
