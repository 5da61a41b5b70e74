// What keeps modules from importing, held against the findings: the one place that says how severe a finding is.
// SPDX-License-Identifier: MIT
//
//   a.py:3: import imp            its finding is critical where a.py does not import, and high where it does
//   b.py:1: from a import gone    no rule speaks of it: a finding of the rule `import-failure` stands there
//
// Only the run of the whole project tells whether a module imports; what a finding weighs follows from that, so that the
// two agree. Versions that differ part a finding in two.
#ifndef PYMOLT_PROJECT_IMPORT_FAILURES_H_
#define PYMOLT_PROJECT_IMPORT_FAILURES_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/report.h"
#include "project/project_model.h"

namespace pymolt::project {

inline constexpr std::string_view kImportFailure = "import-failure";

class ImportFailures {
 public:
  /// The versions that a file is asked about, or comes from; none: nobody said.
  using VersionsOf = std::function<VersionSet(const std::string& path)>;

  /// Borrows MODEL and BOOK.
  ImportFailures(const ProjectModel& model, const rulebook::Rulebook& book,
                 const VersionsOf& target, const VersionsOf& origin);

  /// SHOWN, findings of the file at that place among the facts, as severe as they are, with those that are lacking.
  [[nodiscard]] std::vector<Finding> weighed(std::uint32_t file, std::vector<Finding> shown) const;
  /// Whether FINDING breaks a module that imported where it comes from.
  [[nodiscard]] bool takes_down_anew(std::uint32_t file, const Finding& finding) const;
  /// The causes that concern the target, each with one of FOUND that stands at its place.
  [[nodiscard]] std::vector<ImportCause> causes(const std::vector<ReportedFinding>& found) const;

 private:
  /// One thing that fails at one line.
  struct Failure {
    const Fault* fault = nullptr;
    std::string what;  // as `Because::cause`
    VersionSet on;     // on which some module fails for it
    VersionSet on_target;
    std::vector<std::string> modules;  // that fail for it on the target
    bool anew = false;                 // one of them imported where it comes from
    ModuleId first = kNone;            // one of them, on whatever version
  };

  void add(ModuleId id, VersionSet target, VersionSet origin);
  [[nodiscard]] const std::vector<Failure>* at(std::uint32_t file) const;
  [[nodiscard]] Finding finding_of(const Failure& failure, VersionSet on) const;
  [[nodiscard]] std::string why_it_fails(const Fault& fault, VersionSet on) const;
  [[nodiscard]] VersionSet fails(std::uint32_t file) const;
  void weigh(std::uint32_t file, Finding finding, std::vector<Finding>& out) const;

  const ProjectModel& model_;
  const rulebook::RulePage* page_ = nullptr;
  std::map<std::uint32_t, std::vector<Failure>> failures_;  // by file
  std::map<std::uint32_t, std::map<std::string, std::size_t>> places_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_IMPORT_FAILURES_H_
