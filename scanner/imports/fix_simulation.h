// Files to be fixed, in rounds: those that keep modules from importing now, and those that show when these are fixed.
// SPDX-License-Identifier: MIT
//
// An import stops at the first thing that fails. So the files that hold the causes of one round are taken to be fixed,
// whole, as people do it; everything is run again, and what fails then is the next round.
#ifndef PYMOLT_IMPORTS_FIX_SIMULATION_H_
#define PYMOLT_IMPORTS_FIX_SIMULATION_H_

#include <string>
#include <vector>

#include "base/version.h"
#include "crossfile/layout.h"
#include "imports/program.h"

namespace pymolt::project {

struct MendedFile {
  ModuleId module = kNone;
  std::vector<std::pair<std::uint32_t, std::string>>
      causes;                     // lines, and what fails there: first what fails now
  std::uint32_t takes_down = 0;   // modules that fail for it in its round
  std::uint32_t brings_back = 0;  // modules that import again when it and all before it are fixed
};

/// For TARGET: rounds of files, each ordered by how many modules they break.
[[nodiscard]] std::vector<std::vector<MendedFile>> mend(const Layout& layout, Program program,
                                                        VersionSet target);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_FIX_SIMULATION_H_
