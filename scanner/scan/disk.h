// The file system as a scan sees it: a small interface, so that tests stage any tree and any fault in memory.
// SPDX-License-Identifier: MIT
//
// Paths are UTF-8-ish bytes with `/`, as given. Implementations may be asked from several threads at once.
#ifndef PYMOLT_SCAN_DISK_H_
#define PYMOLT_SCAN_DISK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace pymolt::scan {

enum class EntryKind : std::uint8_t { file, folder, special, missing };

/// What stands at a path. `kind` and `size` speak of what a symbolic link leads to; `missing` where it leads nowhere.
struct Entry {
  std::string name;
  EntryKind kind = EntryKind::missing;
  bool is_link = false;
  std::uint64_t size = 0;
};

class Disk {
 public:
  virtual ~Disk() = default;
  /// What stands at PATH itself; `kind` is `missing` when nothing does.
  [[nodiscard]] virtual Entry look(const std::string& path) const = 0;
  /// What the folder holds, sorted by name.
  [[nodiscard]] virtual Result<std::vector<Entry>> list(const std::string& folder) const = 0;
  /// The first LIMIT bytes of a file, all of it when it is shorter.
  [[nodiscard]] virtual Result<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
};

/// The disk of this machine.
[[nodiscard]] std::unique_ptr<Disk> real_disk();

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_DISK_H_
