// What several faces count alike: files that compile by folder.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_STATISTICS_H_
#define PYMOLT_RENDER_STATISTICS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace pymolt::render {

/// How many files of a folder compile, for every version of the target.
struct FolderRow {
  std::string folder;  // `.` for the root
  std::map<Version, Count> compile;
};

/// The folders with scanned files, sorted. Where there are more than LIMIT, deep folders are counted with the ones
/// they stand in; where that is not enough, those with most failing files and most files have a row, and the last
/// row, named `(17 more folders)`, counts the rest.
[[nodiscard]] std::vector<FolderRow> folders(const Report& report, std::size_t limit);

/// Neighbouring versions of the target on which all that is counted is the same, so that one column
/// shows them.
[[nodiscard]] std::vector<VersionSet> columns(const Report& report,
                                              const std::vector<FolderRow>& rows);

/// The folder a path is in: `a/b` of `a/b/c.py`, `.` of `c.py`.
[[nodiscard]] std::string_view folder_of(std::string_view path);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_STATISTICS_H_
