// A JSON report that was written earlier, as far as comparing needs it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_HISTORY_SAVED_REPORT_H_
#define PYMOLT_HISTORY_SAVED_REPORT_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/report_diff.h"

namespace pymolt::history {

struct SavedReport {
  std::string file;   // as it was named
  std::string tool;   // pymolt's version
  std::string rules;  // stands for the rules it was made with; empty in reports of early versions
  VersionSet target;
  VersionSet from;
  std::map<std::string, std::string> hashes;  // SHA-256 by path
  std::map<Version, std::string> verdicts;
  std::vector<SavedFinding> findings;
};

/// The report that TEXT, the content of FILE, is. What was damaged or is something else is a mistake.
[[nodiscard]] Result<SavedReport> read_report(const std::string& file, std::string_view text);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_SAVED_REPORT_H_
