// What running a file as a module does: its imports, the names it defines, what raises on the way.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_MODULE_FACTS_H_
#define PYMOLT_CHECKS_MODULE_FACTS_H_

#include "base/facts.h"
#include "checks/check.h"

namespace pymolt::checks {

/// Fills FACTS.imports and FACTS.module; FACTS.findings must be there: those that raise at import time become steps.
void read_module(const FileView& view, FileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_MODULE_FACTS_H_
