// The modules of a project: what they are called, who imports whom, whether each imports, and what comes from elsewhere.
// SPDX-License-Identifier: MIT
//
//   const Modules modules(files, roots, book);
//   report.modules = modules.verdicts();
//
// Computed from facts alone. Borrows the files and the book.
#ifndef PYMOLT_PROJECT_MODULES_H_
#define PYMOLT_PROJECT_MODULES_H_

#include <string>
#include <vector>

#include "base/facts.h"
#include "base/report.h"
#include "project/layout.h"
#include "project/outcomes.h"
#include "project/program.h"
#include "project/resolve.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

class Modules {
 public:
  Modules(const std::vector<FileFacts>& files, const std::vector<std::string>& roots,
          const rulebook::Rulebook& book);

  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] const Program& program() const { return program_; }
  /// Of every file, by its place in the layout: scripts, which cannot be imported, are run as if they were.
  [[nodiscard]] std::vector<ImportOutcome> outcomes() const {
    return import_all(layout_, program_);
  }
  /// The verdict of every file that is a module, by name.
  [[nodiscard]] std::vector<ModuleVerdict> verdicts() const;
  /// The top-level modules that are imported and are neither the project's own nor the standard library's.
  [[nodiscard]] std::vector<ExternalModule> externals() const;

 private:
  Layout layout_;
  Resolver resolver_;
  Program program_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_MODULES_H_
