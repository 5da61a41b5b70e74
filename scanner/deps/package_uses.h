// Uses of what came or went in packages, as findings: their lives projected from the packages' versions to Pythons.
// SPDX-License-Identifier: MIT
//
// A file's facts say what it uses and where that is alive; which version of the package can be in force on a Python the
// project's declarations and the facts about the package tell (in_force.h). Broken with the least and with the newest is
// sure, with the newest alone likely. What the project has under the package's name itself is no use of the package.
#ifndef PYMOLT_DEPS_PACKAGE_USES_H_
#define PYMOLT_DEPS_PACKAGE_USES_H_

#include <span>

#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "deps/pins.h"
#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Turns the package uses of FILES into findings, and what these do to imports into steps; empties the uses.
void resolve_package_uses(std::span<FileFacts> files, const Layout& layout,
                          const ModuleResolver& resolver, const rulebook::Rulebook& book,
                          const Declarations& declared);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_PACKAGE_USES_H_
