// The grammar of a version, part by part, for those who find one inside a longer text.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_VERSION_READER_H_
#define PYMOLT_PACKAGING_VERSION_READER_H_

#include <optional>

#include "packaging/characters.h"
#include "packaging/package_version.h"

namespace pymolt::packaging {

/// Epoch and release at IN; nothing where there is no release. What follows is left.
[[nodiscard]] std::optional<PackageVersion> read_release(Cursor& in);
/// Takes what of pre-, post- and dev-release follows.
void read_suffixes(Cursor& in, PackageVersion& version);
/// Both: all but `v` before and the local part behind.
[[nodiscard]] std::optional<PackageVersion> read_version(Cursor& in);
/// Takes `+` and the local part where they follow; false where `+` is followed by none.
[[nodiscard]] bool read_local(Cursor& in, std::vector<LocalPart>& local);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_VERSION_READER_H_
