// Makes the smallest set of raised versions that lets the dependencies of a project work on the target.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_DEPS_UPGRADE_PLAN_H_
#define PYMOLT_DEPS_UPGRADE_PLAN_H_

#include "model/report.h"
#include "model/upgrade_plan.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Raises only what is known to fail, each to the first version that supports all of the target.
[[nodiscard]] UpgradePlan make_upgrade_plan(const Report& report, const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_UPGRADE_PLAN_H_
