// A sorted table in rules/text/startup_modules.txt, compiled in; written by tools/startup_modules.py.
// SPDX-License-Identifier: MIT
#include "crossfile/startup.h"

#include "base/version_range.h"

extern "C" {
extern const char startup_modules_txt_begin[];
extern const char startup_modules_txt_end[];
}

namespace pymolt::project {

VersionSet startup_versions(std::string_view name) {
  std::string_view text(
      startup_modules_txt_begin,
      static_cast<std::size_t>(startup_modules_txt_end - startup_modules_txt_begin));
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ':') continue;
    const Result<VersionSet> versions = parse_versions(line.substr(name.size() + 1));
    return versions ? *versions : VersionSet::none();
  }
  return VersionSet::none();
}

}  // namespace pymolt::project
