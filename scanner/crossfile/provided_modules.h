// Drops removed-module findings where a parent package imports a provider (setuptools) first.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_PROVIDED_MODULES_H_
#define PYMOLT_CROSSFILE_PROVIDED_MODULES_H_

#include <span>

#include "crossfile/backports.h"
#include "crossfile/layout.h"
#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Takes back what was said of imports that a package around the file has handled, and notes it at these imports.
void resolve_provided(std::span<FileFacts> files, const Layout& layout,
                      const rulebook::Rulebook& book);
/// The same for what a declared package puts back.
void resolve_backports(std::span<FileFacts> files, const Backports& backports,
                       const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_PROVIDED_MODULES_H_
