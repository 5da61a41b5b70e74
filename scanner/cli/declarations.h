// The declarations of the command line, for those who describe it. Only these and options.cc know CLI11.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_DECLARATIONS_H_
#define PYMOLT_CLI_DECLARATIONS_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string_view>
#include <vector>

namespace pymolt::cli {

/// Shows the declared program to LOOK.
void with_declarations(const std::function<void(const CLI::App&)>& look);

/// The forms a command knows; the first is the one it takes when none is asked for.
[[nodiscard]] std::vector<std::string_view> formats_of(std::string_view command);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_DECLARATIONS_H_
