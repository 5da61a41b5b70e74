// Which files a scan is about: walks what was named, and accounts for everything it leaves out.
// SPDX-License-Identifier: MIT
//
// Python source is `*.py`, `*.pyw`, `*.pyi`, `*.ipynb`, and a file without an ending whose first line names python; a file that is
// named itself is taken whatever it is called. In folders, hidden ones, virtual environments, caches, `node_modules`
// and what git ignores are left out, each with a reason, unless named. What git tracks it does not ignore, whatever a
// .gitignore says. Folders that hold no source by nature (`.git`, `__pycache__` and their like) are passed without a word.
// Symbolic links to folders are not followed, and such to files only where they stay in the tree, unless that is wished.
// What cannot be looked at has failed. The result is sorted and does not depend on the disk's order.
#ifndef PYMOLT_SCAN_FIND_FILES_H_
#define PYMOLT_SCAN_FIND_FILES_H_

#include <string>
#include <vector>

#include "inventory/kind_table.h"
#include "model/facts.h"
#include "scan/disk.h"
#include "scan/path_patterns.h"

namespace pymolt::scan {

/// A file to scan, or what was met instead.
struct FoundFile {
  std::string path;     // relative to the root it was found under, as it is reported
  std::string on_disk;  // how to open it
  FileState state = FileState::scanned;
  std::string reason;  // why not, when skipped or failed
  FileKind kind = FileKind::python;
  bool certain = true;    // false: it is only accounted for where its text names Python
  bool doubtful = false;  // named itself, and by its name it may be anything
  std::vector<std::string> unseen = {};  // see FileFacts
};

/// Everything found under ROOTS (files or folders, as named on the command line), sorted by `path`. With one folder as
/// root, paths are relative to it, unless KEEP_NAMES; otherwise they start with the root as named.
/// What EXCLUDED matches is left out of folders, with the pattern as the reason. Where there is a TABLE of readers, the files it
/// takes are found as well, some of them in hidden folders. FOLLOW_LINKS takes links wherever they lead; a folder that is
/// met twice is scanned once.
[[nodiscard]] std::vector<FoundFile> find_files(const std::vector<std::string>& roots,
                                                const Disk& disk, const PathPatterns& excluded = {},
                                                const inventory::Table* table = nullptr,
                                                bool follow_links = false, bool keep_names = false);

/// The dotted name of the package that FOLDER, an absolute path, is: `outer.pkg`, by the `__init__.py` in it and above it; empty where
/// it is none.
[[nodiscard]] std::string package_at(std::string folder, const Disk& disk);

/// Leaves of FILES what may say something of versions or packages: Python too, but read for that alone.
void only_inventory(std::vector<FoundFile>& files);

/// The largest file that is read; beyond it a file fails with a reason.
inline constexpr std::uint64_t kLargestFile = 64ULL << 20;

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_FIND_FILES_H_
