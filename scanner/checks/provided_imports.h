// Modules that are gone from the standard library, and that another import puts back: `distutils` behind `setuptools`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_PROVIDED_IMPORTS_H_
#define PYMOLT_CHECKS_PROVIDED_IMPORTS_H_

#include "checks/check.h"

namespace pymolt::checks {

/// The versions on which what supplies MODULE has been imported when STATEMENT of SCOPE imports it.
[[nodiscard]] VersionSet supplied_on(const FileView& view, std::string_view module,
                                     std::uint32_t statement, names::ScopeId scope);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_PROVIDED_IMPORTS_H_
