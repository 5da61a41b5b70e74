// What the configuration files of a project say of Python 2.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_DECLARED_H_
#define PYMOLT_CLI_DECLARED_H_

#include <string>
#include <vector>

#include "scan/disk.h"

namespace pymolt::cli {

/// Whether a setup.cfg or pyproject.toml in one of the folders PATHS says that the project runs on 2.7. A setup.py is
/// scanned like any source, and says it there.
[[nodiscard]] bool project_declares_python2(const std::vector<std::string>& paths, const scan::Disk& disk);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_DECLARED_H_
