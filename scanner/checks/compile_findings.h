// The compile verdict's reasons, as findings.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_COMPILE_FINDINGS_H_
#define PYMOLT_CHECKS_COMPILE_FINDINGS_H_

#include "checks/check.h"

namespace pymolt::checks {

/// One critical finding for every reason why the file does not compile: under the page of its construct where there is
/// one, under the page `syntax-error` otherwise. Guards do not help here: a file compiles as a whole.
void add_constructs(const FileView& view, Findings& findings);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_COMPILE_FINDINGS_H_
