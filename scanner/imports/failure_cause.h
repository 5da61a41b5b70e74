// Why a module does not import: the cause, and the shortest way to it along imports that fail for the same cause.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_IMPORTS_FAILURE_CAUSE_H_
#define PYMOLT_IMPORTS_FAILURE_CAUSE_H_

#include <vector>

#include "imports/outcomes.h"
#include "model/report.h"

namespace pymolt::project {

/// A way of more modules than this is shown with its middle left out: "…" stands for it.
inline constexpr std::size_t kLongestWay = 12;

/// By module: for every version on which it does not import.
[[nodiscard]] std::vector<Reasons> reasons(const Layout& layout, const Program& program,
                                           const std::vector<ImportOutcome>& outcomes);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_FAILURE_CAUSE_H_
