// What git leaves out: patterns of `.gitignore` files, with git's own rules of precedence.
// SPDX-License-Identifier: MIT
//
//   build/        a folder of that name anywhere below      !keep.py     not left out after all
//   /dist         only beside the file itself               **/gen/*.py  at any depth
//
// The last pattern that matches decides; patterns of a deeper folder come after those of the folders above, and those before
// what stands in `.git/info/exclude` and in the user's own excludes file.
#ifndef PYMOLT_SCAN_GITIGNORE_H_
#define PYMOLT_SCAN_GITIGNORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "scan/glob.h"

namespace pymolt::scan {

/// One line of a .gitignore file.
struct IgnorePattern {
  std::string written;  // the line, cut short where it is long
  int line = 0;
  Glob glob;
  bool negated = false;
  bool folders_only = false;
  bool anchored = false;  // holds a `/` other than at its end: matched against the whole path
};

/// The patterns of one file's text. Lines beyond the first kMostPatterns patterns, and such as are longer than
/// kLongestPattern, are not read: then COMPLETE, where it is wanted, is false.
[[nodiscard]] std::vector<IgnorePattern> parse_gitignore(std::string_view text,
                                                         bool* complete = nullptr);

inline constexpr std::size_t kMostPatterns = 5'000;
inline constexpr std::size_t kLongestPattern = 1'000;

/// The patterns in force in one folder: its own and those of the folders above it.
class IgnoreStack {
 public:
  /// Adds the patterns of the .gitignore in FOLDER (relative to the top, empty for the top itself), which people know
  /// as FILE.
  void push(std::string folder, std::vector<IgnorePattern> patterns,
            std::string file = ".gitignore");
  /// Takes back what was pushed for folders that do not contain PATH.
  void leave_for(std::string_view path);
  /// The line by which git would leave out PATH (relative to the top), as people are told: `build/` in .gitignore:3. Empty
  /// when it would not, or when the answer would cost more than WORK: then that is spent.
  [[nodiscard]] std::string why_ignored(std::string_view path, bool is_folder,
                                        MatchWork& work) const;
  /// The last parts of the patterns that speak of Python files, `_version.py`, `*_pb2.py`: a few of them.
  [[nodiscard]] std::vector<std::string> python_files() const;
  [[nodiscard]] bool ignores(std::string_view path, bool is_folder) const;

 private:
  struct Level {
    std::string folder;
    std::vector<IgnorePattern> patterns;
    std::string file;
  };
  std::vector<Level> levels_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_GITIGNORE_H_
