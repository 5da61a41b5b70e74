// Findings that only the whole project shows, put among those of their file.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_LATE_FINDINGS_H_
#define PYMOLT_CROSSFILE_LATE_FINDINGS_H_

#include <vector>

#include "model/facts.h"

namespace pymolt::project {

/// Adds FOUND to the findings of FILE, in the order of the text and with fingerprints; a guess about the same place that
/// was less sure is replaced. What breaks the import is a step of the module as well.
void add_late(std::vector<Finding> found, FileFacts& file);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_LATE_FINDINGS_H_
