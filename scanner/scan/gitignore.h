// What git leaves out: patterns of `.gitignore` files, with git's own rules of precedence.
// SPDX-License-Identifier: MIT
//
//   build/        a folder of that name anywhere below      !keep.py     not left out after all
//   /dist         only beside the file itself               **/gen/*.py  at any depth
//
// The last pattern that matches decides; patterns of a deeper folder come after those of the folders above. Not read:
// the user's global excludes, which are a matter of one machine.
#ifndef PYMOLT_SCAN_GITIGNORE_H_
#define PYMOLT_SCAN_GITIGNORE_H_

#include <string>
#include <string_view>
#include <vector>

namespace pymolt::scan {

/// One line of a .gitignore file.
struct IgnorePattern {
  std::string glob;
  bool negated = false;
  bool folders_only = false;
  bool anchored = false;  // holds a `/` other than at its end: matched against the whole path
};

/// The patterns of one file's text.
[[nodiscard]] std::vector<IgnorePattern> parse_gitignore(std::string_view text);

/// Whether PATTERN (`*`, `?`, `[a-z]`, `**`, backslash) matches TEXT; `*` and `?` do not match `/`.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text);

/// The patterns in force in one folder: its own and those of the folders above it.
class IgnoreStack {
 public:
  /// Adds the patterns of the .gitignore in FOLDER (relative to the top, empty for the top itself).
  void push(std::string folder, std::vector<IgnorePattern> patterns);
  /// Takes back what was pushed for folders that do not contain PATH.
  void leave_for(std::string_view path);
  /// Whether git would leave out PATH (relative to the top).
  [[nodiscard]] bool ignores(std::string_view path, bool is_folder) const;

 private:
  struct Level {
    std::string folder;
    std::vector<IgnorePattern> patterns;
  };
  std::vector<Level> levels_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_GITIGNORE_H_
