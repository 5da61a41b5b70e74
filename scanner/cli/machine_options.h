// The options that say on what a project's dependencies are to run: --platform, --extra, --venv, --free-threaded.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_MACHINE_OPTIONS_H_
#define PYMOLT_CLI_MACHINE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <optional>

#include "base/result.h"
#include "cli/options.h"

namespace pymolt::cli {

void declare_machine(CLI::App& app, ProjectOptions& scan);
/// What is wrong with the words that were given, if anything is.
[[nodiscard]] std::optional<Mistake> check_machine(const ProjectOptions& scan);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_MACHINE_OPTIONS_H_
