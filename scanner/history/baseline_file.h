// A baseline as a file: JSON, a finding a line, sorted, so that its history reads well in a diff.
// SPDX-License-Identifier: MIT
//
//   {
//     "schema": "pymolt-baseline/1",
//     "target": ["3.13"],
//     "from": [],
//     "confidence": "likely",
//     "findings": [
//       {"path": "src/feed.py", "rule": "removed-module", "symbol": "imp", "severity": "critical", "scope": "",
//        "code": "import imp", "fingerprint": "0d0e…"},        (all on one line)
//       …
//     ]
//   }
#ifndef PYMOLT_HISTORY_BASELINE_FILE_H_
#define PYMOLT_HISTORY_BASELINE_FILE_H_

#include <ostream>
#include <string>
#include <string_view>

#include "base/result.h"
#include "history/baseline.h"

namespace pymolt::history {

void write_baseline(const Baseline& baseline, std::ostream& out);

/// The baseline that TEXT, the content of FILE, is. What was damaged or is something else is a mistake.
[[nodiscard]] Result<Baseline> read_baseline(const std::string& file, std::string_view text);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_BASELINE_FILE_H_
