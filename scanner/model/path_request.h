// Per-path and per-rule overrides from the settings file.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_PATH_REQUEST_H_
#define PYMOLT_MODEL_PATH_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "base/version.h"
#include "model/finding.h"

namespace pymolt {

/// A rule or symbol (`*` allowed), and what its findings weigh here instead of what the rule says.
struct SeverityRule {
  std::string word;
  Severity severity = Severity::high;
  int line = 0;  // where it stands in the settings
  bool operator==(const SeverityRule&) const = default;
};

/// What is asked otherwise of the files that `paths` name, as patterns of a .gitignore in the settings' folder would.
struct PathRequest {
  std::vector<std::string> paths;
  std::optional<VersionSet> target;
  std::optional<VersionSet> from;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<SeverityRule> severities;
  int line = 0;  // where it begins in the settings
  bool operator==(const PathRequest&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_PATH_REQUEST_H_
