// Whether each module of a project imports, when it is imported first of all: for every module, on every version.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_IMPORTS_OUTCOMES_H_
#define PYMOLT_IMPORTS_OUTCOMES_H_

#include <string>
#include <vector>

#include "imports/program.h"
#include "imports/runner.h"

namespace pymolt::project {

struct ImportOutcome {
  VersionSet imports;
  VersionSet unknown;  // disjoint from `imports`
  std::string unknown_because;
  FaultRow faults = {};  // where it is in neither
};

/// By module. WORK, if asked for, is how many operations were run.
[[nodiscard]] std::vector<ImportOutcome> import_all(const Layout& layout, const Program& program,
                                                    std::uint64_t* work = nullptr);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_OUTCOMES_H_
