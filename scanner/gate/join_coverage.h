// Coverage of several reports as one: a statement that several of them hold counts once.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_JOIN_COVERAGE_H_
#define PYMOLT_GATE_JOIN_COVERAGE_H_

#include <string>
#include <vector>

#include "gate/evidence.h"
#include "gate/scanned_paths.h"

namespace pymolt::gate {

struct JoinedCoverage {
  double covered = 0;
  double lines = 0;
  double covered_branches = 0;  // added up; wrong where the reports overlap
  double branches = 0;
  bool overlap = false;                    // a file stands in several reports
  std::vector<std::string> without_files;  // reports that have sums alone
};

/// COVERAGE holds coverage reports only. Reports that share no file are added up as they state it. A file is known again by
/// its path in SCANNED, where that is given and told, else by what the report calls it.
[[nodiscard]] JoinedCoverage join_coverage(const std::vector<Evidence>& coverage,
                                           const ScannedPaths* scanned);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_JOIN_COVERAGE_H_
