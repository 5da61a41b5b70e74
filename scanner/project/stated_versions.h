// What the files of a project state about the Python version, judged for the target.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_STATED_VERSIONS_H_
#define PYMOLT_PROJECT_STATED_VERSIONS_H_

#include <vector>

#include "model/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Moves the scanned files that are no Python from `report.files` to `report.inventory`.
void set_inventory_apart(Report& report);

/// Fills `report.configuration`, `report.problems` and `report.summary.configuration` for `report.target`.
/// On AS_OF (a day, or nothing) says which versions are past their end of life by BOOK's dates.
void judge_configuration(Report& report, const std::string& as_of, const rulebook::Rulebook& book);

/// Whether a setup.cfg or pyproject.toml at the top says that the project runs on 2.7. A setup.py is scanned like any source, and
/// says it there.
[[nodiscard]] bool papers_name_python2(const Report& report);

/// What to write instead of STATEMENT so that it allows TARGET, its newest version where it has several; empty when it does already,
/// or when one line is not enough.
[[nodiscard]] std::string instead_of(const VersionStatement& statement, VersionSet target);

/// What is to be done by hand so that STATEMENT, which is against TARGET, allows it; empty where nothing more is known.
[[nodiscard]] std::string advice_of(const VersionStatement& statement, VersionSet target);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_STATED_VERSIONS_H_
