// Two maps; the second points into the first, whose entries never move.
// SPDX-License-Identifier: MIT
#include "rulebook/package_table.h"

#include <algorithm>

#include "packaging/names.h"

namespace pymolt::rulebook {

namespace {

std::vector<std::string> modules_of(const PackageFacts& facts) {
  std::vector<std::string> modules(facts.imports.begin(), facts.imports.end());
  if (modules.empty()) {
    modules.push_back(facts.name);
    std::ranges::replace(modules.back(), '-', '_');
  }
  return modules;
}

}  // namespace

void PackageTable::forget(const PackageFacts& facts) {
  for (auto& [module, packages] : imports_) std::erase(packages, &facts);
}

void PackageTable::add(PackageFacts facts) {
  std::string name = facts.name;
  if (const auto known = packages_.find(name); known != packages_.end()) forget(known->second);
  PackageFacts& kept = packages_[std::move(name)];
  kept = std::move(facts);
  for (const std::string& module : modules_of(kept)) imports_[module].push_back(&kept);
}

const PackageFacts* PackageTable::find(std::string_view name) const {
  const auto found = packages_.find(packaging::canonical_name(name));
  return found == packages_.end() ? nullptr : &found->second;
}

std::span<const PackageFacts* const> PackageTable::importable_as(std::string_view module) const {
  while (true) {
    const auto found = imports_.find(module);
    if (found != imports_.end() && !found->second.empty()) return found->second;
    const std::size_t dot = module.rfind('.');
    if (dot == std::string_view::npos) return {};
    module = module.substr(0, dot);
  }
}

std::vector<const PackageFacts*> PackageTable::bringing(std::string_view module) const {
  std::vector<const PackageFacts*> packages;
  for (const auto& [name, facts] : packages_) {
    if (std::ranges::find(facts.brings, module) != facts.brings.end()) packages.push_back(&facts);
  }
  return packages;
}

}  // namespace pymolt::rulebook
