// What earlier scans learnt, kept by the content of files: nothing that has not changed is looked at twice.
// SPDX-License-Identifier: MIT
//
// One file in the project's folder of the user's cache (see cache_store.h) for each set of scanned roots. An entry is found
// by all that facts depend on: the file's bytes, by their SHA-256, and its path, for a stub or a setup.py is looked at with
// other eyes; the whole is thrown away when pymolt or its rules are others. A file whose stamp is the one it had when it was
// read need not be read again: no program can set back the time at which a file was changed. A cache that cannot be read or written is no cache, never an error: the scan is
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
#include "scan/disk.h"

namespace pymolt::scan {

class Cache {
 public:
  /// A cache that keeps nothing.
  Cache() = default;
  /// The cache in FILE, made by the pymolt and the rules that STAMP stands for.
  Cache(std::string file, std::uint64_t stamp);

  [[nodiscard]] bool active() const { return !file_.empty(); }
  /// The facts of the file at PATH with these contents, as they were kept. STAMP, where it is known, is kept with them.
  [[nodiscard]] std::optional<FileFacts> find(std::string_view path, std::string_view sha256,
                                              const std::optional<FileStamp>& stamp = std::nullopt);
  /// The same of a file that is not read, because it has not changed since it was, as its STAMP says.
  [[nodiscard]] std::optional<FileFacts> find_unread(std::string_view path, const FileStamp& stamp);
  /// Keeps FACTS of a file that had STAMP before it was read, where that is known.
  void keep(const FileFacts& facts, const std::optional<FileStamp>& stamp = std::nullopt);
  /// Writes what this scan found or kept, and only that, so that a cache does not grow beyond its tree. Caches in the
  /// same folder that nobody has written for long, or that are too many, are removed, and so is what a scan that was
  /// killed has left there. Says whether there was anything to write.
  bool save();

 private:
  // All of it lies in `old_bytes_`.
  struct Entry {
    FileStamp stamp;
    std::string_view sha256;
    std::string_view facts;
    std::string_view whole;
  };
  void read();
  [[nodiscard]] static std::optional<FileFacts> facts_of(std::string_view path, const Entry& entry);
  void stays(const Entry& entry);

  std::string file_;
  std::uint64_t stamp_ = 0;
  std::string old_bytes_;
  std::unordered_map<std::string_view, Entry> old_;  // by path
  std::mutex mutex_;
  std::vector<std::string_view> found_;  // entries that stay as they are
  std::string new_bytes_;
  bool changed_ = false;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CACHE_H_
