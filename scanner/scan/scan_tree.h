// From what was named on the command line to the facts of every file, on as many threads as are given.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SCAN_TREE_H_
#define PYMOLT_SCAN_SCAN_TREE_H_

#include <functional>
#include <string>
#include <vector>

#include "model/facts.h"
#include "scan/cache.h"
#include "scan/disk.h"
#include "scan/find_files.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

struct ScanOptions {
  int jobs = 0;            // 0: as many as the machine has processors
  bool docs = false;       // read the code in docstrings and documents too
  Cache* cache = nullptr;  // asked and filled when there is one; saving it is the caller's
  bool reread = false;     // read files too whose size and times are those the cache knows
  /// Told now and then how many files of how many are done, from one thread at a time; may be empty.
  std::function<void(std::size_t done, std::size_t of)> progress;
};

/// The facts of FILES, in their order, whatever the number of threads; without those that were only perhaps of interest and are not. Only the facts are kept in memory, never the
/// sources or their trees.
[[nodiscard]] std::vector<FileFacts> scan_files(const std::vector<FoundFile>& files,
                                                const Disk& disk, const ScanContext& context,
                                                const ScanOptions& options);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SCAN_TREE_H_
