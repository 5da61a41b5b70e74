// A stream over a descriptor; the first failure is kept and said at the end.
// SPDX-License-Identifier: MIT
#include "scan/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <streambuf>

#include "scan/descriptor.h"

namespace pymolt::scan {

namespace {

constexpr int kNames = 100;  // that are tried for the file beside

// The folder of PATH, open; errno says why it is not.
Descriptor folder_of(const std::string& path, const std::string& root) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  constexpr int kFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;
  const bool is_below =
      !root.empty() && folder.starts_with(root.ends_with('/') ? root : root + "/");
  if (is_below)
    return BoundFolder::below_here(root).open(folder.substr(root.size() + !root.ends_with('/')),
                                              kFlags);
  if (goes_down(folder)) return BoundFolder(".").open(folder, kFlags);
  return Descriptor(::open(folder.c_str(), kFlags));
}

}  // namespace

// Hands on what is written to it, 64 KiB at a time.
class NewFile::Buffer : public std::streambuf {
 public:
  explicit Buffer(int file) : file_(file), error_(file < 0 ? errno : 0) {
    setp(room_.data(), room_.data() + room_.size());
  }

  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] int file() const { return file_.get(); }
  bool finish() {
    sync();
    if (file_ && !file_.close() && error_ == 0) error_ = errno;
    return error_ == 0;
  }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

  int sync() override {
    for (const char* at = pbase(); error_ == 0 && at < pptr();) {
      const ssize_t put = ::write(file_.get(), at, static_cast<std::size_t>(pptr() - at));
      if (put > 0) at += put;
      if (put < 0 && errno != EINTR) error_ = errno;
    }
    setp(room_.data(), room_.data() + room_.size());
    return error_ == 0 ? 0 : -1;
  }

 private:
  Descriptor file_;
  int error_;
  std::array<char, 1 << 16> room_;
};

int make_folder(const std::string& path) {
  std::string plain = from_here(path);
  plain.resize(plain.find_last_not_of('/') + 1);
  if (plain.empty() || plain == "." || plain == "..") return 0;
  const Descriptor folder = folder_of(plain, {});
  if (!folder) return errno;
  const std::string name = plain.substr(plain.rfind('/') + 1);
  struct stat status = {};
  if (name == "." || name == "..") return 0;
  if (::fstatat(folder.get(), name.c_str(), &status, 0) == 0)
    return S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
  return ::mkdirat(folder.get(), name.c_str(), 0777) == 0 ? 0 : errno;
}

NewFile::NewFile(std::string path, const std::string& root) : path_(std::move(path)) {
  const bool is_system = path_.starts_with("/dev/") || path_.starts_with("/proc/");
  folder_ = folder_of(from_here(path_), from_here(root));
  const int error = errno;
  name_ = path_.substr(path_.rfind('/') + 1);
  struct stat status = {};
  const bool is_special =
      is_system ||
      (folder_ && ::fstatat(folder_.get(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
       !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode));
  if (!folder_ && !is_system) {
    errno = error;
    buffer_ = std::make_unique<Buffer>(-1);
  } else if (is_special) {
    open_special(is_system);
  } else {
    open_beside();
  }
  out_ = std::make_unique<std::ostream>(buffer_.get());
  if (buffer_->error() != 0) out_->setstate(std::ios::badbit);
}

// A FIFO that nobody reads is refused, where waiting for a reader might be for ever.
void NewFile::open_special(bool is_system) {
  constexpr int kToWrite = O_WRONLY | O_CLOEXEC | O_NONBLOCK;
  const int file = is_system ? ::open(path_.c_str(), kToWrite)
                             : ::openat(folder_.get(), name_.c_str(), kToWrite | O_NOFOLLOW);
  buffer_ = std::make_unique<Buffer>(file);
  if (file >= 0) ::fcntl(file, F_SETFL, ::fcntl(file, F_GETFL) & ~O_NONBLOCK);
}

// Short, whatever the file's own name: that may be as long as the system allows.
std::string NewFile::name_beside(int number) {
  return "." + std::to_string(::getpid()) + "-" + std::to_string(number) + kBesideEnding;
}

void NewFile::open_beside() {
  is_beside_ = true;
  int file = -1;
  if (::access("/proc/self/fd", X_OK) == 0)
    file = ::openat(folder_.get(), ".", O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
  for (int number = 0; file < 0 && number < kNames; ++number) {
    beside_ = name_beside(number);
    file = ::openat(folder_.get(), beside_.c_str(),
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (file < 0 && errno != EEXIST) break;
  }
  const int error = errno;
  if (file < 0) beside_.clear();
  struct stat old = {};  // the mode of what is replaced stays, so far as it may
  if (file >= 0 && ::fstatat(folder_.get(), name_.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISREG(old.st_mode))
    (void)!::fchmod(file, old.st_mode & 0777);
  errno = error;
  buffer_ = std::make_unique<Buffer>(file);
}

// Gives a file without a name one beside its place.
bool NewFile::give_name() {
  if (!beside_.empty()) return true;
  const std::string open_file = "/proc/self/fd/" + std::to_string(buffer_->file());
  for (int number = 0; number < kNames; ++number) {
    const std::string name = name_beside(number);
    if (::linkat(AT_FDCWD, open_file.c_str(), folder_.get(), name.c_str(), AT_SYMLINK_FOLLOW) ==
        0) {
      beside_ = name;
      return true;
    }
    if (errno != EEXIST) return false;
  }
  return false;
}

NewFile::~NewFile() {
  if (!beside_.empty()) ::unlinkat(folder_.get(), beside_.c_str(), 0);
}

std::ostream& NewFile::out() { return *out_; }

std::optional<Mistake> NewFile::put() {
  int error = buffer_->pubsync() == 0 ? 0 : buffer_->error();
  if (error == 0 && is_beside_ && !give_name()) error = errno;
  if (!buffer_->finish() && error == 0) error = buffer_->error();
  if (error == 0 && is_beside_ &&
      ::renameat(folder_.get(), beside_.c_str(), folder_.get(), name_.c_str()) != 0)
    error = errno;
  if (error != 0) {
    const char* why = error == EXDEV ? "its folder is a link that leads out" : std::strerror(error);
    return Mistake{std::string("cannot be written: ") + why, path_};
  }
  beside_.clear();
  return std::nullopt;
}

}  // namespace pymolt::scan
