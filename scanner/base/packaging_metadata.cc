// A look for words, the same in Python, INI and TOML: `python_requires = ">=2.7"`, `Programming Language :: Python :: 2`.
// SPDX-License-Identifier: MIT
#include "base/packaging_metadata.h"

#include <algorithm>
#include <string>

#include "base/version_range.h"

namespace pymolt {

namespace {

// What stands behind `=` at the start of TEXT, without quotes.
std::string_view value_at(std::string_view text) {
  std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos || text[begin] != '=') return {};
  begin = text.find_first_not_of(" \t", begin + 1);
  if (begin == std::string_view::npos) return {};
  const bool quoted = text[begin] == '"' || text[begin] == '\'';
  const std::string_view ends = quoted ? text.substr(begin, 1) : "\r\n#";
  text.remove_prefix(begin + (quoted ? 1 : 0));
  return text.substr(0, text.find_first_of(ends));
}

// `*` takes any Python and says nothing.
bool takes_2_7(std::string_view specifier) {
  const Result<VersionSet> versions = parse_versions(std::string(specifier));
  return versions && versions->contains(Version::of(2, 7)) && specifier != "*";
}

}  // namespace

bool declares_python2(std::string_view text) {
  constexpr std::string_view kClassifier = "Programming Language :: Python :: 2";
  if (text.find(kClassifier) != std::string_view::npos) return true;
  for (const std::string_view key : {"python_requires", "requires-python"}) {
    for (std::size_t at = text.find(key); at != std::string_view::npos;
         at = text.find(key, at + 1)) {
      const std::string_view value = value_at(text.substr(at + key.size()));
      if (!value.empty() && takes_2_7(value)) return true;
    }
  }
  return false;
}

}  // namespace pymolt
