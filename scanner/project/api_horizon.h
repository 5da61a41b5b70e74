// From a report to its horizon: what the code uses that goes, by the release it goes with.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_API_HORIZON_H_
#define PYMOLT_PROJECT_API_HORIZON_H_

#include "model/horizon.h"
#include "model/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// REPORT must be about every version. What works on no version that the code comes from is left out.
[[nodiscard]] Horizon make_horizon(const Report& report, const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_API_HORIZON_H_
