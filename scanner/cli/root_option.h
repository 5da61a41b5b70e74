// The option --root: the command is answered as if it had been given in that folder.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_ROOT_OPTION_H_
#define PYMOLT_CLI_ROOT_OPTION_H_

#include <optional>

#include "cli/options.h"

namespace pymolt::cli {

/// Makes the folder of --root, if there is one, the working folder, and calls all files of SCAN from there. What lies outside
/// of it cannot be scanned.
[[nodiscard]] std::optional<Mistake> enter_root(ProjectOptions& scan);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_ROOT_OPTION_H_
