// Finds out what files take from each other: the uses, tests and flags that one file alone could not judge.
// SPDX-License-Identifier: MIT
//
// Before anything else is made of the facts, they are completed: a use of something that another file has from the
// standard library becomes a finding, and what stands behind a flag of another file is dead where that says so. Names
// are followed from module to module through imports, star imports, aliases and classes, as far as that is plain.
#ifndef PYMOLT_CROSSFILE_CROSS_FILE_FINDINGS_H_
#define PYMOLT_CROSSFILE_CROSS_FILE_FINDINGS_H_

#include <span>

#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Settles and empties what is open in FILES, which LAYOUT and RESOLVER are made of.
void resolve_cross_file(std::span<FileFacts> files, const Layout& layout,
                        const ModuleResolver& resolver, const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_CROSS_FILE_FINDINGS_H_
