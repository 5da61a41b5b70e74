// Two small tables in rules/text, compiled in; read once.
// SPDX-License-Identifier: MIT
#include "capi/python_headers.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "base/text_table.h"
#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char c_macros_txt[];
extern "C" const unsigned char c_system_headers_txt[];

namespace pymolt::capi {

namespace {

using PythonMacros = std::unordered_map<std::string_view, PythonMacro>;

std::string_view take_word(std::string_view& line) {
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(word.size() + 1, line.size()));
  return word;
}

// `SIZEOF_WCHAR_T 2.7+ = 4 here`
PythonMacros read_macros() {
  static const Unpacked kLines(c_macros_txt);
  PythonMacros macros;
  for (TextTable table(kLines.text()); !table.is_over();) {
    std::string_view line = table.take_line();
    if (line.starts_with('#')) continue;
    const std::string_view name = take_word(line);
    const auto versions = parse_versions(take_word(line));
    if (!versions) continue;
    PythonMacro macro{*versions, std::nullopt, line.ends_with("here")};
    if (line.starts_with("= ")) {
      std::int64_t number = 0;
      std::from_chars(line.data() + 2, line.data() + line.size(), number);
      macro.number = number;
    }
    macros.emplace(name, macro);
  }
  return macros;
}

std::unordered_set<std::string_view> read_system_headers() {
  static const Unpacked kLines(c_system_headers_txt);
  std::unordered_set<std::string_view> headers;
  for (TextTable table(kLines.text()); !table.is_over();) {
    const std::string_view line = table.take_line();
    if (!line.starts_with('#')) headers.insert(line);
  }
  return headers;
}

}  // namespace

const PythonMacro* python_macro(std::string_view name) {
  static const PythonMacros kMacros = read_macros();
  const auto found = kMacros.find(name);
  return found == kMacros.end() ? nullptr : &found->second;
}

bool comes_with_system(std::string_view path) {
  static const std::unordered_set<std::string_view> kHeaders = read_system_headers();
  if (path.find('.') == std::string_view::npos) return true;  // of C++
  return kHeaders.count(path.substr(0, path.find('/'))) != 0;
}

}  // namespace pymolt::capi
