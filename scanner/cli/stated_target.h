// Which versions are asked about where nobody says so: those that the project itself says it supports, or those of an
// interpreter or environment that was named.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_STATED_TARGET_H_
#define PYMOLT_CLI_STATED_TARGET_H_

#include <optional>
#include <string>
#include <vector>

#include "base/version.h"
#include "scan/disk.h"
#include "scan/scan_file.h"

namespace pymolt::cli {

struct StatedTarget {
  VersionSet versions;
  std::string by;  // `requires-python in pyproject.toml:5`, `the Python of .venv`
};

/// From the lower bound of requires-python (or python_requires) to the newest release, by the file nearest to the first
/// of PATHS, in its folder or above it within its repository. Nothing where none states a bound.
[[nodiscard]] std::optional<StatedTarget> target_of_project(const std::vector<std::string>& paths,
                                                            const scan::ScanContext& context,
                                                            const scan::Disk& disk);

/// The environment that PYTHON belongs to: a virtual environment, an interpreter in one, or one that is installed. It is not
/// run: its folder is looked at.
struct NamedPython {
  std::string folder;  // below which packages are installed
  std::optional<Version> version;
};
[[nodiscard]] Result<NamedPython> look_at_python(const std::string& python, const scan::Disk& disk);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_STATED_TARGET_H_
