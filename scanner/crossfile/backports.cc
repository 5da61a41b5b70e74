// Which package brings back what stands in rules/packages; here is what the project declares.
// SPDX-License-Identifier: MIT
#include "crossfile/backports.h"

#include <algorithm>

#include "packaging/names.h"

namespace pymolt::project {

Backports::Backports(std::span<const FileFacts> files, std::span<const FileFacts> inventory,
                     const rulebook::Rulebook& book)
    : book_(book) {
  for (const FileFacts& file : files) add(file);
  for (const FileFacts& file : inventory) add(file);
}

void Backports::add(const FileFacts& file) {
  for (const DependencyDeclaration& declared : file.inventory.dependencies) {
    if (declared.kind == DependencyKind::constraint) continue;
    (declared.kind == DependencyKind::build ? building_ : always_)
        .insert(packaging::canonical_name(declared.name));
  }
}

std::string_view Backports::of(std::string_view top, std::string_view path) const {
  const bool is_setup = path.substr(path.rfind('/') + 1) == "setup.py";
  if (empty()) return {};
  for (const rulebook::PackageFacts* package : book_.bringing_back(top)) {
    if (always_.contains(package->name) || (is_setup && building_.contains(package->name)))
      return package->name;
  }
  return {};
}

}  // namespace pymolt::project
