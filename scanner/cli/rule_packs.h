// The rulebook a command works with: the built-in pack and the folders the user names.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_RULE_PACKS_H_
#define PYMOLT_CLI_RULE_PACKS_H_

#include <string>
#include <vector>

#include "model/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::cli {

/// The built-in rulebook with the packs in FOLDERS added. A pack is a folder that holds `lifetimes/*.life` and
/// `pages/*.md`; either may also lie in the folder itself. A folder with neither is a mistake, and so is a file that a link
/// leads out of the pack for. PACKS, where it is wanted, is told what each pack has, and in what it contradicts what is
/// built in.
[[nodiscard]] Result<rulebook::Rulebook> load_rulebook(const std::vector<std::string>& folders,
                                                       std::vector<PackInForce>* packs = nullptr);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_RULE_PACKS_H_
