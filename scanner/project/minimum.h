// `--min-version`: the versions that will do, worked out from facts alone.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_MINIMUM_H_
#define PYMOLT_PROJECT_MINIMUM_H_

#include <vector>

#include "model/facts.h"
#include "model/version_need.h"
#include "project/project_model.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// The needs of the tree, of every folder and of every file, in this order and sorted by path. A version does when every
/// file compiles on it and no line in them is known to raise there (high or critical, at least likely), and every C source
/// builds as far as the names of the C API go. MODEL is the one that REPORT was made with.
[[nodiscard]] std::vector<VersionNeed> version_needs(const Report& report,
                                                     const ProjectModel& model,
                                                     const rulebook::Rulebook& book);

/// The need of the file at PLACE among FILES, a module that was scanned, alone.
[[nodiscard]] VersionNeed version_need(std::uint32_t place, const std::vector<FileFacts>& files,
                                       const ProjectModel& model, const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_MINIMUM_H_
