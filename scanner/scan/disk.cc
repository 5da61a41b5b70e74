// POSIX calls behind the interface: one open, one fstat, reads until the end. What is bound to a folder is opened from there.
// SPDX-License-Identifier: MIT
#include "scan/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "scan/descriptor.h"

namespace pymolt::scan {

namespace {

constexpr const char* kLeadsOut = "is a link that leads out of the scanned tree, so it is not read";

Mistake leads_out(const std::string& path) {
  Mistake mistake{kLeadsOut, path};
  mistake.hint = "--follow-links reads it anyway";
  return mistake;
}

Mistake failure(const std::string& path, int error) {
  if (error == EXDEV) return leads_out(path);
  Mistake mistake;
  mistake.file = path;
  mistake.message = std::strerror(error);
  return mistake;
}

// `a/b` of `./a/b`; a folder of that name is bound whether it is asked for in the one way or the other.
std::string_view without_dots(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path == "." ? std::string_view() : path;
}

// The first LIMIT bytes of an open FILE.
Result<std::string> read_open(const Descriptor& file, const std::string& path,
                              std::uint64_t limit) {
  if (!file) return failure(path, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return failure(path, errno);
  if (!S_ISREG(status.st_mode)) return Mistake{"not a regular file", path};
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(
      std::min<std::uint64_t>(limit, static_cast<std::uint64_t>(status.st_size) + 1)));
  std::size_t have = 0;
  while (have < limit) {
    if (have == bytes.size())
      bytes.resize(std::min<std::size_t>(static_cast<std::size_t>(limit), bytes.size() * 2 + 4096));
    const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path, errno);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

EntryKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return EntryKind::file;
  if (S_ISDIR(status.st_mode)) return EntryKind::folder;
  return EntryKind::special;
}

// What stands at NAME in the open folder AT.
Entry look_at(int at, const std::string& name) {
  Entry entry;
  entry.name = name.substr(name.rfind('/') + 1);
  struct stat status = {};
  if (at == -1 || ::fstatat(at, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) entry.error = std::strerror(errno);
    return entry;
  }
  entry.is_link = S_ISLNK(status.st_mode);
  if (entry.is_link && ::fstatat(at, name.c_str(), &status, 0) != 0) return entry;
  entry.kind = kind_of(status);
  entry.size = static_cast<std::uint64_t>(status.st_size);
  return entry;
}

// The same of an entry of the folder, from what the folder itself says where it does.
Entry listed(int at, const dirent& row) {
  if (row.d_type != DT_REG && row.d_type != DT_DIR) return look_at(at, row.d_name);
  Entry entry;
  entry.name = row.d_name;
  entry.kind = row.d_type == DT_REG ? EntryKind::file : EntryKind::folder;
  return entry;
}

class RealDisk : public Disk {
 public:
  explicit RealDisk(const std::vector<std::string>& roots) {
    for (const std::string& root : roots) {
      const std::string plain(without_dots(root));
      if (look(root).kind == EntryKind::folder) {
        Folder folder{root, std::nullopt};
        if (folders_.size() < kMostOpen) folder.opened = BoundFolder::below_here(root);
        folders_.try_emplace(plain, std::move(folder));
      } else if (goes_down(root)) {
        files_.insert(plain);
      }
    }
    if (!files_.empty()) here_.emplace(".");
  }

  [[nodiscard]] Entry look(const std::string& path) const override {
    const Start start = start_of(path);
    Entry entry = look_at(start.at, start.rest);
    entry.name = path.substr(path.rfind('/') + 1);
    return entry;
  }

  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override {
    Descriptor opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!opened) return failure(folder, errno);
    std::unique_ptr<DIR, int (*)(DIR*)> handle(::fdopendir(opened.get()), ::closedir);
    if (!handle) return failure(folder, errno);
    const int at = opened.release();
    std::vector<Entry> entries;
    errno = 0;
    while (const dirent* row = ::readdir(handle.get())) {
      const std::string_view name = row->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back(listed(at, *row));
      errno = 0;
    }
    if (errno != 0) return failure(folder, errno);
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::uint64_t limit) const override {
    return read_open(open(path, kToRead), path, limit);
  }

  [[nodiscard]] Result<std::string> read_below(const std::string& root, const std::string& path,
                                               std::uint64_t limit) const override {
    const std::string_view folder = without_dots(root);
    const std::string_view file = without_dots(path);
    if (goes_down(path) == goes_down(root) &&
        (folder.empty() ? goes_down(path)
                        : file.starts_with(folder) && file.substr(folder.size()).starts_with('/')))
      return read_open(
          BoundFolder(root).open(std::string(file.substr(folder.empty() ? 0 : folder.size() + 1)),
                                 kToRead),
          path, limit);
    return Disk::read_below(root, path, limit);
  }

