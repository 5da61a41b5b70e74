// Paths to scan are told from the root; other files are still those that were meant.
// SPDX-License-Identifier: MIT
#include "cli/root_option.h"

#include <filesystem>

namespace pymolt::cli {

namespace fs = std::filesystem;

std::optional<Mistake> enter_root(ProjectOptions& scan) {
  if (scan.root.empty()) return std::nullopt;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  fs::path root = (here / scan.root).lexically_normal();
  if (!root.has_filename()) root = root.parent_path();
  if (!fs::is_directory(root, error)) return Mistake{"--root: `" + scan.root + "` is no folder"};
  if (!scan.files_from.empty())
    return Mistake{"--root and --files-from cannot stand together",   "", 0, 0, "",
                   "the paths of a list are told as they stand there"};
  if (scan.paths.empty()) scan.paths = {"."};
  for (std::string& path : scan.paths) {
    if (path == "-") continue;
    const fs::path below = (here / path).lexically_normal().lexically_relative(root);
    if (below.empty() || below.begin()->string() == "..")
      return Mistake{"--root: `" + path + "` does not lie in " + scan.root};
    path = below.generic_string();
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  }
  const auto keep = [&](std::string& file) {
    if (!file.empty() && file != "-") file = (here / file).lexically_normal().string();
  };
  for (std::string* file : {&scan.output, &scan.baseline, &scan.write_baseline, &scan.config,
                            &scan.cache_dir, &scan.venv, &scan.python})
    keep(*file);
  for (std::string& folder : scan.rules) keep(folder);
  for (FormatRequest& request : scan.formats) keep(request.file);
  fs::current_path(root, error);
  if (error) return Mistake{"--root: `" + scan.root + "` cannot be entered: " + error.message()};
  return std::nullopt;
}

}  // namespace pymolt::cli
