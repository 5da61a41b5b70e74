// Findings for a terminal by what they have in common: the rule, or what has to be replaced; and how many of each there are.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_TEXT_GROUPS_H_
#define PYMOLT_RENDER_TEXT_GROUPS_H_

#include <ostream>
#include <vector>

#include "render/renderer.h"

namespace pymolt::render {

/// Writes FINDINGS under rules or, for Grouping::cause, under what has to be replaced, the weightiest first: a line a
/// file. Returned is how many findings were left out.
[[nodiscard]] std::size_t write_groups(const Report& report,
                                       const std::vector<const ReportedFinding*>& findings,
                                       const RenderOptions& options, std::ostream& out);

/// A line a rule: how many findings, of which severity, in how many files.
void write_statistics(const std::vector<const ReportedFinding*>& findings,
                      const RenderOptions& options, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_GROUPS_H_
