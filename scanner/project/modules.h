// What files are called as modules, whether each imports, and which modules come from elsewhere.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_MODULES_H_
#define PYMOLT_PROJECT_MODULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/facts.h"
#include "base/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// The dotted name a file is imported by: `pkg/calc.py` is `pkg.calc`, `pkg/__init__.py` is `pkg`, a leading `src/` is no
/// part of it. Empty for what cannot be imported: a file without an ending, a `.pyi`, a name that is no identifier.
[[nodiscard]] std::string module_name(std::string_view path);

/// The verdict of every file that is a module. A module imports where it compiles and where nothing critical is found in
/// it: an import of a module that is not there, at import time and not caught.
[[nodiscard]] std::vector<ModuleVerdict> module_verdicts(const std::vector<FileFacts>& files);

/// The top-level modules that are imported and are neither the project's own nor the standard library's on any version.
[[nodiscard]] std::vector<ExternalModule> external_modules(const std::vector<FileFacts>& files,
                                                           const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_MODULES_H_
