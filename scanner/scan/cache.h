// What earlier scans learnt, kept by the content of files: nothing that has not changed is looked at twice.
// SPDX-License-Identifier: MIT
//
// One file in the user's cache folder for each set of scanned roots. An entry is found by the SHA-256 of a file's bytes;
// the whole is thrown away when pymolt or its rules are others. A cache that cannot be read or written is no cache,
// never an error: the scan is right without it. Look-ups may come from many threads; `keep` too.
#ifndef PYMOLT_SCAN_CACHE_H_
#define PYMOLT_SCAN_CACHE_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/facts.h"

namespace pymolt::scan {

class Cache {
 public:
  /// A cache that keeps nothing.
  Cache() = default;
  /// The cache in FILE, made by the pymolt and the rules that STAMP stands for.
  Cache(std::string file, std::uint64_t stamp);

  [[nodiscard]] bool active() const { return !file_.empty(); }
  /// The facts of a file with these contents, as they were when they were kept (its path too).
  [[nodiscard]] std::optional<FileFacts> find(std::string_view sha256) const;
  /// Keeps FACTS for the next scan.
  void keep(const FileFacts& facts);
  /// Writes what this scan found or kept, and only that, so that a cache does not grow beyond its tree.
  void save();

 private:
  std::string file_;
  std::uint64_t stamp_ = 0;
  std::string old_bytes_;
  std::unordered_map<std::string_view, std::string_view> old_;  // by SHA-256, into `old_bytes_`
  std::mutex mutex_;
  std::string new_bytes_;
  bool changed_ = false;
};

/// Where the cache of a scan of ROOTS lies: below $XDG_CACHE_HOME or ~/.cache; empty when there is neither.
[[nodiscard]] std::string cache_file(const std::vector<std::string>& roots);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CACHE_H_
