// The store of caches: a folder a project below the user's cache folder, what is in it, and how it is kept small.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_CACHE_STORE_H_
#define PYMOLT_SCAN_CACHE_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "scan/tidy_cache.h"

namespace pymolt::scan {

/// DIR, where it is not empty; else below $XDG_CACHE_HOME or ~/.cache; empty when there is neither.
[[nodiscard]] std::string cache_store(const std::string& dir);

/// Where a scan keeps what it learns.
struct CachePlace {
  std::string file;     // empty: nowhere
  std::string project;  // the repository around the first root, else the working folder
};
/// For a scan of ROOTS; a project's scans of other roots have files of their own in its folder.
[[nodiscard]] CachePlace cache_place(const std::string& store,
                                     const std::vector<std::string>& roots);
/// Writes down which project PLACE is of.
void name_project(const CachePlace& place);
/// The same for a cache that is there; and removes from the store what is beyond LIMITS, the oldest first.
void settle_store(const std::string& store, const CachePlace& place,
                  const CacheLimits& limits = {});

/// The caches of one project.
struct CachedProject {
  std::string folder;
  std::string project;  // as it was written down; may be empty
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::int64_t written = 0;  // the last of them, seconds since 1970
};
/// All that STORE holds, by project.
[[nodiscard]] std::vector<CachedProject> cached_projects(const std::string& store);
/// Removes all caches of STORE and nothing else; returned is how many bytes that were.
std::uint64_t clear_store(const std::string& store);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CACHE_STORE_H_
