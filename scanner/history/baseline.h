// A baseline: the findings a project has accepted, so that a report shows only what is new.
// SPDX-License-Identifier: MIT
//
// It ratchets: what is fixed leaves the file when it is written again, and what has grown more severe than it was when it was
// accepted is new. Entries about files that a scan was not about are neither judged nor lost.
#ifndef PYMOLT_HISTORY_BASELINE_H_
#define PYMOLT_HISTORY_BASELINE_H_

#include <string>
#include <vector>

#include "history/path_mapping.h"
#include "model/known_finding.h"
#include "model/report.h"

namespace pymolt::history {

struct Baseline {
  VersionSet target;  // what was asked when it was written
  VersionSet from;
  Confidence at_least = Confidence::likely;
  std::vector<KnownFinding> findings;  // sorted; paths are relative to the baseline's folder
};

/// What is asked now, and where things are.
struct BaselineScope {
  const PathMapping& paths;
  Confidence at_least = Confidence::likely;
};

/// All findings of REPORT, and those of BEFORE about files that the scan was not about.
[[nodiscard]] Baseline make_baseline(const Report& report, const Baseline& before,
                                     const BaselineScope& scope);

/// A report put beside a baseline.
struct Comparison {
  std::vector<bool> is_known;       // for each finding of the report
  std::vector<KnownFinding> stale;  // of the baseline: what is no longer there
  bool comparable = true;           // whether enough was asked to tell what is stale
  [[nodiscard]] std::size_t new_findings() const;
};

[[nodiscard]] Comparison compare(const Report& report, const Baseline& baseline,
                                 const BaselineScope& scope);

/// Moves the known findings out of REPORT's list into its `baseline`, named FILE, and counts the rest anew. Verdicts
/// stay: what is known still breaks.
void hide_known(Comparison compared, const Baseline& baseline, const std::string& file,
                Report& report);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_BASELINE_H_
