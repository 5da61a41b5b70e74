// What the shell commands of a file call: old interpreters, tools that are gone, modules that are gone, and code given in words.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SHELL_SCRIPT_H_
#define PYMOLT_SCAN_SHELL_SCRIPT_H_

#include <span>

#include "inventory/script.h"
#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

/// Adds to FACTS what the SCRIPTS, parts of TEXT, call. Code behind `python -c` and in here-documents is scanned like any other.
void judge_scripts(const Text& text, std::span<const inventory::Script> scripts,
                   const ScanContext& context, ScanScratch& bench, FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SHELL_SCRIPT_H_
