// Which lines of a working tree have changed since a git revision, as git itself says.
// SPDX-License-Identifier: MIT
//
//   git diff -U0 REV:   +++ b/src/feed.py
//                       @@ -10,2 +10,3 @@        lines 10 to 12 are new or other
//
// A file that git does not track has changed as a whole; a renamed one where its lines did. Changes that are not
// committed count.
#ifndef PYMOLT_HISTORY_CHANGED_LINES_H_
#define PYMOLT_HISTORY_CHANGED_LINES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "history/history_commands.h"
#include "model/report.h"

namespace pymolt::history {

struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // included
  bool operator==(const LineRange&) const = default;
};

/// Paths are absolute.
class ChangedLines {
 public:
  /// Asks git, in FOLDER, about everything that changed since REVISION.
  [[nodiscard]] static Result<ChangedLines> since(const std::string& revision,
                                                  const std::string& folder,
                                                  const Commands& commands);

  [[nodiscard]] bool touch(const std::string& path, const Span& span) const;

 private:
  std::string top_;  // of the working tree, with a slash
  std::set<std::string, std::less<>> tracked_;
  std::map<std::string, std::vector<LineRange>, std::less<>> changed_;
};

/// The changed lines of each file that a patch without context names, by its new path.
[[nodiscard]] std::map<std::string, std::vector<LineRange>, std::less<>> read_patch(
    std::string_view patch);

/// Moves the findings of REPORT that stand on unchanged lines out of its list into its `since`, named REVISION. BASE is
/// the absolute folder that the report's paths are relative to.
void hide_unchanged(const ChangedLines& changed, const std::string& base,
                    const std::string& revision, Report& report);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_CHANGED_LINES_H_
