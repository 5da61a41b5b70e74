// A version of a package, as PEP 440 writes and orders them: `1.0`, `2!1.4rc1.post2.dev3+local.7`.
// SPDX-License-Identifier: MIT
//
// Not to be taken for `pymolt::Version`, a Python on the axis. Equal to Debian's python3-packaging 23.0 on the cases in
// tests/packaging/recorded/ (made by tools/record_packaging.py). Values that own their text; free to share.
#ifndef PYMOLT_PACKAGING_PACKAGE_VERSION_H_
#define PYMOLT_PACKAGING_PACKAGE_VERSION_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pymolt::packaging {

/// An int of any length: calendar versions and hashes outgrow 64 bits.
class Number {
 public:
  Number() = default;
  /// DIGITS is one decimal digit or more; leading zeros mean nothing.
  explicit Number(std::string_view digits);
  [[nodiscard]] const std::string& str() const { return digits_; }
  [[nodiscard]] bool is_zero() const { return digits_ == "0"; }
  /// The number after this one.
  [[nodiscard]] Number next() const;
  /// As an int, where it is one that fits.
  [[nodiscard]] std::optional<int> small() const;
  bool operator==(const Number&) const = default;
  std::strong_ordering operator<=>(const Number& other) const;

 private:
  std::string digits_ = "0";
};

enum class PreRelease : std::uint8_t { a, b, rc };

/// A part of what follows `+`: a number or a word in lower case.
struct LocalPart {
  std::optional<Number> number;
  std::string word;
  bool operator==(const LocalPart&) const = default;
  std::strong_ordering operator<=>(const LocalPart& other) const;
};

struct PackageVersion {
  Number epoch;
  std::vector<Number> release;  // as written, with its zeros at the end; never empty
  std::optional<std::pair<PreRelease, Number>> pre;
  std::optional<Number> post;
  std::optional<Number> dev;
  std::vector<LocalPart> local;

  /// The version that TEXT spells, in any of the spellings PEP 440 allows; nothing where it is none.
  [[nodiscard]] static std::optional<PackageVersion> parse(std::string_view text);

  /// In normal form: `1.0rc1` for `v1.0-RC.1`.
  [[nodiscard]] std::string str() const;
  /// The same without its local part.
  [[nodiscard]] PackageVersion without_local() const;
  /// Epoch and release alone.
  [[nodiscard]] PackageVersion base() const;
  [[nodiscard]] bool is_prerelease() const { return pre.has_value() || dev.has_value(); }
  [[nodiscard]] bool is_postrelease() const { return post.has_value(); }

  /// PEP 440's order; `1.0` equals `1.0.0`.
  std::strong_ordering operator<=>(const PackageVersion& other) const;
  bool operator==(const PackageVersion& other) const { return (*this <=> other) == 0; }
};

/// TEXT, a version, in the form in which equal versions are spelt equally; TEXT itself where it is none.
[[nodiscard]] std::string canonical_version(std::string_view text,
                                            bool strip_trailing_zeros = true);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_PACKAGE_VERSION_H_
