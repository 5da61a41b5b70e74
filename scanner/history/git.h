// The one way in which pymolt runs git: in a repository that is not trusted, so that nothing of it is run or written.
// SPDX-License-Identifier: MIT
//
// A repository's own configuration may name programs: a file monitor, filters, hooks, a differ, a remote that is fetched
// from when an object is missing. All of them are switched off, by what git takes before any file's word; the network is
// shut; the index is neither refreshed nor locked; a bare repository inside the tree is never taken for the repository.
#ifndef PYMOLT_HISTORY_GIT_H_
#define PYMOLT_HISTORY_GIT_H_

#include <filesystem>
#include <string>
#include <vector>

#include "history/history_commands.h"

namespace pymolt::history {

class Git {
 public:
  /// COMMANDS is borrowed.
  explicit Git(const Commands& commands) : commands_(commands) {}

  /// Runs `git WORDS` in FOLDER. WORDS begin with a command of git's that reads.
  [[nodiscard]] Result<Ended> run(const std::string& folder,
                                  const std::vector<std::string>& words) const;

 private:
  [[nodiscard]] std::vector<std::string> setting_of(const std::string& folder,
                                                    const std::filesystem::path& top) const;

  const Commands& commands_;
};

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_GIT_H_
