// Applies --baseline and --since to a report.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_APPLY_BASELINE_H_
#define PYMOLT_CLI_APPLY_BASELINE_H_

#include <optional>

#include "base/result.h"
#include "cli/commands.h"
#include "project/reduce.h"

namespace pymolt::cli {

/// Writes the baseline that is to be written, and takes out of REPORT what the options leave to it. A baseline that
/// cannot be read or written is a mistake, and so is a revision that git does not know. What is to be said besides goes to the streams' `err`.
[[nodiscard]] std::optional<Mistake> apply_baseline(const ProjectOptions& options,
                                                    const project::ReportRequest& request,
                                                    Report& report, Streams& streams);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_APPLY_BASELINE_H_
