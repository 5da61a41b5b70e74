// Modules of the project that bear a name of the standard library: on which versions an import takes which.
// SPDX-License-Identifier: MIT
//
// `import queue` beside a `queue.py` is no use of the standard library's, so nothing the lifetimes say of that applies.
// Beside means: in the same folder, when that is no package (a script's folder is searched first), or, on 2.7, whose
// imports are relative, in any folder; and at the top of the tree for every file in it.
#ifndef PYMOLT_PROJECT_OWN_MODULES_H_
#define PYMOLT_PROJECT_OWN_MODULES_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/facts.h"

namespace pymolt::project {

class OwnModules {
 public:
  explicit OwnModules(const std::vector<FileFacts>& files);

  /// The versions on which the top-level module TOP, imported in the file at PATH, is the project's own.
  [[nodiscard]] VersionSet shadows(std::string_view path, std::string_view top) const;
  /// FINDING without the versions on which it speaks of a module of the project's.
  [[nodiscard]] Finding corrected(const std::string& path, Finding finding) const;

  /// Whether MODULE lies beside the file at PATH, in a package.
  [[nodiscard]] bool is_beside(std::string_view path, std::string_view module) const;
  [[nodiscard]] bool is_on_top(std::string_view module) const { return has("", module); }

 private:
  [[nodiscard]] bool has(std::string_view folder, std::string_view module) const;

  std::set<std::string, std::less<>> paths_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_OWN_MODULES_H_
