// The sums of a report from which findings were taken out.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_HISTORY_COUNTS_H_
#define PYMOLT_HISTORY_COUNTS_H_

#include "model/report.h"

namespace pymolt::history {

inline void count_findings(Report& report) {
  report.summary.findings = {};
  for (const ReportedFinding& f : report.findings) {
    ++report.summary.findings[static_cast<std::size_t>(f.severity)];
  }
}

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_COUNTS_H_
