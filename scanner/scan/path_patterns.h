// Paths that settings speak of: patterns of a .gitignore, asked about paths from wherever they are meant.
// SPDX-License-Identifier: MIT
//
//   PathPatterns patterns({"build/", "/docs/*.py"}, "/home/me/project", "/home/me/project/src");
//   patterns.match("build", true)            -> `build/`: /home/me/project/src/build
//   patterns.covers("build/deep/a.py")       -> true: it is in a folder that is matched
//   patterns.match("../docs/conf.py", false) -> `/docs/*.py`
//
// Nothing here looks at a disk: `..` is taken by its letters.
#ifndef PYMOLT_SCAN_PATH_PATTERNS_H_
#define PYMOLT_SCAN_PATH_PATTERNS_H_

#include <atomic>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/gitignore.h"

namespace pymolt::scan {

class PathPatterns {
 public:
  PathPatterns() = default;
  /// PATTERNS are meant from FOLDER, the paths asked about from HERE; both are absolute. ORIGIN says where they stand:
  /// `pymolt.toml:3`.
  PathPatterns(const std::vector<std::string>& patterns, std::string folder, std::string here,
               std::string origin = {});
  /// Lets the patterns be meant from FOLDER as well: one of the scanned folders.
  void also_from(std::string folder);

  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  [[nodiscard]] const std::string& origin() const { return origin_; }
  /// The pattern that matches PATH itself, as written; empty when none does or the last that does begins with `!`.
  [[nodiscard]] std::string_view match(std::string_view path, bool is_folder) const;
  /// Whether the file PATH is matched, or a folder in which it is.
  [[nodiscard]] bool covers(std::string_view path) const;
  /// The patterns that have matched nothing so far, as written.
  [[nodiscard]] std::vector<std::string> unmatched() const;

 private:
  struct Row {
    std::string written;
    IgnorePattern pattern;
    mutable std::atomic<bool> has_matched = false;
    Row(std::string as_written, IgnorePattern as_read)
        : written(std::move(as_written)), pattern(std::move(as_read)) {}
    Row(const Row& other)
        : written(other.written), pattern(other.pattern), has_matched(other.has_matched.load()) {}
  };

  /// The path from each of the folders in which it is.
  [[nodiscard]] std::vector<std::string> below_folders(std::string_view path) const;
  [[nodiscard]] std::string_view match_below(const std::vector<std::string_view>& belows,
                                             bool is_folder) const;

  std::vector<Row> patterns_;
  std::vector<std::string> folders_;
  std::string here_;
  std::string origin_;
};

/// Whether TEXT is a pattern at all: not blank, no comment.
[[nodiscard]] bool is_path_pattern(std::string_view text);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_PATH_PATTERNS_H_
