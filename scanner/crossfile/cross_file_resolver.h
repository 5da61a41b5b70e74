// Follows a name from the module that uses it to what it is: something standard, a class or a flag of some module.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_CROSS_FILE_RESOLVER_H_
#define PYMOLT_CROSSFILE_CROSS_FILE_RESOLVER_H_

#include <string>
#include <string_view>
#include <vector>

#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "model/cross_file.h"
#include "names/stdlib_index.h"

namespace pymolt::project {

/// What a name turns out to be on some versions; nothing is set where it is unknown.
struct Followed {
  std::string standard;  // dotted, of the standard library
  std::string external;  // dotted, of a module that is neither here nor in the standard library
  const ClassFact* made = nullptr;  // a class
  const FlagFact* flag = nullptr;   // a flag
  ModuleId module = kNone;          // where the class or the flag is
  VersionSet on;
};

class Follower {
 public:
  /// Borrows everything.
  Follower(const Layout& layout, const Resolver& resolver, const names::Standard& standard)
      : layout_(layout), resolver_(resolver), standard_(standard) {}

  /// What NAME, used in the module HOME on the versions ON, is.
  [[nodiscard]] std::vector<Followed> follow(ModuleId home, const ForeignName& name,
                                             VersionSet on) const;
  /// What the base NAME of a class in the module HOME is.
  [[nodiscard]] std::vector<Followed> base(ModuleId home, std::string_view name,
                                           VersionSet on) const;

 private:
  /// A step on the way: PATH is to be looked up in MODULE.
  struct Step {
    ModuleId module;
    std::string path;
    VersionSet on;
  };
  void look_up(const Step& step, std::vector<Step>& todo, std::vector<Followed>& out) const;
  void enter(ModuleId from, const ForeignName& name, VersionSet on, std::vector<Step>& todo,
             std::vector<Followed>& out) const;
  void look_in_stars(const Step& step, std::vector<Step>& todo, std::vector<Followed>& out) const;
  [[nodiscard]] std::vector<Followed> run(std::vector<Step> todo, std::vector<Followed> out) const;

  const Layout& layout_;
  const Resolver& resolver_;
  const names::Standard& standard_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_CROSS_FILE_RESOLVER_H_
