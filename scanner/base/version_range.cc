// Reads version sets part by part; PEP 440 specifiers are compared with the patch releases of each minor version.
// SPDX-License-Identifier: MIT
#include "base/version_range.h"

#include <array>
#include <charconv>
#include <climits>
#include <optional>
#include <string>

namespace pymolt {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// A release as written in a specifier: `3`, `3.8`, `3.8.2`, with `.*` behind it or not.
struct Release {
  std::array<int, 3> numbers = {0, 0, 0};
  int count = 0;
  bool wildcard = false;
};

std::optional<Release> parse_release(std::string_view text) {
  Release release;
  if (text.ends_with(".*")) {
    release.wildcard = true;
    text.remove_suffix(2);
  }
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (release.count < 3) {
    const auto [after, error] =
        std::from_chars(at, end, release.numbers[static_cast<std::size_t>(release.count)]);
    if (error != std::errc() || *at == '-') return std::nullopt;
    ++release.count;
    at = after;
    if (at == end) return release;
    if (*at != '.') return std::nullopt;
    ++at;
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 8> kOperators = {
    "===", "~=", "==", "!=", "<=", ">=", "<", ">"};

// Where the patch releases of V stand against (major, minor, patch): the smallest is V.0, the largest V.99…
int compare(Version v, int patch, const Release& r) {
  const std::array<int, 3> mine = {v.major(), v.minor(), patch};
  return mine < r.numbers ? -1 : mine == r.numbers ? 0 : 1;
}

bool in_series(Version v, const Release& r, int parts) {
  return (parts < 1 || v.major() == r.numbers[0]) && (parts < 2 || v.minor() == r.numbers[1]);
}

// Whether some patch release of V satisfies OPERATOR RELEASE.
bool fits(Version v, std::string_view op, const Release& r) {
  constexpr int kLast = INT_MAX;
  if (op == "==" || op == "===") {
    return r.wildcard ? in_series(v, r, r.count) : in_series(v, r, 2);
  }
  if (op == "!=") return !(r.wildcard && in_series(v, r, r.count));
  if (op == "~=") return in_series(v, r, r.count - 1) && compare(v, kLast, r) >= 0;
  if (op == ">=") return compare(v, kLast, r) >= 0;
  if (op == ">") return compare(v, kLast, r) > 0;
  if (op == "<=") return compare(v, 0, r) <= 0;
  return compare(v, 0, r) < 0;
}

std::optional<VersionSet> parse_specifier(std::string_view part) {
  for (const std::string_view op : kOperators) {
    if (!part.starts_with(op)) continue;
    const auto release = parse_release(trim(part.substr(op.size())));
    if (!release || (op == "~=" && release->count < 2)) return std::nullopt;
    VersionSet set;
    for (const Version v : axis()) {
      if (fits(v, op, *release)) set |= v;
    }
    return set;
  }
  return std::nullopt;
}

// `3.13`, `3.9-3.13`, `3.8+`, `all`. An open end and an unknown newer minor are cut to the axis by the caller's hint.
std::optional<VersionSet> parse_plain(std::string_view part) {
  if (part == "all") return VersionSet::all();
  if (part.ends_with('+')) {
    const auto first = Version::parse(trim(part.substr(0, part.size() - 1)));
    if (!first) return std::nullopt;
    return VersionSet::from(*first);
  }
  if (const std::size_t dash = part.find('-'); dash != std::string_view::npos) {
    const auto first = Version::parse(trim(part.substr(0, dash)));
    const auto last = Version::parse(trim(part.substr(dash + 1)));
    if (!first || !last || *last < *first) return std::nullopt;
    return VersionSet::between(*first, *last);
  }
  const auto version = Version::parse(part);
  if (!version) return std::nullopt;
  return VersionSet(*version);
}

bool is_range(std::string_view part) {
  return part.ends_with('+') || part.find('-') != std::string_view::npos;
}

Mistake not_understood(std::string_view text, std::string_view part, std::size_t at) {
  Mistake mistake;
  mistake.message = "`" + std::string(part) + "` does not name a version";
  mistake.line = 1;
  mistake.column = static_cast<int>(at) + 1;
  mistake.source_line = std::string(text);
  mistake.hint =
      "versions are 2.7 and 3.0 to 3.16; write 3.13, 3.9-3.13, 3.8+, \">=3.8,<3.14\" or all";
  return mistake;
}

}  // namespace

Result<VersionSet> parse_versions(std::string_view text) {
  VersionSet sum;
  std::optional<VersionSet> narrowed;  // the conjunction of the ranges and specifiers met in a row
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view part = trim(text.substr(begin, end - begin));
    if (const auto set = parse_specifier(part)) {
      narrowed = narrowed ? *narrowed & *set : *set;
    } else if (const auto plain = parse_plain(part)) {
      if (narrowed) sum |= *narrowed;
      narrowed.reset();
      if (is_range(part)) {
        narrowed = plain;  // `3.8+,<3.14`
      } else {
        sum |= *plain;
      }
    } else {
      return not_understood(text, part, static_cast<std::size_t>(part.data() - text.data()));
    }
    begin = end + 1;
  }
  if (narrowed) sum |= *narrowed;
  if (sum.empty()) {
    Mistake mistake = not_understood(text, text, 0);
    mistake.message = "`" + std::string(text) + "` names no version at all";
    return mistake;
  }
  return sum;
}

}  // namespace pymolt
