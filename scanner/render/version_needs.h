// The faces of `--min-version`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_VERSION_NEEDS_H_
#define PYMOLT_RENDER_VERSION_NEEDS_H_

#include <iosfwd>
#include <vector>

#include "model/version_need.h"

namespace pymolt::render {

/// For people: the tree, the folders, and the files that do not do everywhere, with the lines that decide.
void version_needs_text(const std::vector<VersionNeed>& needs, std::ostream& out);
/// `{"schema": "pymolt-min-version/1", "needs": [{"of", "path", "works", "needs", "not_from"}]}`.
void version_needs_json(const std::vector<VersionNeed>& needs, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_VERSION_NEEDS_H_
