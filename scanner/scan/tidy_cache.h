// Keeps the folder of caches small: what nobody uses any longer goes.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_TIDY_CACHE_H_
#define PYMOLT_SCAN_TIDY_CACHE_H_

#include <cstdint>
#include <string>

namespace pymolt::scan {

/// How much a folder of caches may hold, and for how long.
struct CacheLimits {
  std::uint64_t bytes = 2ULL << 30;
  int days = 60;  // since a cache was written
  int minutes_beside =
      60;  // since a file beside was: a scan that takes longer writes its cache at its end all the same
};

/// Removes from FOLDER caches beyond LIMITS, the oldest first, and files beside that were never put in their place.
/// Nothing else there is touched, and what cannot be removed stays.
void tidy_cache(const std::string& folder, const CacheLimits& limits = {});

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_TIDY_CACHE_H_
