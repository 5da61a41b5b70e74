// Layout, what crosses files, programs, outcomes, reasons: one after the other.
// SPDX-License-Identifier: MIT
#include "project/project_model.h"

#include <algorithm>
#include <map>
#include <set>

#include "crossfile/cross_file_findings.h"
#include "crossfile/provided_modules.h"
#include "deps/package_uses.h"
#include "imports/failure_cause.h"

namespace pymolt::project {

namespace {

Program settled_program(std::span<FileFacts> files, const Tree& tree, const Layout& layout,
                        const ModuleResolver& resolver, const rulebook::Rulebook& book) {
  resolve_backports(files, Backports(files, tree.inventory, book), book);
  resolve_cross_file(files, layout, resolver, book);
  resolve_package_uses(files, layout, resolver, book, tree.dependencies, tree.target);
  return compile(layout, resolver);
}

DeclaredModules declared_by(const Dependencies* dependencies) {
  if (dependencies == nullptr) return {};
  return [dependencies](std::string_view module) { return dependencies->is_declared(module); };
}

}  // namespace

ProjectModel::ProjectModel(std::span<FileFacts> files, const Tree& tree,
                           const rulebook::Rulebook& book, FailingModules failing)
    : layout_(files, tree.roots, tree.package, tree.extensions),
      resolver_(layout_, book, std::move(failing), declared_by(tree.dependencies)),
      program_(settled_program(files, tree, layout_, resolver_, book)),
      outcomes_(import_all(layout_, program_)),
      module_of_(files.size(), kNone),
      backports_(files, tree.inventory, book),
      dependencies_(tree.dependencies) {
  for (ModuleId id = 0; id < layout_.modules().size(); ++id)
    module_of_[layout_.module(id).file] = id;
}

std::vector<ModuleVerdict> ProjectModel::verdicts() const {
  std::vector<Reasons> why = reasons(layout_, program_, outcomes_);
  std::vector<ModuleVerdict> verdicts;
  for (ModuleId id = 0; id < outcomes_.size(); ++id) {
    const Module& module = layout_.module(id);
    if (module.name.empty()) continue;
    ModuleVerdict verdict;
    verdict.name = module.name;
    verdict.path = layout_.facts(id).path;
    verdict.imports = outcomes_[id].imports;
    verdict.unknown = outcomes_[id].unknown;
    verdict.unknown_because = outcomes_[id].unknown_because;
    verdict.because = std::move(why[id]);
    verdicts.push_back(std::move(verdict));
  }
  std::stable_sort(verdicts.begin(), verdicts.end(),
                   [](const ModuleVerdict& a, const ModuleVerdict& b) { return a.name < b.name; });
  return verdicts;
}

std::vector<ExternalModule> ProjectModel::externals() const {
  std::map<std::string, std::set<std::string>> importers;
  std::map<std::string, std::string> suppliers;
  std::map<std::string, VersionSet> fails;
  for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
    const FileFacts& facts = layout_.facts(id);
    for (const ImportFact& import : facts.imports) {
      if (import.level > 0 || import.module.empty()) continue;
      const std::string top = import.module.substr(0, import.module.find('.'));
      const std::string_view supplier = backports_.of(top, facts.path);
      if (!supplier.empty() && !import.supplied.empty()) {
        suppliers[top] = supplier;
        importers[top].insert(facts.path);
        continue;
      }
      const std::vector<Found> found = resolver_.find(id, top, 0);
      const bool external =
          !found.empty() && std::all_of(found.begin(), found.end(), [](const Found& f) {
            return f.kind == Found::Kind::external || f.known_to_fail;
          });
      if (!external) continue;
      importers[top].insert(facts.path);
      for (const Found& one : found) {
        if (one.known_to_fail) fails[top] |= one.on;
      }
    }
  }
  std::vector<ExternalModule> externals;
  for (const auto& [name, from] : importers)
    externals.push_back({name, {from.begin(), from.end()}, suppliers[name], fails[name]});
  return externals;
}

}  // namespace pymolt::project
