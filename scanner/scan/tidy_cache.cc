// Looks at the folder once; only regular files with the endings of caches are ever removed.
// SPDX-License-Identifier: MIT
#include "scan/tidy_cache.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string_view>
#include <vector>

#include "scan/new_file.h"

namespace pymolt::scan {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLookedAt = 100'000;

struct Kept {
  fs::file_time_type written;
  std::uint64_t bytes;
  fs::path path;
};

// `x.facts.4711`: beside a cache of earlier versions of pymolt.
bool is_beside(std::string_view name) {
  if (name.ends_with(kBesideEnding)) return true;
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && name.substr(0, dot).ends_with(".facts") &&
         name.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
}

}  // namespace

void tidy_cache(const std::string& folder, const CacheLimits& limits) {
  std::error_code error;
  std::vector<Kept> caches;
  const auto now = fs::file_time_type::clock::now();
  std::size_t seen = 0;
  for (fs::directory_iterator at(folder, error), end; !error && at != end && seen < kMostLookedAt;
       at.increment(error), ++seen) {
    std::error_code of_entry;
    const std::string name = at->path().filename().string();
    if (!fs::is_regular_file(at->symlink_status(of_entry)) || of_entry) continue;
    const auto written = at->last_write_time(of_entry);
    if (is_beside(name) && now - written > std::chrono::minutes(limits.minutes_beside)) {
      fs::remove(at->path(), of_entry);
    } else if (name.ends_with(".facts")) {
      caches.push_back({written, at->file_size(of_entry), at->path()});
    }
  }
  std::sort(caches.begin(), caches.end(),
            [](const Kept& a, const Kept& b) { return a.written > b.written; });
  std::uint64_t sum = 0;
  for (const Kept& cache : caches) {
    sum += cache.bytes;
    if (sum <= limits.bytes && now - cache.written <= std::chrono::days(limits.days)) continue;
    fs::remove(cache.path, error);
  }
}

}  // namespace pymolt::scan
