// Versions that stand in the middle of a text: badges of a README, and the limited API that an extension is built for.
// SPDX-License-Identifier: MIT
//
//   https://img.shields.io/badge/python-3.8%20%7C%203.9-blue      told, not judged
//   py_limited_api = cp38          define_macros=[("Py_LIMITED_API", "0x03080000")]          limited_api: '3.8'
#include <algorithm>

#include "inventory/kind_readers.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

// The versions in TEXT, from the first to the last; a view of where they stand.
std::string_view versions_in(std::string_view text, VersionSet& versions) {
  std::size_t first = std::string_view::npos;
  std::size_t last = 0;
  for (std::size_t at = text.find_first_of("23"); at != std::string_view::npos;) {
    const bool begins =
        at == 0 || std::string_view("0123456789.").find(text[at - 1]) == std::string_view::npos ||
        text.substr(at - 1, 1) == "0";
    const auto digits = digits_at(text.substr(at));
    std::size_t next = at + 1;
    if (begins && digits && digits->minor >= 0 && is_python(*digits)) {
      versions |= version_set(digits->major, digits->minor);
      first = std::min(first, at);
      last = next = at + digits->whole;
    }
    at = text.find_first_of("23", next);
  }
  return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first);
}

// Where the address or text that begins at AT ends.
std::string_view until_end(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\r\n)\">'"), text.size()));
}

// `Requires Python 3.8+`, `Python >= 3.8`, `Python 3.8 or newer` in a README: told, not judged.
void read_sentences(const Page& page) {
  constexpr int kMostTold = 20;
  int told = 0;
  for (const Line& line : page.lines()) {
    constexpr std::string_view kName = "Python ";
    const std::size_t at = line.text.find(kName);
    if (at == std::string_view::npos || told == kMostTold) continue;
    std::string_view rest = line.text.substr(at + kName.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(">=≥`* "), rest.size()));
    const auto digits = digits_at(rest);
    if (!digits || digits->minor < 0 || version_set(digits->major, digits->minor).empty()) continue;
    const std::string low = lower(line.text);
    const std::string_view behind = rest.substr(digits->whole);
    const bool requires_it = low.find("require") != std::string::npos ||
                             low.find("need") != std::string::npos ||
                             low.find("support") != std::string::npos || behind.starts_with('+') ||
                             behind.starts_with(" or ") || behind.starts_with(" and ");
    if (!requires_it) continue;
    ++told;
    page.add("readme", rest.substr(0, digits->whole),
             Stated{VersionSet::from(Version::at(digits->major == 2 ? 0 : digits->minor + 1)),
                    false,
                    {},
                    {}});
  }
}

}  // namespace

void read_badges(const Source& source, Reading& reading) {
  const Page page(source, reading);
  read_sentences(page);
  const std::string_view text = page.text().bytes();
  constexpr std::string_view kBadge = "/badge/";
  for (std::size_t at = text.find(kBadge); at != std::string_view::npos;
       at = text.find(kBadge, at + kBadge.size())) {
    const std::string_view badge = until_end(text.substr(at + kBadge.size()));
    if (!lower(badge.substr(0, 40)).starts_with("python")) continue;
    Stated stated;
    const std::string_view place = versions_in(badge, stated.versions);
    stated.pins = false;
    if (!place.empty()) page.add("badge", place, stated);
  }
}

namespace {

// `0x03080000`: the least version, as the C API writes one.
std::optional<Stated> read_hex_version(std::string_view word) {
  if (word.size() != 10 || !word.starts_with("0x0")) return std::nullopt;
  if (word.find_first_not_of("0123456789abcdefABCDEF", 2) != std::string_view::npos)
    return std::nullopt;
  const auto hex = [](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
  return Stated{version_set(word[3] - '0', hex(word[4]) * 16 + hex(word[5])), true, {}, {}};
}

void add_lower_bound(const Page& page, std::string_view place, std::optional<Stated> stated) {
  if (!stated || stated->versions.empty()) return;
  stated->versions = VersionSet::from(stated->versions.oldest());
  stated->rewrite.clear();
  page.add("limited-api", place, *stated);
}

}  // namespace

// `#define Py_LIMITED_API 0x03080000`; 3, and nothing at all, mean 3.2.
void read_defined_api(const Source& source, Reading& reading) {
  constexpr std::string_view kName = "Py_LIMITED_API";
  if (source.bytes.find(kName) == std::string_view::npos) return;
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    std::string_view text = trimmed(line.text);
    if (!text.starts_with('#')) continue;
    text = trimmed(text.substr(1));
    if (!text.starts_with("define")) continue;
    text = trimmed(text.substr(6));
    if (!text.starts_with(kName)) continue;
    std::string_view value = text.substr(kName.size());
    if (!value.empty() && value.front() != ' ' && value.front() != '\t') continue;
    value = trimmed(value.substr(0, value.find("/")));
    auto stated = read_hex_version(value);
    if (value.empty() || value == "3") stated = Stated{version_set(3, 2), true, {}, {}};
    add_lower_bound(page, value.empty() ? text.substr(0, kName.size()) : value, stated);
  }
}

void read_limited_api(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view text = page.text().bytes();
  const std::string low = lower(text);
  for (const std::string_view name : {"py_limited_api", "py-limited-api", "limited_api"}) {
    for (std::size_t at = low.find(name); at != std::string::npos;
         at = low.find(name, at + name.size())) {
      if (at > 0 && (low[at - 1] == '_' || low[at - 1] == '-')) continue;  // the longer name's end
      std::string_view rest = text.substr(at + name.size(), 60);
      rest = rest.substr(0, rest.find('\n'));
      const std::size_t begin = rest.find_first_not_of(" \t\"':=,");
      if (begin == std::string_view::npos) continue;
      std::string_view word = rest.substr(begin);
      word = word.substr(0, std::min(word.find_first_of(" \t\"',)]}#"), word.size()));
      if (const auto stated = read_hex_version(word)) {
        add_lower_bound(page, word, stated);
      } else if (word.starts_with("cp") || word.starts_with("3.")) {
        add_lower_bound(page, word, read_compact(word));
      }
    }
  }
}

}  // namespace pymolt::inventory
