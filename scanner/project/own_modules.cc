// Questions to the resolver; nothing is looked up here.
// SPDX-License-Identifier: MIT
#include "project/own_modules.h"

#include <algorithm>

#include "base/dotted.h"

namespace pymolt::project {

namespace {

bool imports(const FileFacts& file, std::string_view top) {
  return std::any_of(file.imports.begin(), file.imports.end(), [&](const ImportFact& import) {
    return import.level == 0 && first_part(import.module) == top;
  });
}

// The versions on which one of FOUND is of that kind.
VersionSet on_which(const std::vector<Found>& found, Found::Kind kind) {
  VersionSet on;
  for (const Found& one : found) {
    if (one.kind == kind || (one.known_to_fail && kind == Found::Kind::external)) on |= one.on;
  }
  return on;
}

}  // namespace

OwnModules::OwnModules(const Layout& layout, const ModuleResolver& resolver)
    : layout_(layout), resolver_(resolver) {
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    const std::vector<std::string>& members = layout.facts(id).foreign.members;
    members_.insert(members.begin(), members.end());
  }
}

VersionSet OwnModules::shadows(ModuleId id, std::string_view top) const {
  if (asked_of_ != id) {
    asked_of_ = id;
    asked_.clear();
  }
  if (const auto before = asked_.find(top); before != asked_.end()) return before->second;
  const VersionSet own = ~on_which(resolver_.find(id, top, 0), Found::Kind::standard);
  asked_.emplace(top, own);
  return own;
}

Finding OwnModules::corrected(ModuleId id, Finding finding) const {
  if (finding.package) return finding;  // asked already, when it was made
  if (id == kNone || !has_lifetime(finding.subject)) return finding;
  const std::string_view top =
      std::string_view(finding.symbol).substr(0, finding.symbol.find_first_of(".("));
  if (!imports(layout_.facts(id), top)) return finding;
  const VersionSet own = shadows(id, top);
  finding.breaks_on -= own;
  finding.warns_on -= own;
  return finding;
}

bool OwnModules::is_beside(ModuleId id, std::string_view top) const {
  const std::string_view folder = layout_.folder_of(id);
  if (!layout_.is_package(folder) || layout_.find(join(folder, top)) == kNone) return false;
  return !on_which(resolver_.find(id, top, 0), Found::Kind::external)
              .intersects(VersionSet::python3());
}

bool OwnModules::is_on_top(ModuleId id, std::string_view top) const {
  return on_which(resolver_.find(id, top, 0), Found::Kind::own).intersects(VersionSet::python3());
}

}  // namespace pymolt::project
