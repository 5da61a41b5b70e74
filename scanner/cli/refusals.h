// What is answered to a command line that is wrong: one line, a hint, exit status 2.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_REFUSALS_H_
#define PYMOLT_CLI_REFUSALS_H_

#include <CLI/CLI.hpp>
#include <string>

#include "cli/options.h"

namespace pymolt::cli {

/// The words of the command that was given: `rules list`.
[[nodiscard]] std::string command_in(const CLI::App& app);
/// Whether the command that was given needs another one below it.
[[nodiscard]] bool lacks_command(const CLI::App& app);

[[nodiscard]] Parsed refuse(const std::string& text);
/// Where a command is missing: names those there are.
[[nodiscard]] Parsed refuse_without_command(const CLI::App& app);
/// Of a word that nothing takes: what was probably meant.
[[nodiscard]] Parsed refuse_unexpected(const CLI::App& app, const std::string& unexpected);
/// CLI11's "--target: 1 required VERSIONS missing" in words.
[[nodiscard]] Parsed refuse_without_value(const std::string& what);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_REFUSALS_H_
