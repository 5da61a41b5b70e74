// Findings that are in no sum: suppressed by a comment, accepted by a baseline, on lines that nobody changed; with the reason.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_NOT_COUNTED_H_
#define PYMOLT_RENDER_NOT_COUNTED_H_

#include <string>
#include <vector>

#include "model/report.h"

namespace pymolt::render {

struct NotCounted {
  const ReportedFinding* finding;
  std::string why;  // "the comment on line 12"; empty where the group's title says it all
};

struct NotCountedGroup {
  std::string title;  // "Suppressed by comments in the code"
  std::vector<NotCounted> findings;
};

/// Groups that have something in them, each in the order of the report. The report is borrowed.
[[nodiscard]] std::vector<NotCountedGroup> not_counted(const Report& report);

/// "made on 2026-11-30 of revision 0123abc, with uncommitted changes"; empty where the report does not say.
[[nodiscard]] std::string evidence_words(const Evidence& evidence);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_NOT_COUNTED_H_
