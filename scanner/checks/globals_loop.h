// Detects `for x in globals(): …` at module level, which changes the dict while it is iterated.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_GLOBALS_LOOP_H_
#define PYMOLT_CHECKS_GLOBALS_LOOP_H_

#include "checks/check.h"

namespace pymolt::checks {

/// The first name that LOOP, a `for` over a view of TABLE, adds to TABLE by being a loop; no node where it adds none.
[[nodiscard]] syntax::Node added_to_namespace(const FileView& view, syntax::Node loop,
                                              syntax::Node table);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_GLOBALS_LOOP_H_
