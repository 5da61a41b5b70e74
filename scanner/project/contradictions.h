// What the statements of a project say together: which versions it supports, and where they contradict each other.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_CONTRADICTIONS_H_
#define PYMOLT_PROJECT_CONTRADICTIONS_H_

#include <string_view>
#include <vector>

#include "model/report.h"

namespace pymolt::project {

/// What a statement of some kind is made for.
enum class Role : std::uint8_t {
  bounds,  // which versions may be used: requires-python
  names,   // which versions are supported, or tested, one by one: classifiers, a matrix
  runs,    // which version it runs on: an image, a runtime
  checks,  // what a checker or formatter takes for granted: ruff's target
};
[[nodiscard]] Role role_of(std::string_view kind);

/// Who supports a statement of KIND, as in rules/support.ends: `python`, `aws-lambda`.
[[nodiscard]] std::string_view provider_of(std::string_view kind);

/// The union of what is named; of the bounds, cut to what is released, where nothing is named: those of one package hold together.
[[nodiscard]] VersionSet stated_support(const std::vector<ConfigurationRow>& rows);

/// Statements that a bound beside or above them excludes; bounds of one folder's package that differ, and its runtimes.
[[nodiscard]] std::vector<Contradiction> find_contradictions(
    const std::vector<ConfigurationRow>& rows);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_CONTRADICTIONS_H_
