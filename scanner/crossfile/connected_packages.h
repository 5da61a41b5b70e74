// Which modules may come to be loaded in one program: those whose packages import each other, however far.
// SPDX-License-Identifier: MIT
//
//   old_runpy.py     import old_pkgutil          one group
//   old_pkgutil.py
//   old_sqlite3/     from dbapi2 import *        a group of its own: nothing that the others do is done here
#ifndef PYMOLT_CROSSFILE_CONNECTED_PACKAGES_H_
#define PYMOLT_CROSSFILE_CONNECTED_PACKAGES_H_

#include <string>
#include <unordered_map>
#include <vector>

#include "crossfile/layout.h"

namespace pymolt::project {

class Groups {
 public:
  explicit Groups(const Layout& layout);

  /// The group of a module, as a number below the count of modules.
  [[nodiscard]] std::uint32_t of(ModuleId id) const { return group_of_[id]; }

 private:
  [[nodiscard]] std::string top_of(const Layout& layout, ModuleId id) const;
  void join_imported(const Layout& layout, ModuleId id);
  [[nodiscard]] std::uint32_t root(std::uint32_t at);
  void unite(std::uint32_t a, std::uint32_t b) { parent_[root(a)] = root(b); }

  std::unordered_map<std::string, std::uint32_t> tops_;  // by stem
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> group_of_;  // by module
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_CONNECTED_PACKAGES_H_
