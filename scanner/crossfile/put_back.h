// Names and modules that one file puts back and others use: `collections.Mapping = collections.abc.Mapping` in compat.py.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_PUT_BACK_H_
#define PYMOLT_CROSSFILE_PUT_BACK_H_

#include <span>

#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Takes back what was said of names and modules that a module which has run before puts there.
void settle_put_back(std::span<FileFacts> files, const Layout& layout,
                     const ModuleResolver& resolver, const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_PUT_BACK_H_
