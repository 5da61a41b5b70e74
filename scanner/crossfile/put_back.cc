// From each file that puts something back, the imports are walked backwards: who imports it has it.
// SPDX-License-Identifier: MIT
//
//   pk/compat.py      inspect.getargspec = inspect.getfullargspec      sys.modules["asyncore"] = _asyncore
//   pk/__init__.py    import pk.compat
//   pk/tools.py       inspect.getargspec(f)                            there, since the package has run before
#include "crossfile/put_back.h"

#include <algorithm>

#include "base/dotted.h"

namespace pymolt::project {

namespace {

using Importers =
    std::vector<std::vector<ModuleId>>;  // by module: those that run it when they are imported

bool puts_module(const InjectedModule& one, const rulebook::Rulebook& book) {
  const rulebook::Lifetime* life = one.name.empty() ? nullptr : book.lifetime(one.name);
  return life != nullptr && life->package == nullptr && !life->removed_on().empty();
}

// An alias for nothing of the library, under a dotted name: the file has put it on that module.
bool puts_name(const AliasFact& one) {
  return one.dotted.empty() && one.name.find('.') != std::string::npos;
}

bool puts_any(const FileFacts& file, const rulebook::Rulebook& book) {
  return std::any_of(file.foreign.aliases.begin(), file.foreign.aliases.end(), puts_name) ||
         std::any_of(file.module.injected.begin(), file.module.injected.end(),
                     [&](const InjectedModule& one) { return puts_module(one, book); });
}

void add_importers(ModuleId id, const std::string& module, int level,
                   const ModuleResolver& resolver, Importers& importers) {
  for (const Found& found : resolver.find(id, module, level)) {
    for (const ModuleId one : found.chain) importers[one].push_back(id);
    if (found.module != kNone) importers[found.module].push_back(id);
  }
}

Importers importers_of(const Layout& layout, const ModuleResolver& resolver) {
  Importers importers(layout.modules().size());
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    for (const ModuleId package : layout.module(id).packages) importers[package].push_back(id);
    for (const ImportFact& import : layout.facts(id).imports) {
      if (!import.at_import_time) continue;
      add_importers(id, import.module, import.level, resolver, importers);
      if (import.name.empty() || import.name == "*") continue;
      const std::string below =
          import.module.empty() ? import.name : import.module + '.' + import.name;
      add_importers(id, below, import.level, resolver, importers);
    }
  }
  return importers;
}

bool is_or_in(std::string_view symbol, std::string_view name) {
  return symbol == name || (symbol.starts_with(name) && symbol[name.size()] == '.');
}

void take_back(FileFacts& file, std::string_view rule, std::string_view name, VersionSet on) {
  std::erase_if(file.findings, [&](Finding& finding) {
    if (finding.rule != rule || !is_or_in(finding.symbol, name)) return false;
    finding.breaks_on -= on;
    return (finding.breaks_on | finding.warns_on).empty();
  });
}

void use(FileFacts& file, const FileFacts& putter, const rulebook::Rulebook& book) {
  for (const AliasFact& one : putter.foreign.aliases) {
    if (!puts_name(one)) continue;
    take_back(file, "removed-name", one.name, one.on);
    take_back(file, "removed-method", one.name, one.on);  // put on a class: `TestCase.assertEquals`
    for (ImportEvent& step : file.module.steps) {
      if (step.name == one.name) step.alive -= one.on;
    }
  }
  for (const InjectedModule& one : putter.module.injected) {
    if (!puts_module(one, book)) continue;
    take_back(file, "removed-module", one.name, one.on);
    for (ImportFact& import : file.imports) {
      if (import.level == 0 && is_or_in(import.module, one.name)) import.supplied |= one.on;
    }
  }
}

}  // namespace

void settle_put_back(std::span<FileFacts> files, const Layout& layout,
                     const ModuleResolver& resolver, const rulebook::Rulebook& book) {
  std::vector<ModuleId> putters;
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    if (puts_any(layout.facts(id), book)) putters.push_back(id);
  }
  if (putters.empty()) return;
  const Importers importers = importers_of(layout, resolver);
  for (const ModuleId putter : putters) {
    std::vector<bool> seen(layout.modules().size());
    std::vector<ModuleId> todo = {putter};
    seen[putter] = true;
    while (!todo.empty()) {
      const ModuleId one = todo.back();
      todo.pop_back();
      if (one != putter) use(files[layout.module(one).file], layout.facts(putter), book);
      for (const ModuleId next : importers[one]) {
        if (seen[next]) continue;
        seen[next] = true;
        todo.push_back(next);
      }
    }
  }
}

}  // namespace pymolt::project
