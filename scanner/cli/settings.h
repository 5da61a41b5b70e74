// What a project says of itself: `[tool.pymolt]` in the nearest pyproject.toml.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_SETTINGS_H_
#define PYMOLT_CLI_SETTINGS_H_

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "scan/disk.h"

namespace pymolt::cli {

struct Settings {
  std::string file;  // where they stand; empty when there are none
  std::optional<VersionSet> target;
  std::optional<VersionSet> from;
};

/// The settings in the nearest pyproject.toml with a `[tool.pymolt]` at or above the first of PATHS. Keys are `target` and
/// `from`, a text or a list of texts; an unknown key is a mistake with a suggestion.
[[nodiscard]] Result<Settings> find_settings(const std::vector<std::string>& paths, const scan::Disk& disk);

/// The settings in TEXT, the content of FILE; nothing set when it has no `[tool.pymolt]`.
[[nodiscard]] Result<Settings> read_settings(const std::string& file, std::string_view text);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_SETTINGS_H_
