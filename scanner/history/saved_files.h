// Which files git holds exactly as they are on the disk, so that a change to them can be undone.
// SPDX-License-Identifier: MIT
//
// Git is asked for the names of objects only: no filter, hook or monitor that a repository's own settings name is run, as
// `git status` would. A file that a filter changes on its way into git (line ends, LFS) is therefore taken for not saved.
#ifndef PYMOLT_HISTORY_SAVED_FILES_H_
#define PYMOLT_HISTORY_SAVED_FILES_H_

#include <set>
#include <string>
#include <vector>

#include "history/history_commands.h"

namespace pymolt::history {

/// Those of PATHS (absolute, links followed) that the last commit of their repository holds byte for byte.
[[nodiscard]] std::set<std::string> saved_files(const std::vector<std::string>& paths,
                                                const Commands& commands);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_SAVED_FILES_H_
