// Causes in rounds: what fails now, and what shows when that is mended.
// SPDX-License-Identifier: MIT
//
// An import stops at the first thing that fails. So the causes of one round are taken to be mended, everything is run
// again, and what fails then is the next round.
#ifndef PYMOLT_PROJECT_ROUNDS_H_
#define PYMOLT_PROJECT_ROUNDS_H_

#include <string>
#include <vector>

#include "base/version.h"
#include "project/layout.h"
#include "project/program.h"

namespace pymolt::project {

struct MendedCause {
  ModuleId module = kNone;
  std::uint32_t line = 0;
  std::string cause;
  std::uint32_t takes_down = 0;   // modules that fail for it in its round
  std::uint32_t brings_back = 0;  // of these, those that import when the round is done
};

/// For TARGET: rounds of causes, each ordered by how many modules they take down.
[[nodiscard]] std::vector<std::vector<MendedCause>> mend(const Layout& layout, Program program, VersionSet target);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_ROUNDS_H_
