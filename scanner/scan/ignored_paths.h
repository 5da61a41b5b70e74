// What git leaves out below one root: the .gitignore files on the way, and what the repository tracks all the same.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_IGNORED_PATHS_H_
#define PYMOLT_SCAN_IGNORED_PATHS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/disk.h"
#include "scan/git_index.h"
#include "scan/gitignore.h"

namespace pymolt::scan {

class IgnoredPaths {
 public:
  /// ROOT is a folder; all paths below are relative to it. DISK is borrowed.
  IgnoredPaths(std::string root, const Disk& disk);

  /// To be called for each folder that is opened, in the order of a walk that opens folders before what is in them.
  void enter(const std::string& folder);

  /// By which line git leaves out PATH; empty when it does not.
  [[nodiscard]] std::string why(const std::string& path, bool is_folder);
  /// Whether git tracks the file PATH. Where its index cannot be read it is taken to, for what is tracked is scanned.
  [[nodiscard]] bool tracks(const std::string& path);
  /// Whether it tracks anything in the folder PATH.
  [[nodiscard]] bool tracks_below(const std::string& path);

  /// The modules, by name, that git would leave out of FOLDER, the one entered last, as patterns call them: `_version`, `*_pb2`.
  [[nodiscard]] std::vector<std::string> modules_left_out(const std::string& folder);

  /// A .gitignore file that was not read in full, and why; nothing when there is none left to tell of.
  struct Trouble {
    std::string file;
    std::string reason;
  };
  [[nodiscard]] std::optional<Trouble> take_trouble();

 private:
  struct Repository {
    std::string folder;   // below the root; empty: the root's own
    std::string on_disk;  // its top
    std::string inside;   // the way from its top to `folder`: `src/`, or empty
    bool is_read = false;
    std::optional<TrackedFiles> tracked;
  };

  void find_top();
  void push(const std::string& on_disk, const std::string& below_top);
  void push_excludes(const std::string& top, const std::string& below_top);
  void push_file(const std::string& path, const std::string& below_top, const std::string& shown,
                 bool quoted = true);
  Repository* repository_of(const std::string& path);

  std::string root_;
  const Disk& disk_;
  std::string
      inside_;  // the way from the repository's top to the root, with a slash; empty at the top
  std::vector<Repository> repositories_;
  IgnoreStack patterns_;
  std::vector<Trouble> troubles_;
  bool was_costly_ = false;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_IGNORED_PATHS_H_
