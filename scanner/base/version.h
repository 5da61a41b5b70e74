// The axis of Python versions, and sets of them: the one idea everything else is made of.
// SPDX-License-Identifier: MIT
//
// The axis is 2.7, 3.0, 3.1 … 3.16. A `Version` is a place on it; a `VersionSet` is a bit mask over it.
// Both are small values, free to copy, safe to share between threads. Nothing here allocates except the
// functions that return text.
#ifndef PYMOLT_BASE_VERSION_H_
#define PYMOLT_BASE_VERSION_H_

#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pymolt {

/// One version of the language, by its place on the axis (0 is 2.7, 1 is 3.0 …).
class Version {
 public:
  static constexpr int kNewestMinor = 16;
  static constexpr int kCount = kNewestMinor + 2;

  constexpr Version() = default;
  /// The version MAJOR.MINOR; only 2.7 and 3.0 … 3.16 are on the axis, anything else does not compile.
  static consteval Version of(int major, int minor) {
    if (!on_axis(major, minor)) throw "this version is not on the axis";
    return at(major == 2 ? 0 : minor + 1);
  }
  static constexpr Version at(int place) { return Version(static_cast<std::uint8_t>(place)); }
  /// The version written as `3.13`; nothing when it is not on the axis or not a version.
  [[nodiscard]] static std::optional<Version> parse(std::string_view text);

  [[nodiscard]] constexpr int place() const { return place_; }
  [[nodiscard]] constexpr int major() const { return place_ == 0 ? 2 : 3; }
  [[nodiscard]] constexpr int minor() const { return place_ == 0 ? 7 : place_ - 1; }
  [[nodiscard]] std::string_view str() const;

  constexpr auto operator<=>(const Version&) const = default;

  static constexpr bool on_axis(int major, int minor) {
    return (major == 2 && minor == 7) || (major == 3 && minor >= 0 && minor <= kNewestMinor);
  }

 private:
  explicit constexpr Version(std::uint8_t place) : place_(place) {}
  std::uint8_t place_ = 0;
};

/// The newest Python that is released; what a scan asks about when nobody says.
inline constexpr Version kNewestReleased = Version::of(3, 15);

/// A set of versions. Reads like mathematics: `target & alive - works`.
class VersionSet {
 public:
  constexpr VersionSet() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a version is a set of one
  constexpr VersionSet(Version v) : bits_(1U << v.place()) {}
  static constexpr VersionSet none() { return {}; }
  static constexpr VersionSet all() { return raw((1U << Version::kCount) - 1); }
  static constexpr VersionSet raw(std::uint32_t bits) {
    VersionSet s;
    s.bits_ = bits;
    return s;
  }
  /// V and everything after it.
  static constexpr VersionSet from(Version v) {
    return raw(all().bits_ & ~((1U << v.place()) - 1));
  }
  /// Everything before V.
  static constexpr VersionSet before(Version v) { return all() - from(v); }
  /// FIRST to LAST, both included.
  static constexpr VersionSet between(Version first, Version last) {
    return from(first) & (before(last) | VersionSet(last));
  }
  static constexpr VersionSet python2() { return VersionSet(Version::at(0)); }
  static constexpr VersionSet python3() { return all() - python2(); }

  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr int size() const { return std::popcount(bits_); }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool contains(Version v) const { return (bits_ >> v.place() & 1) != 0; }
  [[nodiscard]] constexpr bool contains(VersionSet other) const {
    return (other.bits_ & ~bits_) == 0;
  }
  [[nodiscard]] constexpr bool intersects(VersionSet other) const {
    return (bits_ & other.bits_) != 0;
  }
  /// The ends of the set, which must not be empty.
  [[nodiscard]] constexpr Version oldest() const { return Version::at(std::countr_zero(bits_)); }
  [[nodiscard]] constexpr Version newest() const {
    return Version::at(31 - std::countl_zero(bits_));
  }

  friend constexpr VersionSet operator&(VersionSet a, VersionSet b) {
    return raw(a.bits_ & b.bits_);
  }
  friend constexpr VersionSet operator|(VersionSet a, VersionSet b) {
    return raw(a.bits_ | b.bits_);
  }
  friend constexpr VersionSet operator-(VersionSet a, VersionSet b) {
    return raw(a.bits_ & ~b.bits_);
  }
  friend constexpr VersionSet operator~(VersionSet a) { return all() - a; }
  constexpr VersionSet& operator&=(VersionSet o) { return *this = *this & o; }
  constexpr VersionSet& operator|=(VersionSet o) { return *this = *this | o; }
  constexpr VersionSet& operator-=(VersionSet o) { return *this = *this - o; }
  constexpr bool operator==(const VersionSet&) const = default;

  /// The members, oldest first.
  [[nodiscard]] std::vector<Version> versions() const;
  /// For people: `3.0+`, `2.7, 3.3-3.11`, `every version`, `no version`.
  [[nodiscard]] std::string str() const;

 private:
  std::uint32_t bits_ = 0;
};

/// Every version of the axis in order, for loops.
[[nodiscard]] const std::vector<Version>& axis();

}  // namespace pymolt

#endif  // PYMOLT_BASE_VERSION_H_
