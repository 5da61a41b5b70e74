// The file of dated sums: JSON lines, one a report, kept in the repository.
// SPDX-License-Identifier: MIT
//
//   {"schema": "pymolt-history/1", "date": "2026-11-30", "revision": "…", "target": ["3.13"], "files": 75,
//    "findings": {"critical": 2, …}, "hidden": 3, "command": "pymolt scan", "compile": {"3.13": {"ok": 74, "of": 75}}, "import": {…}, "verdict": {"3.13": "no-go"}}
#ifndef PYMOLT_HISTORY_BURN_DOWN_H_
#define PYMOLT_HISTORY_BURN_DOWN_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/burn_down.h"

namespace pymolt::history {

/// The sums of the JSON report TEXT, the content of FILE. Its date and revision are empty where it does not say them.
[[nodiscard]] Result<BurnPoint> read_point(const std::string& file, std::string_view text);

/// What TEXT, the content of FILE, holds. A line that is broken is a mistake with its number.
[[nodiscard]] Result<BurnDown> read_burn_down(const std::string& file, std::string_view text);

/// Adds POINT by its date; it takes the place of one of the same date and target, which is true then.
bool add_point(const BurnPoint& point, BurnDown& burn_down);

/// The file's content.
[[nodiscard]] std::string write_burn_down(const BurnDown& burn_down);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_BURN_DOWN_H_
