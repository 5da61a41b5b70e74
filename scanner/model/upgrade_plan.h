// Which versions to raise so that a project's dependencies work on a Python: what `pymolt deps --upgrade-plan` tells.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_UPGRADE_PLAN_H_
#define PYMOLT_MODEL_UPGRADE_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"

namespace pymolt {

/// One package to raise, in every place that declares it too low.
struct UpgradeStep {
  std::string name;
  std::string from;             // what is asked for now: `==1.26.4`; of several places the first
  std::string to;               // the least version that supports the target; empty: none is known
  std::string instead;          // where there is none: what to take instead; may be empty
  std::string requires_python;  // what that version demands of Python; empty: not known
  std::vector<std::string> places;  // `requirements.txt:3`
  std::uint32_t imported_by = 0;    // files of the project
  std::uint32_t breaks = 0;  // lines of the project that use a name which that version has no more
};

struct UpgradePlan {
  VersionSet target;
  std::vector<UpgradeStep> steps;  // by name
  VersionSet possible_from;  // Pythons on which the raised versions still work, as far as is known
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_UPGRADE_PLAN_H_
