// What is different between two reports: what `pymolt diff` tells.
// SPDX-License-Identifier: MIT
//
// history/ makes it, render/ shows it.
#ifndef PYMOLT_MODEL_REPORT_DIFF_H_
#define PYMOLT_MODEL_REPORT_DIFF_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/version.h"
#include "model/known_finding.h"

namespace pymolt {

/// A finding as a JSON report has it.
struct SavedFinding {
  KnownFinding known;
  std::uint32_t line = 0;
  std::string message;
};

enum class Change : std::uint8_t {
  added,        // new in the code
  fixed,        // gone from the code
  moved,        // on another line or in another file
  reweighted,   // the same finding with another severity
  rules_added,  // in a file that is the same: other rules see more
  rules_gone,   // or less
  asked_added,  // in a file that is the same, by the same rules: other versions were asked
  asked_gone,
};
inline constexpr int kChanges = 8;

/// `before` is missing for what was added, `now` for what is gone.
struct DiffItem {
  std::optional<SavedFinding> before;
  std::optional<SavedFinding> now;
};

/// `go`, `no-go`, `unknown`; empty where it was not asked.
struct VerdictChange {
  Version version;
  std::string before;
  std::string now;
};

struct ReportDiff {
  std::string old_file;
  std::string new_file;
  std::string old_tool;  // `0.1.0`
  std::string new_tool;
  bool rules_differ = false;
  VersionSet old_target;
  VersionSet new_target;
  std::map<Change, std::vector<DiffItem>> items;  // each sorted by path and line
  std::size_t same = 0;
  std::vector<VerdictChange> verdicts;  // those that are not the same
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_REPORT_DIFF_H_
