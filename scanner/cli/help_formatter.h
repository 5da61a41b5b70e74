// Help as a terminal shows it well: wrapped to its width, options in two columns.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_HELP_FORMATTER_H_
#define PYMOLT_CLI_HELP_FORMATTER_H_

#include <CLI/CLI.hpp>
#include <memory>

namespace pymolt::cli {

/// For a terminal of WIDTH columns.
[[nodiscard]] std::shared_ptr<CLI::Formatter> help_formatter(int width);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_HELP_FORMATTER_H_
