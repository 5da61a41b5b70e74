// Versions are read by hand: a few letters of digits and dots, wherever they stand.
// SPDX-License-Identifier: MIT
#include "inventory/stated.h"

#include <algorithm>
#include <array>

#include "base/version_range.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using packaging::is_digit;

// A number of at most four digits at TEXT's start; nothing else is part of a version.
std::optional<int> number_at(std::string_view text, std::size_t& size) {
  int number = 0;
  size = 0;
  while (size < text.size() && is_digit(text[size])) {
    if (size == 4) return std::nullopt;
    number = number * 10 + (text[size++] - '0');
  }
  return size == 0 ? std::nullopt : std::optional(number);
}

// What may stand before a version without saying anything about it.
constexpr std::array<std::string_view, 12> kBefore = {"cpython-", "cpython@", "cpython", "python-",
                                                      "python@",  "python",   "pypy-",   "pypy@",
                                                      "pypy",     "py",       "cp",      "v"};

std::string_view word_before(std::string_view text) {
  const std::string low = lower(text.substr(0, 8));
  for (const std::string_view word : kBefore) {
    if (std::string_view(low).starts_with(word)) return text.substr(0, word.size());
  }
  return {};
}

std::optional<Stated> of_digits(const Digits& digits, std::string_view before,
                                std::string_view placeholder) {
  if (!is_python(digits)) return std::nullopt;
  if (digits.minor < 0) {
    if (digits.major == 3) return Stated{VersionSet::python3(), false, {}, {}};
    return Stated{VersionSet::python2(), true, std::string(before) + "{V}", {}};
  }
  return Stated{version_set(digits.major, digits.minor),
                true,
                std::string(before) + std::string(placeholder),
                {}};
}

std::optional<Stated> as_lower_bound(std::optional<Stated> stated) {
  if (!stated || !stated->pins) return stated;
  if (!stated->versions.empty()) stated->versions = VersionSet::from(stated->versions.oldest());
  stated->rewrite.clear();
  return stated;
}

}  // namespace

bool is_python(const Digits& digits) {
  return (digits.major == 2 && digits.minor <= 7) || (digits.major == 3 && digits.minor <= 40);
}

VersionSet version_set(int major, int minor) {
  if (!Version::on_axis(major, minor)) return VersionSet::none();
  return VersionSet(Version::at(major == 2 ? 0 : minor + 1));
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string lower(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c | 32) : c; });
  return low;
}

std::optional<Digits> digits_at(std::string_view text) {
  Digits digits;
  std::size_t size = 0;
  const auto major = number_at(text, size);
  if (!major) return std::nullopt;
  digits.major = *major;
  digits.size = digits.whole = size;
  std::string_view rest = text.substr(size);
  if (!rest.starts_with('.')) return digits;
  if (const auto minor = number_at(rest.substr(1), size)) {
    digits.minor = *minor;
    digits.size = digits.whole = digits.size + 1 + size;
  } else if (rest.size() > 1 && (rest[1] == 'x' || rest[1] == '*' || rest[1] == 'X')) {
    digits.size = digits.whole = digits.size + 2;
    return digits;
  } else {
    return digits;
  }
  rest = text.substr(digits.whole);
  while (rest.size() > 1 && rest[0] == '.' &&
         (is_digit(rest[1]) || rest[1] == 'x' || rest[1] == '*')) {
    std::size_t end = 2;
    while (end < rest.size() && is_digit(rest[end])) ++end;
    digits.whole += end;
    rest.remove_prefix(end);
  }
  return digits;
}

std::optional<Stated> read_version(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  const std::string_view before = word_before(text);
  const auto digits = digits_at(text.substr(before.size()));
  if (!digits) return std::nullopt;
  const std::string_view after = text.substr(before.size() + digits->whole);
  // `3.14-dev`, `3.13t`, `3.14.0rc1`, `pypy3.9-7.3.11`; a longer word behind it makes it something else.
  const bool suffix = after.empty() || after.front() == '-' || after.front() == '+' ||
                      (packaging::is_letter(after.front()) && after.size() <= 5);
  if (!suffix) return std::nullopt;
  auto stated = of_digits(*digits, before, "{V}");
  // `3.10-slim`, of an image
  if (stated && !stated->rewrite.empty() && after.size() > 1 && after[0] == '-' &&
      packaging::is_letter(after[1]) && after != "-dev")
    stated->rewrite += after;
  // PyPy's releases are not CPython's: which of them there are is not known here.
  if (stated && lower(before).starts_with("pypy")) stated->rewrite.clear();
  return stated;
}

std::optional<Stated> read_full_version(std::string_view text) {
  auto stated = read_version(text);
  if (stated && !stated->rewrite.empty()) stated->rewrite = "?needs a full version: {V}.N";
  return stated;
}

std::optional<Stated> read_lower_bound(std::string_view text) {
  return as_lower_bound(read_version(text));
}

std::optional<Stated> read_compact(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  const std::string_view before = word_before(text);
  const std::string_view rest = text.substr(before.size());
  if (rest.size() > 1 && rest[1] == '.') return read_version(text);
  std::size_t size = 0;
  const auto number = number_at(rest, size);
  if (!number || size != rest.size()) return std::nullopt;
  Digits digits;
  if (size == 1) {
    digits.major = *number;
  } else {
    digits.major = rest[0] - '0';
    digits.minor = *number - digits.major * (size == 2 ? 10 : size == 3 ? 100 : 1000);
    if (size == 4) return std::nullopt;
  }
  return of_digits(digits, before, "{C}");
}

std::optional<Stated> read_compact_lower_bound(std::string_view text) {
  return as_lower_bound(read_compact(text));
}

}  // namespace pymolt::inventory
