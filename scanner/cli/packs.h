// The rulebook a command works with: the built-in pack and the folders the user names.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_PACKS_H_
#define PYMOLT_CLI_PACKS_H_

#include <string>
#include <vector>

#include "rulebook/rulebook.h"

namespace pymolt::cli {

/// The built-in rulebook with the packs in FOLDERS added. A pack is a folder that holds `lifetimes/*.life` and
/// `pages/*.md`; either may also lie in the folder itself. A folder with neither is a mistake.
[[nodiscard]] Result<rulebook::Rulebook> load_rulebook(const std::vector<std::string>& folders);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_PACKS_H_
