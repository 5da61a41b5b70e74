// What is installed in an environment: the metadata that installers leave behind (PEP 376, 427, 610).
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_READ_ENVIRONMENT_H_
#define PYMOLT_SCAN_READ_ENVIRONMENT_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "model/inventory.h"
#include "scan/disk.h"

namespace pymolt::scan {

/// One installed distribution.
struct Installed {
  std::string path;  // of its METADATA, from the environment's folder on
  /// Name, version, Requires-Python; a wheel of pure Python stands among the files. Compiled code has none: it is installed anew
  /// for another Python. `url` where `direct_url.json` says that it comes from no index.
  DependencyDeclaration declaration;
  VersionSet stated;                 // by its classifiers
  std::vector<std::string> modules;  // the top-level ones that its RECORD or top_level.txt names
};

struct Environment {
  std::vector<Installed> packages;   // by path
  std::vector<std::string> folders;  // that they lie in
  std::vector<std::pair<std::string, std::string>>
      problems;  // path and message, of what could not be read
};

/// What is below FOLDER: a virtual environment, or a folder of packages itself.
[[nodiscard]] Result<Environment> read_environment(const std::string& folder, const Disk& disk);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_READ_ENVIRONMENT_H_
