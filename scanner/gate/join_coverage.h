// Coverage of several reports as one: a statement that several of them hold counts once.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_JOIN_COVERAGE_H_
#define PYMOLT_GATE_JOIN_COVERAGE_H_

#include <functional>
#include <string>
#include <vector>

#include "gate/evidence.h"

namespace pymolt::gate {

struct JoinedCoverage {
  double covered = 0;
  double lines = 0;
  double covered_branches = 0;  // added up; wrong where the reports overlap
  double branches = 0;
  bool overlap = false;                    // a file stands in several reports
  std::vector<std::string> without_files;  // reports that have sums alone
};

/// What a file of a report is called whatever report it stands in; empty where that is not known.
using FileNames = std::function<std::string(const CoverageResults::File& file)>;

/// COVERAGE holds coverage reports only. Reports that share no file are added up as they state it. A file is known again by
/// NAME_OF, where that is given, else by what the report calls it.
[[nodiscard]] JoinedCoverage join_coverage(const std::vector<Evidence>& coverage,
                                           const FileNames& name_of);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_JOIN_COVERAGE_H_