  [[nodiscard]] std::optional<FileStamp> stamp(const std::string& path) const override {
    const Start start = start_of(path);
    struct stat status = {};
    if (start.at == -1 || ::fstatat(start.at, start.rest.c_str(), &status, 0) != 0 ||
        !S_ISREG(status.st_mode)) {
      return std::nullopt;
    }
    const auto nanoseconds = [](const timespec& time) {
      return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    return FileStamp{static_cast<std::uint64_t>(status.st_size), status.st_ino,
                     nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
  }

  [[nodiscard]] std::string real(const std::string& path) const override {
    const std::unique_ptr<char, void (*)(void*)> found(::realpath(path.c_str(), nullptr),
                                                       std::free);
    return found ? found.get() : std::string();
  }

 private:
  // Not to block on a FIFO that took the file's place after it was looked at.
  static constexpr int kToRead = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

  // A root that is a folder; of many the later are opened anew for each of their files.
  struct Folder {
    std::string root;
    std::optional<BoundFolder> opened;
  };
  static constexpr std::size_t kMostOpen = 64;

  // The outermost root that PLAIN lies in; REST is where it lies there.
  [[nodiscard]] const Folder* around(std::string_view plain, std::string_view& rest) const {
    rest = plain;
    const auto top = folders_.find(std::string_view());  // the working folder
    if (top != folders_.end() && goes_down(plain)) return &top->second;
    for (std::size_t end = plain.find('/'); !plain.empty(); end = plain.find('/', end + 1)) {
      const std::size_t size = end == 0 ? 1 : std::min(end, plain.size());
      rest = plain.substr(size);
      rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
      const auto folder = folders_.find(plain.substr(0, size));
      if (folder != folders_.end() && goes_down(rest)) return &folder->second;
      if (end == std::string_view::npos) break;
    }
    return nullptr;
  }

  [[nodiscard]] Descriptor open(const std::string& path, int flags) const {
    const std::string_view plain = without_dots(path);
    std::string_view rest;
    if (const Folder* folder = folders_.empty() ? nullptr : around(plain, rest)) {
      return folder->opened ? folder->opened->open(std::string(rest), flags)
                            : BoundFolder::below_here(folder->root).open(std::string(rest), flags);
    }
    if (files_.contains(plain)) return here_->open(std::string(plain), flags);
    const Start start = start_of(path);
    if (start.at == -1) return Descriptor();
    return Descriptor(::openat(start.at, start.rest.c_str(), flags));
  }

  std::map<std::string, Folder, std::less<>> folders_;  // by path as without_dots() gives it
  std::set<std::string, std::less<>> files_;            // of the working folder
  std::optional<BoundFolder> here_;
};

}  // namespace

std::unique_ptr<Disk> real_disk() { return real_disk_within({}); }

std::unique_ptr<Disk> real_disk_within(const std::vector<std::string>& roots) {
  return std::make_unique<RealDisk>(roots);
}

Result<std::string> Disk::read_below(const std::string& root, const std::string& path,
                                     std::uint64_t limit) const {
  if (look(path).kind != EntryKind::missing && !lies_inside(*this, root, path))
    return leads_out(path);
  return read(path, limit);
}

bool lies_inside(const Disk& disk, const std::string& root, const std::string& path) {
  const std::string top = disk.real(root.empty() ? "." : root);
  const std::string place = disk.real(path);
  if (top.empty() || place.empty()) return false;
  return place == top || place.starts_with(top.ends_with('/') ? top : top + "/");
}

bool leads_away(const Disk& disk, const std::string& path) {
  if (path.starts_with('/') || path == ".." || path.starts_with("../") ||
      path.find("/../") != std::string::npos) {
    return false;
  }
  return disk.look(path).kind != EntryKind::missing && !lies_inside(disk, ".", path);
}

namespace {

// What READ gives of PATH, which is asked for its size before: a file may be large and hold nothing.
template <typename Read>
Result<std::string> bounded(const Disk& disk, const std::string& path, std::uint64_t limit,
                            Read read) {
  const Entry entry = disk.look(path);
  if (entry.kind != EntryKind::file || entry.size <= limit) {
    Result<std::string> bytes = read();
    if (!bytes || bytes->size() <= limit) return bytes;
  }
  const std::string most = limit >= 1 << 20 ? std::to_string(limit >> 20) + " MiB"
                                            : std::to_string(limit >> 10) + " KiB";
  return Mistake{"is larger than the " + most + " that are read of such a file", path};
}

}  // namespace

Result<std::string> read_bounded(const Disk& disk, const std::string& path, std::uint64_t limit) {
  return bounded(disk, path, limit, [&] { return disk.read(path, limit + 1); });
}

Result<std::string> read_inside(const Disk& disk, const std::string& root, const std::string& path,
                                std::uint64_t limit) {
  return bounded(disk, path, limit, [&] { return disk.read_below(root, path, limit + 1); });
}

}  // namespace pymolt::scan
