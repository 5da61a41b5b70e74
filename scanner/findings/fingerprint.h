// The identity of a finding that survives moved code: for baselines and for services that follow findings over time.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FINDINGS_FINGERPRINT_H_
#define PYMOLT_FINDINGS_FINGERPRINT_H_

#include <vector>

#include "model/finding.h"

namespace pymolt::checks {

/// Gives every finding of one file its fingerprint: made of rule, symbol, enclosing scope and the code around it in its
/// normal form, never of line numbers. Equal ones are distinguished by counting, so that the set of fingerprints stays the
/// same in whatever order the code stands. FINDINGS are in the order of the text.
void assign_fingerprints(std::vector<Finding>& findings);

}  // namespace pymolt::checks

#endif  // PYMOLT_FINDINGS_FINGERPRINT_H_
