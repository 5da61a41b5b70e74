// What can be told of a large cycle without trying each of its modules as the first one.
// SPDX-License-Identifier: MIT
//
// Trying each module of a cycle of n costs n runs of n modules. Two kinds of cycles need less. Where nothing is taken
// out of modules that may not be complete yet (`import a`, or names bound before a module's own imports), it does not
// matter who comes first. And where every module first of all imports the next one, whoever begins, the run goes
// straight down to the module that closes the circle; if that one takes a name that cannot be there yet, all fail:
//
//   a.py: from b import y; x = 1        a runs b runs c, and c takes x of a, which is at its first line
//   b.py: from c import z; y = 1
//   c.py: from a import x; z = 1
#ifndef PYMOLT_IMPORTS_SHORTCUT_H_
#define PYMOLT_IMPORTS_SHORTCUT_H_

#include <vector>

#include "imports/runner.h"

namespace pymolt::project {

struct Shortcut {
  VersionSet order_free;         // on which it does not matter who comes first
  VersionSet failing;            // on which every member fails,
  std::vector<FaultRow> faults;  // for this, by member
};

/// Of the cycle MEMBERS; what they import beyond it must be settled in RUNNER.
[[nodiscard]] Shortcut find_shortcut(const Layout& layout, const Program& program,
                                     const Runner& runner, const std::vector<ModuleId>& members);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_SHORTCUT_H_
