// Files that a command is given beside the code: reports, baselines.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_INPUTS_H_
#define PYMOLT_CLI_INPUTS_H_

#include <optional>
#include <string>

namespace pymolt::cli {

/// All of FILE; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const std::string& file);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_INPUTS_H_
