// `--by-owner`: puts the owners of a repository's CODEOWNERS beside findings and steps.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_OWNERS_H_
#define PYMOLT_CLI_OWNERS_H_

#include <string>

#include "model/plan.h"
#include "model/report.h"

namespace pymolt::cli {

/// The findings of REPORT, whose paths begin in BASE, summed up by owner.
[[nodiscard]] OwnerReport sum_by_owner(const Report& report, const std::string& base);
/// Says who owns each step of PLAN, and which steps each owner has.
void add_owners(Plan& plan, const std::string& base);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_OWNERS_H_
