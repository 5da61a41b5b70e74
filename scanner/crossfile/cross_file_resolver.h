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

namespace pymolt::project {

/// What a name turns out to be on some versions; nothing is set where it is unknown.
struct CrossFileMeaning {
  std::string standard;  // dotted, of the standard library
  std::string external;  // dotted, of a module that is neither here nor in the standard library
  const ClassFact* made = nullptr;  // a class
  const FlagFact* flag = nullptr;   // a flag
  ModuleId module = kNone;          // where the class or the flag is
  VersionSet on;
};

class CrossFileResolver {
 public:
  /// Borrows everything.
  CrossFileResolver(const Layout& layout, const ModuleResolver& resolver)
      : layout_(layout), resolver_(resolver) {}

  /// What NAME, used in the module HOME on the versions ON, is.
  [[nodiscard]] std::vector<CrossFileMeaning> follow(ModuleId home, const CrossFileName& name,
                                                     VersionSet on) const;
  /// What the base NAME of a class in the module HOME is.
  [[nodiscard]] std::vector<CrossFileMeaning> base(ModuleId home, std::string_view name,
                                                   VersionSet on) const;

 private:
  /// A step on the way: PATH is to be looked up in MODULE.
  struct Step {
    ModuleId module;
    std::string path;
    VersionSet on;
  };
  void look_up(const Step& step, std::vector<Step>& todo, std::vector<CrossFileMeaning>& out) const;
  void enter(ModuleId from, const CrossFileName& name, VersionSet on, std::vector<Step>& todo,
             std::vector<CrossFileMeaning>& out) const;
  void look_in_stars(const Step& step, std::vector<Step>& todo,
                     std::vector<CrossFileMeaning>& out) const;
  [[nodiscard]] std::vector<CrossFileMeaning> run(std::vector<Step> todo,
                                                  std::vector<CrossFileMeaning> out) const;

  const Layout& layout_;
  const ModuleResolver& resolver_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_CROSS_FILE_RESOLVER_H_
