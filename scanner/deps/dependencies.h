// What a project stands on: its declared dependencies, judged; which imports fail for them; what is in force.
// SPDX-License-Identifier: MIT
//
// Made once a reduce from the facts of all files, then only read. Borrows the files, the book and the machine.
#ifndef PYMOLT_DEPS_DEPENDENCIES_H_
#define PYMOLT_DEPS_DEPENDENCIES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deps/declaring_files.h"
#include "deps/dependency_judge.h"
#include "model/facts.h"
#include "model/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

class Dependencies {
 public:
  Dependencies(const std::vector<const FileFacts*>& files, const rulebook::Rulebook& book,
               const Machine& machine);

  [[nodiscard]] const std::vector<DependencyRow>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<DeclaringFiles::Problem>& problems() const { return problems_; }

  /// What is asked of the package NAME (canonical) on PYTHON: every version that is allowed by all who declare it, the one in
  /// force, and where that is said. Nothing where nobody declares it there.
  [[nodiscard]] std::optional<Wanted> wanted(std::string_view name, Version python) const;

  /// Where `import MODULE` fails because the distribution that brings it does.
  [[nodiscard]] FailingImport failing(std::string_view module) const;
  /// The names of the declared distributions that may bring MODULE.
  [[nodiscard]] bool is_declared(std::string_view module) const;

 private:
  struct Pin {
    const DependencyDeclaration* by = nullptr;
    const FileFacts* file = nullptr;
  };
  struct Said {
    packaging::SpecifierSet allowed;
    std::optional<packaging::PackageVersion> pin;
  };
  [[nodiscard]] const Said& said(const DependencyDeclaration& declaration);
  [[nodiscard]] const KnownPackage& known(const std::string& name);
  void add_installed();
  void judge_by_sources(const scan::Installed& one, Version python, SupportJudgement& judged) const;
  void add_file(const FileFacts& file, const DeclaringFiles& files);
  [[nodiscard]] SupportJudgement judged(const DependencyDeclaration& declaration,
                                        const Wanted& wanted, const KnownPackage& package,
                                        Version python);
  void add_row(DependencyRow row, std::map<Version, Wanted> wanted);
  [[nodiscard]] VersionSet applies(const DependencyDeclaration& declaration);
  [[nodiscard]] Wanted wanted_by(const DependencyDeclaration& declaration, const FileFacts& file,
                                 const std::multimap<std::string, Pin>& pins, Version python);

  const rulebook::Rulebook& book_;
  const Machine& machine_;
  std::vector<DependencyRow> rows_;
  std::vector<std::map<Version, Wanted>> wanted_;                 // by row
  std::multimap<std::string, std::size_t, std::less<>> by_name_;  // rows that are no constraints
  std::map<std::string, const DependencyDeclaration*, std::less<>> installed_;
  std::map<std::string, KnownPackage, std::less<>> known_;  // by canonical name
  std::map<std::string, VersionSet, std::less<>> applies_;  // by marker
  std::map<std::string, Said, std::less<>> said_;           // by specifier
  std::map<std::string, packaging::SpecifierSet, std::less<>>
      allowed_;                                                  // by the ranges that it is of
  std::map<std::string, SupportJudgement, std::less<>> judged_;  // by what was asked
  std::vector<DeclaringFiles::Problem> problems_;
};

/// The findings of the rule `dependency`: one for each declaration that is known to fail somewhere, by path.
[[nodiscard]] std::map<std::string, std::vector<Finding>> dependency_findings(
    const Dependencies& dependencies);

/// How many of the distinct names that apply on each version of TARGET are known to work.
[[nodiscard]] std::map<Version, Count> count_dependencies(const std::vector<DependencyRow>& rows,
                                                          VersionSet target);

/// Imports that no declaration explains, and declarations that no import does.
void compare_with_imports(const Dependencies& dependencies, const rulebook::Rulebook& book,
                          const Report& report, DependencyReport& out);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_DEPENDENCIES_H_
