// What running a file as a module does: its imports, the names it defines, what raises on the way.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SUMMARY_MODULE_FACTS_H_
#define PYMOLT_SUMMARY_MODULE_FACTS_H_

#include "checks/check.h"
#include "model/facts.h"

namespace pymolt::checks {

/// Fills FACTS.imports and FACTS.module; FACTS.findings must be there: those that raise at import time become steps.
void read_module(const FileView& view, FileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_MODULE_FACTS_H_
