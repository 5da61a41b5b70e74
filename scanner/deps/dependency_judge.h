// Whether a dependency works on a Python: what its wheels, its Requires-Python and the shipped facts say, in this order.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_DEPS_DEPENDENCY_JUDGE_H_
#define PYMOLT_DEPS_DEPENDENCY_JUDGE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/dependency_rows.h"
#include "packaging/platform.h"
#include "packaging/specifier.h"
#include "rulebook/package_facts.h"
#include "scan/read_environment.h"

namespace pymolt::project {

/// A module from elsewhere that is known to fail.
struct FailingImport {
  VersionSet on;
  /// For which reason on which: `numpy 1.26.4: numpy supports Python 3.13 since 2.1.0`. The older Python first.
  std::vector<std::pair<VersionSet, std::string>> because = {};

  /// Why on one of ASKED; empty where nothing is known of them.
  [[nodiscard]] std::string why(VersionSet asked) const;
};

/// On what the dependencies are to run, and what is installed there.
struct Machine {
  scan::Environment installed;  // of `--venv`; its packages are in force before all else
  /// Top-level modules installed there that do not import by their own sources, where those were read.
  std::map<std::string, FailingImport, std::less<>> broken;
  packaging::Platform platform;
  std::vector<std::string> extras;
  bool free_threaded = false;
};

/// What is asked of one package.
struct Wanted {
  packaging::SpecifierSet allowed;
  std::optional<packaging::PackageVersion> in_force;  // pinned, locked or installed
  std::string in_force_because;  // where that is said, where not by the declaration itself
  std::string where;             // of what several declare: the places, `requirements.txt:3`
};

/// What is known of a package, with what would be worked out again and again. Borrows the facts.
struct KnownPackage {
  explicit KnownPackage(const rulebook::PackageFacts* known);
  const rulebook::PackageFacts* facts = nullptr;  // null: nothing is known
  std::vector<VersionSet> required;               // of each of its facts about Requires-Python
};

/// What the facts alone say of WANTED on PYTHON. NAME is for words.
[[nodiscard]] SupportJudgement judge_by_facts(const std::string& name, const Wanted& wanted,
                                              const KnownPackage& package, Version python);

/// What a declaration comes to on PYTHON: by its locked files and what it demands of Python, else by the facts.
[[nodiscard]] SupportJudgement judge(const DependencyDeclaration& declaration, const Wanted& wanted,
                                     const KnownPackage& package, const Machine& machine,
                                     Version python);

/// The Pythons that take one of the wheels among FILES.
[[nodiscard]] std::map<Version, std::string> fitting_wheels(const std::vector<LockedFile>& files,
                                                            const Machine& machine);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_DEPENDENCY_JUDGE_H_
