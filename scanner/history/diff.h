// Two reports of one project, put side by side.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_HISTORY_DIFF_H_
#define PYMOLT_HISTORY_DIFF_H_

#include "history/saved_report.h"

namespace pymolt::history {

/// What differs. A finding that came or went in a file whose bytes are the same did so because the rules changed, or
/// because other versions were asked; which of them is read off the reports' heads.
[[nodiscard]] ReportDiff diff(const SavedReport& before, const SavedReport& now);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_DIFF_H_
