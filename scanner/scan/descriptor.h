// A file descriptor that closes itself, and opening what stands at a path of any length, or nowhere but below a folder.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_DESCRIPTOR_H_
#define PYMOLT_SCAN_DESCRIPTOR_H_

#include <string>
#include <string_view>
#include <utility>

namespace pymolt::scan {

/// Owns the number of an open file; negative where there is none.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] explicit operator bool() const { return number_ >= 0; }
  /// Closes it now; whether that went well.
  bool close();
  /// Hands it to somebody else.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// A folder to start from, and the way from there, which is short enough for one system call.
struct Start {
  Descriptor folder;  // open where the whole path is too long for one call
  int at = -1;  // what to hand to openat, fstatat …; -1 where the way could not be gone: see errno
  std::string rest;
};

/// The longest path that is gone at all.
inline constexpr std::size_t kLongestPath = 1 << 18;

[[nodiscard]] Start start_of(const std::string& path);

/// Opens what BELOW leads to from the open folder AT, by the FLAGS of `open`; errno is EXDEV where a link, or `..`, leads out
/// of the folder, also where that is put there at this moment.
[[nodiscard]] Descriptor open_beneath(int at, const std::string& below, int flags);

/// The same where the system has no call for it: a folder at a time, and no links at all.
[[nodiscard]] Descriptor open_by_steps(int at, const std::string& below, int flags);

/// Whether PATH starts from the working folder, and goes down only.
[[nodiscard]] bool goes_down(std::string_view path);

/// PATH as it goes down from the working folder, where it does so from the root of the system; else PATH.
[[nodiscard]] std::string from_here(const std::string& path);

/// A folder below which alone anything is opened, wherever links lead meanwhile.
class BoundFolder {
 public:
  /// PATH, wherever it leads.
  explicit BoundFolder(std::string path);
  /// PATH, and where it goes down from the working folder, only below that.
  [[nodiscard]] static BoundFolder below_here(const std::string& path);
  /// BELOW, a path from the folder; links that lead out and come back are followed. errno is EXDEV where it lies elsewhere.
  [[nodiscard]] Descriptor open(const std::string& below, int flags) const;
  [[nodiscard]] int get() const { return folder_.get(); }

 private:
  std::string path_;
  Descriptor folder_;
  int error_ = 0;  // why it is not open
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_DESCRIPTOR_H_
