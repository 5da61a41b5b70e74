// The packages that are known, by the names of their distributions and by what they are imported as.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_PACKAGE_TABLE_H_
#define PYMOLT_RULEBOOK_PACKAGE_TABLE_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/package_facts.h"

namespace pymolt::rulebook {

class PackageTable {
 public:
  /// A package of the same name is replaced.
  void add(PackageFacts facts);

  /// The package called NAME, in any spelling; null when nothing is known of it.
  [[nodiscard]] const PackageFacts* find(std::string_view name) const;
  /// The packages that install the module MODULE, which is dotted: the nearest of it and those above it. Often none.
  [[nodiscard]] std::span<const PackageFacts* const> importable_as(std::string_view module) const;
  /// The packages that bring back MODULE, removed from the standard library.
  [[nodiscard]] std::vector<const PackageFacts*> bringing(std::string_view module) const;
  [[nodiscard]] const std::map<std::string, PackageFacts, std::less<>>& all() const { return packages_; }

 private:
  void forget(const PackageFacts& facts);

  std::map<std::string, PackageFacts, std::less<>> packages_;  // by canonical name; a node stays where it is
  std::map<std::string, std::vector<const PackageFacts*>, std::less<>> imports_;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_TABLE_H_
