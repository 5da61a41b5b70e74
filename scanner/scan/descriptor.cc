// A long path is gone in stretches, each from the folder that the one before led to; whether a path leads out is for the
// system to say at the moment of opening, for what was true of a link a moment before may be so no more.
// SPDX-License-Identifier: MIT
#include "scan/descriptor.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>

namespace pymolt::scan {

namespace {

constexpr int kFolder = O_PATH | O_DIRECTORY | O_CLOEXEC;

// By the system's own call; errno is ENOSYS where it has none, or where whoever runs us allows none.
Descriptor open_by_system(int at, const std::string& below, int flags) {
#if defined(SYS_openat2)
  constexpr std::uint64_t kNoMagicLinks = 0x02;
  constexpr std::uint64_t kBeneath = 0x08;
  constexpr int kTries = 1000;  // a name that moves while it is gone is gone again
  struct {
    std::uint64_t flags;
    std::uint64_t mode;
    std::uint64_t resolve;
  } how = {static_cast<std::uint64_t>(flags | O_CLOEXEC), 0, kNoMagicLinks | kBeneath};
  if ((flags & O_TMPFILE) == O_TMPFILE || (flags & O_CREAT) != 0) how.mode = 0666;
  long file = -1;
  for (int i = 0; i < kTries && file < 0; ++i) {
    file = ::syscall(SYS_openat2, at, below.c_str(), &how, sizeof how);
    if (file < 0 && errno != EAGAIN && errno != EINTR) break;
  }
  if (file < 0 && errno == EPERM) errno = ENOSYS;
  return Descriptor(static_cast<int>(file));
#else
  (void)at, (void)below, (void)flags;
  errno = ENOSYS;
  return Descriptor();
#endif
}

// NAME in the open folder AT, where it is no link.
Descriptor open_no_link(int at, const std::string& name, int flags) {
  Descriptor file(::openat(at, name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC, 0666));
  struct stat status = {};
  if (file || (errno != ELOOP && errno != ENOTDIR)) return file;
  const int error = errno;
  const bool is_link =
      ::fstatat(at, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
  errno = is_link ? EXDEV : error;
  return file;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

bool Descriptor::close() { return ::close(std::exchange(number_, -1)) == 0; }

Start start_of(const std::string& path) {
  Start start;
  start.at = AT_FDCWD;
  std::size_t begin = 0;
  if (path.size() > kLongestPath) {
    start.at = -1;
    errno = ENAMETOOLONG;
    return start;
  }
  while (path.size() - begin >= PATH_MAX) {
    const std::size_t slash = path.rfind('/', begin + PATH_MAX - 2);
    if (slash == std::string::npos || slash <= begin)
      break;  // a single name of that length: the system says so
    const std::string stretch = path.substr(begin, slash - begin + 1);
    start.folder =
        Descriptor(::openat(start.at, stretch.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    start.at = start.folder.get();
    if (start.at < 0) return start;
    begin = path.find_first_not_of('/', slash);
    if (begin == std::string::npos) begin = path.size();
  }
  start.rest = begin == 0 ? path : begin == path.size() ? "." : path.substr(begin);
  return start;
}

Descriptor open_by_steps(int at, const std::string& below, int flags) {
  Descriptor folder;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(below.find('/', begin), below.size());
    const std::string name = below.substr(begin, end - begin);
    const bool is_last = below.find_first_not_of('/', end) == std::string::npos;
    if (name == "..") {
      errno = EXDEV;
      return Descriptor();
    }
    if (is_last) return open_no_link(at, name.empty() ? "." : name, flags);
    begin = end + 1;
    if (name.empty() || name == ".") continue;
    Descriptor next = open_no_link(at, name, O_PATH | O_DIRECTORY);
    if (!next) return next;
    folder = std::move(next);
    at = folder.get();
  }
}

Descriptor open_beneath(int at, const std::string& below, int flags) {
  if (below.starts_with('/')) {
    errno = EXDEV;
    return Descriptor();
  }
  Descriptor folder;
  std::size_t begin = 0;
  while (below.size() - begin >= PATH_MAX) {
    const std::size_t slash = below.rfind('/', begin + PATH_MAX - 2);
    if (below.size() > kLongestPath || slash == std::string::npos || slash <= begin) {
      errno = ENAMETOOLONG;
      return Descriptor();
    }
    Descriptor next = open_beneath(at, below.substr(begin, slash - begin), O_PATH | O_DIRECTORY);
    if (!next) return next;
    folder = std::move(next);
    at = folder.get();
    begin = slash + 1;
  }
  const std::string rest = begin == 0 ? below : below.substr(begin);
  Descriptor file = open_by_system(at, rest.empty() ? "." : rest, flags);
  return !file && errno == ENOSYS ? open_by_steps(at, rest, flags) : std::move(file);
}

bool goes_down(std::string_view path) {
  return !path.starts_with('/') && path != ".." && !path.starts_with("../") &&
         !path.ends_with("/..") && path.find("/../") == std::string_view::npos;
}

std::string from_here(const std::string& path) {
  if (!path.starts_with('/')) return path;
  const std::unique_ptr<char, void (*)(void*)> here(::getcwd(nullptr, 0), std::free);
  const std::string top = here ? std::string(here.get()) + "/" : std::string();
  if (top.size() < 2 || !path.starts_with(top) || path.size() == top.size()) return path;
  const std::string rest = path.substr(top.size());
  return goes_down(rest) ? rest : path;
}

BoundFolder::BoundFolder(std::string path) : path_(path.empty() ? "." : std::move(path)) {
  const Start start = start_of(path_);
  folder_ = Descriptor(start.at == -1 ? -1 : ::openat(start.at, start.rest.c_str(), kFolder));
  if (!folder_) error_ = errno;
}

BoundFolder BoundFolder::below_here(const std::string& path) {
  BoundFolder bound(".");
  if (!goes_down(path)) return BoundFolder(path);
  if (path.empty() || path == ".") return bound;
  bound.folder_ = bound.open(path, kFolder);
  bound.error_ = bound.folder_ ? 0 : errno;
  bound.path_ = path;
  return bound;
}

Descriptor BoundFolder::open(const std::string& below, int flags) const {
  if (!folder_) {
    errno = error_;
    return Descriptor();
  }
  Descriptor file = open_beneath(folder_.get(), below, flags);
  if (file || errno != EXDEV) return file;
  // A link that goes by way of what lies above; where it ends is gone to from here, by names that are no links.
  const auto real = [](const std::string& path) {
    const std::unique_ptr<char, void (*)(void*)> found(::realpath(path.c_str(), nullptr),
                                                       std::free);
    return found ? std::string(found.get()) : std::string();
  };
  std::string top = real(path_);
  const std::string place = real(path_ + "/" + below);
  if (!top.empty() && !top.ends_with('/')) top += '/';
  if (top.empty() || !place.starts_with(top)) {
    errno = EXDEV;
    return file;
  }
  return open_beneath(folder_.get(), place.substr(top.size()), flags);
}

}  // namespace pymolt::scan
