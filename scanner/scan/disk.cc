// POSIX calls behind the interface: one open, one fstat, reads until the end.
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

#include "scan/descriptor.h"

namespace pymolt::scan {

namespace {

Mistake failure(const std::string& path, int error) {
  Mistake mistake;
  mistake.file = path;
  mistake.message = std::strerror(error);
  return mistake;
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
  [[nodiscard]] Entry look(const std::string& path) const override {
    const Start start = start_of(path);
    Entry entry = look_at(start.at, start.rest);
    entry.name = path.substr(path.rfind('/') + 1);
    return entry;
  }

  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override {
    const Start start = start_of(folder);
    if (start.at == -1) return failure(folder, errno);
    Descriptor opened(::openat(start.at, start.rest.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
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
    const Start start = start_of(path);
    if (start.at == -1) return failure(path, errno);
    // Not to block on a FIFO that took the file's place after it was looked at.
    const Descriptor file(
        ::openat(start.at, start.rest.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
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
        bytes.resize(
            std::min<std::size_t>(static_cast<std::size_t>(limit), bytes.size() * 2 + 4096));
      const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failure(path, errno);
      if (got == 0) break;
      have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
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
};

}  // namespace

std::unique_ptr<Disk> real_disk() { return std::make_unique<RealDisk>(); }

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

Result<std::string> read_bounded(const Disk& disk, const std::string& path, std::uint64_t limit) {
  Result<std::string> bytes = disk.read(path, limit + 1);
  if (!bytes || bytes->size() <= limit) return bytes;
  return Mistake{
      "is larger than the " + std::to_string(limit >> 20) + " MiB that are read of such a file",
      path};
}

Result<std::string> read_inside(const Disk& disk, const std::string& root, const std::string& path,
                                std::uint64_t limit) {
  if (disk.look(path).kind != EntryKind::missing && !lies_inside(disk, root, path)) {
    Mistake mistake{"is a link that leads out of the scanned tree, so it is not read", path};
    mistake.hint = "--follow-links reads it anyway";
    return mistake;
  }
  return read_bounded(disk, path, limit);
}

}  // namespace pymolt::scan
