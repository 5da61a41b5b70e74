// Reads a version from left to right; every part but the release may be missing, and may be spelt in several ways.
// SPDX-License-Identifier: MIT
#include "packaging/package_version.h"

#include <array>
#include <charconv>

#include "packaging/version_reader.h"

namespace pymolt::packaging {

Number::Number(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  digits_ = digits;
}

std::strong_ordering Number::operator<=>(const Number& other) const {
  if (digits_.size() != other.digits_.size()) return digits_.size() <=> other.digits_.size();
  return digits_.compare(other.digits_) <=> 0;
}

Number Number::next() const {
  Number next = *this;
  for (std::size_t i = next.digits_.size(); i-- > 0;) {
    if (next.digits_[i] != '9') {
      ++next.digits_[i];
      return next;
    }
    next.digits_[i] = '0';
  }
  next.digits_.insert(next.digits_.begin(), '1');
  return next;
}

std::optional<int> Number::small() const {
  int value = 0;
  const auto [end, error] = std::from_chars(digits_.data(), digits_.data() + digits_.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::strong_ordering LocalPart::operator<=>(const LocalPart& other) const {
  if (number && other.number) return *number <=> *other.number;
  if (number || other.number) return number.has_value() <=> other.number.has_value();
  return word.compare(other.word) <=> 0;
}

namespace {

// The release without zeros at its end: `1.0` and `1` are one version.
std::size_t weight(const std::vector<Number>& release) {
  std::size_t size = release.size();
  while (size > 0 && release[size - 1].is_zero()) --size;
  return size;
}

std::strong_ordering compare_releases(const std::vector<Number>& a, const std::vector<Number>& b) {
  const std::size_t a_size = weight(a);
  const std::size_t b_size = weight(b);
  for (std::size_t i = 0; i < std::min(a_size, b_size); ++i) {
    if (const auto order = a[i] <=> b[i]; order != 0) return order;
  }
  return a_size <=> b_size;
}

// Where a pre-release stands among versions with the same release: dev alone, then a, b, rc, then none.
int pre_rank(const PackageVersion& v) {
  if (v.pre) return 1 + static_cast<int>(v.pre->first);
  return v.dev && !v.post ? 0 : 4;
}

// Nothing is before (or, with LAST, after) any number.
std::strong_ordering compare_numbers(const std::optional<Number>& a, const std::optional<Number>& b,
                                     bool last) {
  if (a && b) return *a <=> *b;
  if (!a && !b) return std::strong_ordering::equal;
  return a.has_value() != last ? std::strong_ordering::greater : std::strong_ordering::less;
}

}  // namespace

std::strong_ordering PackageVersion::operator<=>(const PackageVersion& other) const {
  if (const auto order = epoch <=> other.epoch; order != 0) return order;
  if (const auto order = compare_releases(release, other.release); order != 0) return order;
  if (const auto order = pre_rank(*this) <=> pre_rank(other); order != 0) return order;
  if (pre && other.pre) {
    if (const auto order = pre->second <=> other.pre->second; order != 0) return order;
  }
  if (const auto order = compare_numbers(post, other.post, false); order != 0) return order;
  if (const auto order = compare_numbers(dev, other.dev, true); order != 0) return order;
  for (std::size_t i = 0; i < std::min(local.size(), other.local.size()); ++i) {
    if (const auto order = local[i] <=> other.local[i]; order != 0) return order;
  }
  return local.size() <=> other.local.size();
}

namespace {

std::string spell(const PackageVersion& v, std::size_t parts) {
  constexpr std::array<const char*, 3> kPre = {"a", "b", "rc"};
  std::string text = v.epoch.is_zero() ? "" : v.epoch.str() + "!";
  for (std::size_t i = 0; i < parts; ++i) text += (i == 0 ? "" : ".") + v.release[i].str();
  if (v.pre) text += kPre[static_cast<std::size_t>(v.pre->first)] + v.pre->second.str();
  if (v.post) text += ".post" + v.post->str();
  if (v.dev) text += ".dev" + v.dev->str();
  for (std::size_t i = 0; i < v.local.size(); ++i) {
    const LocalPart& part = v.local[i];
    text += (i == 0 ? "+" : ".") + (part.number ? part.number->str() : part.word);
  }
  return text;
}

}  // namespace

std::string PackageVersion::str() const { return spell(*this, release.size()); }

PackageVersion PackageVersion::without_local() const {
  PackageVersion version = *this;
  version.local.clear();
  return version;
}

PackageVersion PackageVersion::base() const {
  PackageVersion version;
  version.epoch = epoch;
  version.release = release;
  return version;
}

std::optional<PackageVersion> PackageVersion::parse(std::string_view text) {
  Cursor in{stripped(text)};
  in.take_word("v");
  std::optional<PackageVersion> version = read_version(in);
  if (!version || !read_local(in, version->local) || !in.done()) return std::nullopt;
  return version;
}

std::string canonical_version(std::string_view text, bool strip_trailing_zeros) {
  const std::optional<PackageVersion> version = PackageVersion::parse(text);
  if (!version) return std::string(text);
  const std::size_t parts =
      strip_trailing_zeros ? weight(version->release) : version->release.size();
  return spell(*version, std::max<std::size_t>(parts, 1));
}

}  // namespace pymolt::packaging
