// One question to git, by the one way in which it is run.
// SPDX-License-Identifier: MIT
#include "history/revision.h"

#include <charconv>

#include "history/git.h"

namespace pymolt::history {

std::optional<Revision> revision_of(const std::string& folder, const Commands& commands) {
  const Result<Ended> said =
      Git(commands).run(folder, {"log", "-1", "--no-mailmap", "--no-color", "--format=%H %ct"});
  if (!said || said->status != 0) return std::nullopt;
  const std::string& line = said->out;
  const std::size_t space = line.find(' ');
  if (space != 40) return std::nullopt;
  Revision revision{line.substr(0, space), 0};
  std::from_chars(line.data() + space + 1, line.data() + line.size(), revision.committed);
  return revision;
}

// git would start another in every submodule, whose filters nobody has switched off: only their commits are compared.
bool is_dirty(const std::string& folder, const Commands& commands) {
  const Result<Ended> said = Git(commands).run(
      folder,
      {"status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty", "--", "."});
  return said && said->status == 0 && !said->out.empty();
}

}  // namespace pymolt::history
