// From the bytes of a file that is no Python module to what it says of versions and packages.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_READ_INVENTORY_H_
#define PYMOLT_SCAN_READ_INVENTORY_H_

#include <string_view>

#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

/// The facts of a file called PATH that the table of readers takes; failed, with a reason, where it cannot be read.
[[nodiscard]] FileFacts read_inventory(std::string_view path, std::string_view bytes,
                                       const ScanContext& context, ScanScratch& bench);

/// Adds to FACTS, of a Python module (setup.py), what the table's readers find in it.
void add_inventory(std::string_view path, std::string_view bytes, const ScanContext& context,
                   FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_READ_INVENTORY_H_
