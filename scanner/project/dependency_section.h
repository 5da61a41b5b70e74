// The part of a report that is about dependencies: rows, sums, findings, imports that nobody declares.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_DEPENDENCY_SECTION_H_
#define PYMOLT_PROJECT_DEPENDENCY_SECTION_H_

#include <span>
#include <vector>

#include "crossfile/module_resolver.h"
#include "deps/dependencies.h"
#include "project/reduce.h"

namespace pymolt::project {

/// The files of REPORT that declare something or include another, by path.
[[nodiscard]] std::vector<const FileFacts*> declaring_files(const Report& report);

/// What FILES import from elsewhere that is known to fail, and where.
[[nodiscard]] FailingModules failing_modules(std::span<const FileFacts> files,
                                             const Dependencies& dependencies);

/// Fills `dependencies`, its sums, problems and findings; those of the last that concern no target are left out.
void report_dependencies(const Dependencies& dependencies, const ReportRequest& request,
                         const rulebook::Rulebook& book, Report& report);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_DEPENDENCY_SECTION_H_
