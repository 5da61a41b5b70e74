// The oldest and the newest version that will do for a file, a folder or a tree, and the lines that decide.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_VERSION_NEED_H_
#define PYMOLT_MODEL_VERSION_NEED_H_

#include <cstdint>
#include <optional>
#include <string>

#include "base/version.h"

namespace pymolt {

/// A line because of which a version does not do.
struct DecidingLine {
  Version
      version;  // the first or last that does: `needs 3.8`; or the first that does not any more: `not from 3.0`
  std::string what;  // `assignment expression`, `cgi`
  std::string path;
  std::uint32_t line = 0;
};

/// What one file, folder or tree needs.
struct VersionNeed {
  enum class Of : std::uint8_t { tree, folder, file };
  Of of = Of::file;
  std::string path;  // empty for the tree
  VersionSet works = VersionSet::all();
  bool known = true;                     // false: some file could not be analysed
  std::optional<DecidingLine> needs;     // why nothing older does
  std::optional<DecidingLine> not_from;  // why nothing newer does
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_VERSION_NEED_H_
