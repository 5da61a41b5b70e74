// What earlier scans learnt, kept by the content of files: nothing that has not changed is looked at twice.
// SPDX-License-Identifier: MIT
//
// One file in the project's folder of the user's cache (see cache_store.h) for each set of scanned roots. An entry is found by all that facts depend on: the
// file's bytes, by their SHA-256, and its path, for a stub or a setup.py is looked at with other eyes; the whole is thrown
// away when pymolt or its rules are others. A cache that cannot be read or written is no cache, never an error: the scan is
// right without it. Every entry has a checksum and is checked as it is read; a damaged one is looked for in vain, and
// written anew. Look-ups may come from many threads; `keep` too.
#ifndef PYMOLT_SCAN_CACHE_H_
#define PYMOLT_SCAN_CACHE_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/facts.h"

namespace pymolt::scan {

class Cache {
 public:
  /// A cache that keeps nothing.
  Cache() = default;
  /// The cache in FILE, made by the pymolt and the rules that STAMP stands for.
  Cache(std::string file, std::uint64_t stamp);

  [[nodiscard]] bool active() const { return !file_.empty(); }
  /// The facts of the file at PATH with these contents, as they were kept.
  [[nodiscard]] std::optional<FileFacts> find(std::string_view path, std::string_view sha256);
  /// Keeps FACTS, which were not found, for the next scan.
  void keep(const FileFacts& facts);
  /// Writes what this scan found or kept, and only that, so that a cache does not grow beyond its tree. Caches in the
  /// same folder that nobody has written for long, or that are too many, are removed, and so is what a scan that was
  /// killed has left there.
  void save();

 private:
  void read();
  void put(std::string_view key, std::string_view facts);

  std::string file_;
  std::uint64_t stamp_ = 0;
  std::string old_bytes_;
  std::unordered_map<std::string_view, std::string_view> old_;  // by key, into `old_bytes_`
  std::mutex mutex_;
  std::string new_bytes_;
  bool changed_ = false;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CACHE_H_
