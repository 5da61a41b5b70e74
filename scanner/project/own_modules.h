// Modules and members of the project that bear a name of the standard library: on which versions an import takes which.
// SPDX-License-Identifier: MIT
//
// `import queue` beside a `queue.py` is no use of the standard library's, so nothing the lifetimes say of that applies.
// What an import finds is the resolver's to say; here it is asked about the names that findings speak of.
#ifndef PYMOLT_PROJECT_OWN_MODULES_H_
#define PYMOLT_PROJECT_OWN_MODULES_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "crossfile/module_resolver.h"

namespace pymolt::project {

class OwnModules {
 public:
  /// Both are borrowed.
  OwnModules(const Layout& layout, const ModuleResolver& resolver);

  /// The versions on which the top-level module TOP, imported in the module ID, is not the standard library's.
  [[nodiscard]] VersionSet shadows(ModuleId id, std::string_view top) const;
  /// FINDING, in the module ID, without the versions on which it speaks of a module of the project's.
  [[nodiscard]] Finding corrected(ModuleId id, Finding finding) const;

  /// Whether FINDING is about an attribute of something unknown that a class of the project has.
  [[nodiscard]] bool has_member(const Finding& finding) const {
    return !finding.member.empty() && members_.contains(finding.member);
  }
  /// Whether the module TOP lies beside ID in its package, and 3.x would not look elsewhere for it.
  [[nodiscard]] bool is_beside(ModuleId id, std::string_view top) const;
  /// Whether ID finds TOP in the project on 3.x.
  [[nodiscard]] bool is_on_top(ModuleId id, std::string_view top) const;

 private:
  const Layout& layout_;
  const ModuleResolver& resolver_;
  std::set<std::string_view> members_;  // of the classes of all files
  // What was answered about the module asked of last: its findings come one behind the other. One thread asks.
  mutable ModuleId asked_of_ = kNone;
  mutable std::map<std::string, VersionSet, std::less<>> asked_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_OWN_MODULES_H_
