// A file descriptor that closes itself, and opening what stands at a path of any length.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_DESCRIPTOR_H_
#define PYMOLT_SCAN_DESCRIPTOR_H_

#include <string>
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

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_DESCRIPTOR_H_
