// What of the packages installed in `--venv` does not import: their own sources are read.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_READ_INSTALLED_H_
#define PYMOLT_CLI_READ_INSTALLED_H_

#include <span>

#include "model/facts.h"
#include "project/reduce.h"
#include "scan/scan_tree.h"

namespace pymolt::cli {

/// Reads the installed modules that FACTS import, and those that these import in turn, of the environment that REQUEST names, and notes
/// there which fail on which versions. Where FACTS hold no imports, all that is installed is read.
void read_installed(std::span<const FileFacts> facts, const scan::Disk& disk,
                    const scan::ScanContext& context, const scan::ScanOptions& how,
                    project::ReportRequest& request);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_READ_INSTALLED_H_
