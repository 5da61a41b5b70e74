// What `scan`, `plan` and `graph` begin with: find the files, scan them, know what is asked.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_SCAN_PROJECT_H_
#define PYMOLT_CLI_SCAN_PROJECT_H_

#include <vector>

#include "base/result.h"
#include "cli/commands.h"
#include "cli/settle.h"
#include "project/reduce.h"

namespace pymolt::cli {

struct ScannedProject {
  rulebook::Rulebook book;
  std::vector<FileFacts> facts;
  project::Request request;
  InForce in_force;
};

/// Which files to look at: everything, or those that state something about Python or packages, and those only for that.
enum class Look : std::uint8_t { all, inventory };

/// What is found in SETTLED's paths, asked as its options say.
[[nodiscard]] Result<ScannedProject> scan_project(const Settled& settled, Streams& streams, Look look = Look::all);

/// Says on standard error which files could not be read, for answers that have no place for it.
void tell_failed(const std::vector<FileFacts>& files, Streams& streams);

/// Says what is wrong, and gives the exit status for that.
int refuse(Streams& streams, const Mistake& mistake);
/// Whether something was not analysed: a file that could not be read, or whose verdict is unknown.
[[nodiscard]] bool is_incomplete(const std::vector<FileFacts>& files);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_SCAN_PROJECT_H_
