// POSIX calls behind the interface: one open, one fstat, reads until the end.
// SPDX-License-Identifier: MIT
#include "scan/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace pymolt::scan {

namespace {

Mistake failure(const std::string& path, int error) {
  Mistake mistake;
  mistake.file = path;
  mistake.message = std::strerror(error);
  return mistake;
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

EntryKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return EntryKind::file;
  if (S_ISDIR(status.st_mode)) return EntryKind::folder;
  return EntryKind::special;
}

class RealDisk : public Disk {
 public:
  [[nodiscard]] Entry look(const std::string& path) const override {
    Entry entry;
    entry.name = path.substr(path.rfind('/') + 1);
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0) return entry;
    entry.is_link = S_ISLNK(status.st_mode);
    if (entry.is_link && ::stat(path.c_str(), &status) != 0) return entry;
    entry.kind = kind_of(status);
    entry.size = static_cast<std::uint64_t>(status.st_size);
    return entry;
  }

  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override {
    std::unique_ptr<DIR, int (*)(DIR*)> handle(::opendir(folder.c_str()), ::closedir);
    if (!handle) return failure(folder, errno);
    std::vector<Entry> entries;
    errno = 0;
    while (const dirent* row = ::readdir(handle.get())) {
      const std::string_view name = row->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back(look(folder + "/" + std::string(name)));
      errno = 0;
    }
    if (errno != 0) return failure(folder, errno);
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
    // Not to block on a FIFO that took the file's place after it was looked at.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return failure(path, errno);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0) return failure(path, errno);
    if (!S_ISREG(status.st_mode)) return failure(path, EINVAL);
    std::string bytes;
    bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(limit, static_cast<std::uint64_t>(status.st_size) + 1)));
    std::size_t have = 0;
    while (have < limit) {
      if (have == bytes.size()) bytes.resize(std::min<std::size_t>(static_cast<std::size_t>(limit), bytes.size() * 2 + 4096));
      const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failure(path, errno);
      if (got == 0) break;
      have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
  }
};

}  // namespace

std::unique_ptr<Disk> real_disk() { return std::make_unique<RealDisk>(); }

}  // namespace pymolt::scan
