// Which files git holds exactly as they are on the disk, so that a change to them can be undone.
// SPDX-License-Identifier: MIT
//
// Git is asked for the names of objects only: no filter, hook or monitor that a repository's own settings name is run, as
// `git status` would. A file that a filter changes on its way into git (line ends, LFS) is therefore taken for not saved.
#ifndef PYMOLT_HISTORY_SAVED_FILES_H_
#define PYMOLT_HISTORY_SAVED_FILES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "history/history_commands.h"

namespace pymolt::history {

/// How git holds a file.
enum class Saved : std::uint8_t { no_repository, untracked, changed, yes };

/// Of each of PATHS (absolute, links followed), whether the last commit of its repository holds it byte for byte.
[[nodiscard]] std::map<std::string, Saved> saved_files(const std::vector<std::string>& paths,
                                                       const Commands& commands);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_SAVED_FILES_H_
