// The options of the commands that share the work out: facts, merge, portfolio.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_SHARD_OPTIONS_H_
#define PYMOLT_CLI_SHARD_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace pymolt::cli {

/// The files and folders of a scan; the files of facts of a merge.
void declare_paths(CLI::App& app, ProjectOptions& scan);
void declare_shards(CLI::App& app, ProjectOptions& scan);

/// How files are found and read: what `scan` and `facts` have in common.
void declare_reading(CLI::App& app, ProjectOptions& scan);

/// `facts` and `portfolio`; FORMATS collects the words of --format.
void declare_shard_commands(CLI::App& app, Invocation& invocation,
                            std::vector<std::string>& formats);

/// `cache info` and `cache clear`.
void declare_cache_commands(CLI::App& app, ProjectOptions& scan);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_SHARD_OPTIONS_H_
