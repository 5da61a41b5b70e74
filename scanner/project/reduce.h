// From the facts of all files to the report for one target: the `reduce` half of map and reduce.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_REDUCE_H_
#define PYMOLT_PROJECT_REDUCE_H_

#include <memory>
#include <string>
#include <vector>

#include "deps/dependency_judge.h"
#include "model/facts.h"
#include "model/path_request.h"
#include "model/report.h"
#include "project/project_model.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// What is asked.
struct ReportRequest {
  std::vector<std::string> roots;
  VersionSet target = VersionSet(kNewestReleased);
  VersionSet from;  // empty: nobody said; then the evidence decides (python2_projects.h)
  bool declares_python2 =
      false;  // known without asking its configuration files, which are asked as well
  bool obeys_comments = true;  // `# pymolt: ignore`
  std::string settings_file;   // where `per_path` stands, as people know it
  std::string select_by;       // where these stand: `pymolt.toml:4`, `--select`
  std::string ignore_by;
  std::vector<std::string> select;  // rules or symbols, `*` allowed; empty: all
  std::vector<std::string> ignore;
  std::vector<SeverityRule> severities;
  Confidence at_least = Confidence::likely;
  std::vector<PathRequest>
      per_path;               // what the settings in the folder `per_path_from` ask of some paths
  std::string per_path_from;  // absolute, as the next
  std::string paths_begin;    // the folder that the report's paths begin in
  Machine machine;            // on what the dependencies are to run
  std::string package;        // what that is called, where it is a package itself: `outer.pkg`
  std::string
      as_of;  // a day: say which stated versions are past their end of life then; empty: say nothing
};

/// A report, and the model that it was made with, which borrows its files.
struct Reduction {
  Report report;
  std::unique_ptr<ProjectModel> model;
};
[[nodiscard]] Reduction reduce_whole(std::vector<FileFacts> facts, const ReportRequest& request,
                                     const rulebook::Rulebook& book);

/// The report alone. FACTS are moved into it; nothing else is read, no file and no tree.
[[nodiscard]] Report reduce(std::vector<FileFacts> facts, const ReportRequest& request,
                            const rulebook::Rulebook& book);

/// The same report, whose files keep neither their findings nor the steps of their modules: for what is only shown.
[[nodiscard]] Report reduce_to_report(std::vector<FileFacts> facts, const ReportRequest& request,
                                      const rulebook::Rulebook& book);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_REDUCE_H_
