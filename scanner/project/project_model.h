// One model of a project, made once a reduction: what module names mean in each file, and what importing each comes to.
// SPDX-License-Identifier: MIT
//
//   const ProjectModel model(files, roots, book);
//   model.outcomes()[id].imports            on which versions the module imports
//   model.resolver().find(id, "queue", 0)   what `import queue` in it means, version by version
//
// Findings, verdicts, plan, graph and the smallest version all ask it; none of them looks at folders again. Computed
// from facts alone. Borrows the files and the book; what files take from each other is settled in the files.
#ifndef PYMOLT_PROJECT_PROJECT_MODEL_H_
#define PYMOLT_PROJECT_PROJECT_MODEL_H_

#include <span>
#include <string>
#include <vector>

#include "crossfile/backports.h"
#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "imports/outcomes.h"
#include "imports/program.h"
#include "model/facts.h"
#include "model/report.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// Where the files come from.
struct Tree {
  std::vector<std::string> roots;  // as given on the command line
  std::string
      package;  // what the folder that all paths begin in is called, where it is a package itself
  std::span<const FileFacts> inventory = {};  // files that are no Python; borrowed
  VersionSet target = VersionSet(
      kNewestReleased);  // what is asked: for it the reasons of package findings are told
  std::span<const ExtensionRow> extensions = {};  // borrowed
};

class ProjectModel {
 public:
  /// FAILING says which modules from elsewhere are known to fail.
  ProjectModel(std::span<FileFacts> files, const Tree& tree, const rulebook::Rulebook& book,
               FailingModules failing = {});
  ProjectModel(const ProjectModel&) = delete;
  ProjectModel& operator=(const ProjectModel&) = delete;

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const ModuleResolver& resolver() const { return resolver_; }
  [[nodiscard]] const Program& program() const { return program_; }
  /// Of every file, by its place in the layout: scripts, which cannot be imported, are run as if they were.
  [[nodiscard]] const std::vector<ImportOutcome>& outcomes() const { return outcomes_; }
  /// The module that the file at that place is; none for what is no module.
  [[nodiscard]] ModuleId module_of(std::uint32_t file) const {
    return file < module_of_.size() ? module_of_[file] : kNone;
  }
  /// The verdict of every file that is a module, by name.
  [[nodiscard]] std::vector<ModuleVerdict> verdicts() const;
  /// The top-level modules that are imported and are neither the project's own nor the standard library's.
  [[nodiscard]] std::vector<ExternalModule> externals() const;

 private:
  Layout layout_;
  ModuleResolver resolver_;
  Program program_;
  std::vector<ImportOutcome> outcomes_;
  std::vector<ModuleId> module_of_;  // by file
  Backports backports_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_PROJECT_MODEL_H_
