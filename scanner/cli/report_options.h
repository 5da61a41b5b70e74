// What the renderers are told about this run: from where paths are meant, how to run it again, which rules spoke.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_REPORT_OPTIONS_H_
#define PYMOLT_CLI_REPORT_OPTIONS_H_

#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"
#include "project/reduce.h"

namespace pymolt::cli {

/// `src/` when the report's paths begin in the folder `src` below the working directory HERE; empty when they begin
/// in HERE itself, or elsewhere (then BASE_DIR of the renderers is that place).
[[nodiscard]] std::string path_prefix(const std::vector<std::string>& roots,
                                      const std::string& here);

/// The absolute folder that the report's paths are relative to.
[[nodiscard]] std::string report_base(const std::vector<std::string>& roots,
                                      const std::string& here);

/// The command that gives the same answer again, quoted for a shell. What changes only how it is given (threads, the
/// cache, formats, files to write) is left out.
[[nodiscard]] std::string command_again(const ProjectOptions& options,
                                        const project::ReportRequest& request);

/// All of it. The rulebook is borrowed.
[[nodiscard]] render::RenderOptions report_options(const Streams& streams,
                                                   const ProjectOptions& options,
                                                   const project::ReportRequest& request,
                                                   const rulebook::Rulebook& book);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_REPORT_OPTIONS_H_
