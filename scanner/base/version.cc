// The words of versions and of sets of them: "3.13", "2.7, 3.3-3.11", "3.0+".
// SPDX-License-Identifier: MIT
#include "base/version.h"

#include <array>
#include <charconv>

namespace pymolt {

namespace {

constexpr std::array<std::string_view, Version::kCount> kNames = {
    "2.7", "3.0", "3.1",  "3.2",  "3.3",  "3.4",  "3.5",  "3.6",  "3.7",
    "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "3.16"};

}  // namespace

std::optional<Version> Version::parse(std::string_view text) {
  if (text == kNames[0]) return at(0);
  if (text.size() < 3 || text.size() > 4 || text[0] != '3' || text[1] != '.') return std::nullopt;
  int minor = 0;
  for (const char digit : text.substr(2)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    minor = 10 * minor + (digit - '0');
  }
  const bool leads_with_zero = text.size() == 4 && text[2] == '0';
  if (minor > kNewestMinor || leads_with_zero) return std::nullopt;
  return at(minor + 1);
}

std::string_view Version::str() const { return kNames[place_]; }

std::vector<Version> VersionSet::versions() const {
  std::vector<Version> members;
  for (int place = 0; place < Version::kCount; ++place) {
    if (contains(Version::at(place))) members.push_back(Version::at(place));
  }
  return members;
}

std::string VersionSet::str() const {
  if (empty()) return "no version";
  if (*this == all()) return "every version";
  std::string text;
  for (int first = 0; first < Version::kCount; ++first) {
    if (!contains(Version::at(first))) continue;
    int last = first;
    while (last + 1 < Version::kCount && contains(Version::at(last + 1))) ++last;
    if (!text.empty()) text += ", ";
    text += Version::at(first).str();
    if (last == Version::kCount - 1 && last > first) {
      text += '+';
    } else if (last > first) {
      text += '-';
      text += Version::at(last).str();
    }
    first = last;
  }
  return text;
}

const std::vector<Version>& axis() {
  static const std::vector<Version> versions = VersionSet::all().versions();
  return versions;
}

}  // namespace pymolt
