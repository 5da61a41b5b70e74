// The file system as a scan sees it: a small interface, so that tests stage any tree and any fault in memory.
// SPDX-License-Identifier: MIT
//
// Paths are bytes with `/`, as given, and may be longer than the system takes at once. Implementations may be asked from
// several threads at once. What lies in the scanned tree is not to be trusted: readers of its files take `read_inside`,
// which opens regular files of a bounded size only, and none that a link leads out of the tree for.
#ifndef PYMOLT_SCAN_DISK_H_
#define PYMOLT_SCAN_DISK_H_

#include <cstdint>
#include <memory>
#include <optional>
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
  std::uint64_t size = 0;  // where it was looked at; a list need not say
  std::string error =
      {};  // why it could not be looked at (a path too long, no right); empty where it could
};

/// What changes when a file does, as far as one can tell without reading it. Times are nanoseconds since 1970.
struct FileStamp {
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;  // the bytes
  std::int64_t changed = 0;   // whatever is known of the file; no program can set it back
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// NAME in FOLDER; an empty folder is the one it is asked from.
[[nodiscard]] inline std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder.ends_with('/') ? folder + name : folder + "/" + name;
}

class Disk {
 public:
  virtual ~Disk() = default;
  /// What stands at PATH itself; `kind` is `missing` when nothing does.
  [[nodiscard]] virtual Entry look(const std::string& path) const = 0;
  /// What the folder holds, sorted by name.
  [[nodiscard]] virtual Result<std::vector<Entry>> list(const std::string& folder) const = 0;
  /// The first LIMIT bytes of a file, all of it when it is shorter.
  [[nodiscard]] virtual Result<std::string> read(const std::string& path,
                                                 std::uint64_t limit) const = 0;
  /// The same of a file that, once every link is followed, lies below ROOT; a mistake that quotes nothing where it does not.
  [[nodiscard]] virtual Result<std::string> read_below(const std::string& root,
                                                       const std::string& path,
                                                       std::uint64_t limit) const;
  /// The stamp of the regular file that PATH leads to; nothing where there is none, or where it cannot be told.
  [[nodiscard]] virtual std::optional<FileStamp> stamp(const std::string& path) const {
    (void)path;
    return std::nullopt;
  }
  /// Where PATH leads once every link on the way is followed, absolute; empty when that cannot be told.
  [[nodiscard]] virtual std::string real(const std::string& path) const = 0;
};

/// The disk of this machine.
[[nodiscard]] std::unique_ptr<Disk> real_disk();

/// The same, on which nothing is opened by a path that begins with one of ROOTS but what lies below that, whatever becomes of
/// its folders and links meanwhile. A path that leaves the root by `..` in so many words is opened all the same.
[[nodiscard]] std::unique_ptr<Disk> real_disk_within(const std::vector<std::string>& roots);

/// Whether PATH, once every link is followed, is ROOT or lies below it. What cannot be told does not.
[[nodiscard]] bool lies_inside(const Disk& disk, const std::string& root, const std::string& path);

/// Whether PATH, as a person named it from the working folder, leads out of that by a link: a tree that is not trusted may
/// hold a link by the name of what is usually scanned or written. What is named from elsewhere is where the person says.
[[nodiscard]] bool leads_away(const Disk& disk, const std::string& path);

/// All of PATH, a regular file of at most LIMIT bytes that lies below ROOT once every link is followed; else a mistake
/// that says which of these it is not, and quotes nothing of it.
[[nodiscard]] Result<std::string> read_inside(const Disk& disk, const std::string& root,
                                              const std::string& path, std::uint64_t limit);

/// The same for a file that a person named: wherever it lies, but regular and bounded.
[[nodiscard]] Result<std::string> read_bounded(const Disk& disk, const std::string& path,
                                               std::uint64_t limit);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_DISK_H_
