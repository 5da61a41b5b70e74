// A look-up of paths; nothing is opened.
// SPDX-License-Identifier: MIT
#include "project/own_modules.h"

#include <array>

namespace pymolt::project {

namespace {

// The rules whose symbols are dotted names of the standard library.
bool speaks_of_standard_names(std::string_view rule) {
  constexpr std::array<std::string_view, 4> kEndings = {"-module", "-name", "-method", "-parameter"};
  for (const std::string_view ending : kEndings) {
    if (rule.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

OwnModules::OwnModules(const std::vector<FileFacts>& files) {
  for (const FileFacts& file : files) {
    if (file.state != FileState::skipped) paths_.insert(file.path);
  }
}

bool OwnModules::has(std::string_view folder, std::string_view module) const {
  const std::string below = std::string(folder).append(module);
  return paths_.contains(below + ".py") || paths_.contains(below + "/__init__.py");
}

VersionSet OwnModules::shadows(std::string_view path, std::string_view top) const {
  if (has("", top)) return VersionSet::all();
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  if (folder.empty() || !has(folder, top)) return VersionSet::none();
  const bool in_package = paths_.contains(std::string(folder) + "__init__.py");
  return in_package ? VersionSet::python2() : VersionSet::all();
}

bool OwnModules::is_beside(std::string_view path, std::string_view module) const {
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  return !folder.empty() && has(folder, module) && paths_.contains(std::string(folder) + "__init__.py");
}

Finding OwnModules::corrected(const std::string& path, Finding finding) const {
  if (!speaks_of_standard_names(finding.rule)) return finding;
  const std::string_view top = std::string_view(finding.symbol).substr(0, finding.symbol.find_first_of(".("));
  const VersionSet own = shadows(path, top);
  finding.breaks_on -= own;
  finding.warns_on -= own;
  return finding;
}

}  // namespace pymolt::project
