// A package runs before what is in it, so that what its `__init__` imports is there for all of it.
// SPDX-License-Identifier: MIT
//
//   build_tools/__init__.py     import setuptools
//   build_tools/compile.py      from distutils import log      found, in setuptools' copy
//
// The modules of a supplier itself are supplied as well.
#include "crossfile/provided_modules.h"

#include <algorithm>

#include "base/dotted.h"

namespace pymolt::project {

namespace {

using Suppliers = std::span<const std::string_view>;

bool is_among(Suppliers suppliers, std::string_view dotted) {
  return std::find(suppliers.begin(), suppliers.end(), first_part(dotted)) != suppliers.end();
}

VersionSet supplied_on(const Layout& layout, ModuleId id, Suppliers suppliers) {
  if (is_among(suppliers, layout.module(id).name)) return VersionSet::all();
  VersionSet on;
  for (const ModuleId package : layout.module(id).packages) {
    for (const ImportFact& import : layout.facts(package).imports) {
      if (import.at_import_time && import.level == 0 && is_among(suppliers, import.module))
        on |= import.alive;
    }
  }
  return on;
}

// Takes the versions ON from what is said of the module TOP and what is in it.
void suppress(FileFacts& file, std::string_view top, VersionSet on) {
  std::erase_if(file.findings, [&](Finding& finding) {
    const std::string_view gone = first_part(finding.symbol);
    if (finding.rule != "removed-module" || gone != top) return false;
    finding.breaks_on -= on;
    return (finding.breaks_on | finding.warns_on).empty();
  });
}

// Whether a declared package brings TOP back, by the table or by the package's own facts.
bool is_brought(std::string_view top, std::string_view path, const Backports& backports,
                const rulebook::Rulebook& book) {
  if (!backports.of(top, path).empty()) return true;
  return std::ranges::any_of(book.bringing_back(top), [&](const rulebook::PackageFacts* package) {
    return backports.declares(package->name);
  });
}

}  // namespace

void resolve_provided(std::span<FileFacts> files, const Layout& layout,
                      const rulebook::Rulebook& book) {
  const bool open = std::any_of(files.begin(), files.end(), [&](const FileFacts& file) {
    return std::any_of(file.imports.begin(), file.imports.end(), [&](const ImportFact& import) {
      return import.level == 0 && !book.suppliers(import.module).empty();
    });
  });
  if (!open) return;
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    FileFacts& file = files[layout.module(id).file];
    for (ImportFact& import : file.imports) {
      const Suppliers suppliers = import.level == 0 ? book.suppliers(import.module) : Suppliers();
      if (suppliers.empty()) continue;
      const VersionSet on = supplied_on(layout, id, suppliers) - import.supplied;
      if (on.empty()) continue;
      import.supplied |= on;
      suppress(file, first_part(import.module), on);
    }
  }
}

void resolve_backports(std::span<FileFacts> files, const Backports& backports,
                       const rulebook::Rulebook& book) {
  if (backports.empty()) return;
  for (FileFacts& file : files) {
    for (ImportFact& import : file.imports) {
      const std::string_view top = first_part(import.module);
      const rulebook::Lifetime* life = import.level == 0 ? book.lifetime(top) : nullptr;
      if (life == nullptr || !is_brought(top, file.path, backports, book)) continue;
      const VersionSet on = life->removed_on() - import.supplied;
      import.supplied |= on;
      suppress(file, top, on);
    }
  }
}

}  // namespace pymolt::project
