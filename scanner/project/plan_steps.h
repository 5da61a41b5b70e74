// The order in which to port a project: causes first, then modules, those that depend on nothing first.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_PLAN_STEPS_H_
#define PYMOLT_PROJECT_PLAN_STEPS_H_

#include "model/plan.h"
#include "model/report.h"
#include "project/project_model.h"

namespace pymolt::project {

/// The plan for REPORT's target. MODEL must be made of the report's files.
[[nodiscard]] Plan make_plan(const Report& report, const ProjectModel& model);

/// What sort of work a finding is.
[[nodiscard]] Work work_of(const Finding& finding);

/// Who imports whom, with the modules from elsewhere.
[[nodiscard]] ImportGraph make_graph(const Report& report, const ProjectModel& model);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_PLAN_STEPS_H_
