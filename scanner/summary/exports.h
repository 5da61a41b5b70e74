// What a file gives to other files of its project: aliases, flags, classes; and the tests of flags that it takes.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SUMMARY_EXPORTS_H_
#define PYMOLT_SUMMARY_EXPORTS_H_

#include "checks/check.h"
#include "model/facts.h"

namespace pymolt::checks {

/// Fills FACTS.foreign, but for the uses, which are found with the findings.
void read_exports(const FileView& view, FileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_EXPORTS_H_
