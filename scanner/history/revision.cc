// One question to git, with what a repository's own settings could start pinned down.
// SPDX-License-Identifier: MIT
#include "history/revision.h"

#include <charconv>

namespace pymolt::history {

std::optional<Revision> revision_of(const std::string& folder, const Commands& commands) {
  const Result<Ended> said = commands.run(
      folder, {"git", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "--no-pager", "log", "-1", "--no-color", "--format=%H %ct"});
  if (!said || said->status != 0) return std::nullopt;
  const std::string& line = said->out;
  const std::size_t space = line.find(' ');
  if (space != 40) return std::nullopt;
  Revision revision{line.substr(0, space), 0};
  std::from_chars(line.data() + space + 1, line.data() + line.size(), revision.committed);
  return revision;
}

}  // namespace pymolt::history
