// Which files git tracks: read from the repository's index, without running git.
// SPDX-License-Identifier: MIT
//
// What git tracks it does not ignore, whatever a .gitignore says. The form is that of git's own documentation
// (`gitformat-index`), versions 2 to 4, with SHA-1 or SHA-256; a split index is not read.
#ifndef PYMOLT_SCAN_GIT_INDEX_H_
#define PYMOLT_SCAN_GIT_INDEX_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/disk.h"

namespace pymolt::scan {

class TrackedFiles {
 public:
  /// The files that the index in BYTES names; nothing when it is none that can be read.
  [[nodiscard]] static std::optional<TrackedFiles> parse(std::string_view bytes);
  /// Those of the repository whose top is FOLDER, which holds a `.git`; none where nothing was added yet, nothing when
  /// it cannot be told.
  [[nodiscard]] static std::optional<TrackedFiles> read(const Disk& disk,
                                                        const std::string& folder);

  /// Whether the file PATH, from the top of the repository, is tracked.
  [[nodiscard]] bool has(std::string_view path) const;
  /// Whether a file below the folder PATH is.
  [[nodiscard]] bool has_below(std::string_view folder) const;
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

 private:
  std::vector<std::string> paths_;  // sorted; a folder of a sparse index ends in `/`
};

/// Where the own files of the repository in FOLDER are: `.git`, or what a `.git` file names.
[[nodiscard]] std::optional<std::string> git_folder(const Disk& disk, const std::string& folder);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_GIT_INDEX_H_
