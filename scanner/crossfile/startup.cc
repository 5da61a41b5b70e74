// A sorted table in rules/text/startup_modules.txt, compiled in; written by tools/startup_modules.py.
// SPDX-License-Identifier: MIT
#include "crossfile/startup.h"

#include "base/text_table.h"
#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char startup_modules_txt[];

namespace pymolt::project {

VersionSet startup_versions(std::string_view name) {
  static const Unpacked kModules(startup_modules_txt);
  const TextTable table(kModules.text());
  const std::string_view text = table.value(name);
  const Result<VersionSet> versions = parse_versions(text);
  return !text.empty() && versions ? *versions : VersionSet::none();
}

}  // namespace pymolt::project
