// The C sources of a tree together: which of them include Python.h by way of others, and whose names come from the tree's headers.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_C_SOURCES_H_
#define PYMOLT_PROJECT_C_SOURCES_H_

#include <vector>

#include "model/facts.h"
#include "model/report.h"
#include "rulebook/c_api.h"

namespace pymolt::project {

/// Leaves of the C sources in FACTS those that are compiled with Python.h, and of their findings what no header of the tree defines.
/// Returns the extension modules that build files of the tree make of its sources, by name.
std::vector<ExtensionRow> join_c_sources(std::vector<FileFacts>& facts, const rulebook::CApi& api);

/// Counts for every version of the target how many of the report's extension modules build.
void count_extensions(const Report& report, Summary& summary);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_C_SOURCES_H_
