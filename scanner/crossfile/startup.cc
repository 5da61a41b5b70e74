// A sorted table in rules/text/startup_modules.txt, compiled in; written by tools/startup_modules.py.
// SPDX-License-Identifier: MIT
#include "crossfile/startup.h"

#include <unordered_map>

#include "base/text_table.h"
#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char startup_modules_txt[];

namespace pymolt::project {

namespace {

using Table = std::unordered_map<std::string_view, VersionSet>;

// A resolver asks for each import of each file.
Table table_of(std::string_view text) {
  Table made;
  for (TextTable rest(text); !rest.is_over();) {
    const std::string_view line = rest.take_line();
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    const Result<VersionSet> versions = parse_versions(line.substr(colon + 2));
    if (versions) made.emplace(line.substr(0, colon), *versions);
  }
  return made;
}

}  // namespace

VersionSet startup_versions(std::string_view name) {
  static const Unpacked kModules(startup_modules_txt);
  static const Table kTable = table_of(kModules.text());
  const auto found = kTable.find(name);
  return found == kTable.end() ? VersionSet::none() : found->second;
}

}  // namespace pymolt::project
