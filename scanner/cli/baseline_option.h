// The option --write-baseline, whose file may be missing.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_BASELINE_OPTION_H_
#define PYMOLT_CLI_BASELINE_OPTION_H_

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace pymolt::cli {

/// Notes in SCAN whether APP was given it, and for which file.
void read_write_baseline(const CLI::App& app, ProjectOptions& scan);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_BASELINE_OPTION_H_
