// What follows the option may be its file or a path to scan.
// SPDX-License-Identifier: MIT
#include "cli/baseline_option.h"

#include <filesystem>

namespace pymolt::cli {

// `--write-baseline` may stand without a file, but CLI11 takes the next word for one; a folder or a Python file there is
// a path to scan.
void read_write_baseline(const CLI::App& app, ProjectOptions& scan) {
  scan.writes_baseline = app.count("--write-baseline") > 0;
  std::error_code error;
  std::string& file = scan.write_baseline;
  if (!file.empty() && (file.ends_with(".py") || file.ends_with(".facts") ||
                        std::filesystem::is_directory(file, error))) {
    scan.paths.insert(scan.paths.begin(), file);
    file.clear();
  }
}

}  // namespace pymolt::cli
