// What a file gives to other files of its project: aliases, flags, classes; and the tests of flags that it takes.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_EXPORTS_H_
#define PYMOLT_CHECKS_EXPORTS_H_

#include "base/facts.h"
#include "checks/check.h"

namespace pymolt::checks {

/// Fills FACTS.foreign, but for the uses, which are found with the findings.
void read_exports(const FileView& view, FileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_EXPORTS_H_
