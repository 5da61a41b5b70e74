// Single files only so far: what a module imports from the project is not followed.
// SPDX-License-Identifier: MIT
#include "project/modules.h"

#include <algorithm>
#include <map>
#include <set>

namespace pymolt::project {

namespace {

// Letters beyond ASCII are taken on trust.
bool is_identifier(std::string_view word) {
  const auto letter = [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !word.empty() && !digit(word.front()) &&
         std::all_of(word.begin(), word.end(), [&](char c) { return letter(c) || digit(c); });
}

// Where the file does not compile, that is the cause; otherwise the first critical finding on that version is.
Because because_of(const FileFacts& file, const std::string& module, Version v) {
  Because why;
  why.via = {module};
  why.path = file.path;
  for (const CompileError& error : file.errors) {
    if (!error.fails_on.contains(v)) continue;
    why.cause = error.construct;
    why.line = error.span.line;
    return why;
  }
  for (const Finding& finding : file.findings) {
    if (finding.breaks_as != Severity::critical || !finding.breaks_on.contains(v)) continue;
    why.cause = finding.symbol;
    why.line = finding.span.line;
    return why;
  }
  why.cause = "does not compile";
  why.line = 1;
  return why;
}

}  // namespace

std::string module_name(std::string_view path) {
  if (path.starts_with("src/")) path.remove_prefix(4);
  if (path.ends_with(".py")) {
    path.remove_suffix(3);
  } else if (path.ends_with(".pyw")) {
    path.remove_suffix(4);
  } else {
    return {};
  }
  if (path.ends_with("/__init__")) path.remove_suffix(9);
  std::string name;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!is_identifier(part)) return {};
    name += part;
    if (slash == std::string_view::npos) return name;
    name += '.';
    path.remove_prefix(slash + 1);
  }
}

std::vector<ModuleVerdict> module_verdicts(const std::vector<FileFacts>& files) {
  std::vector<ModuleVerdict> modules;
  for (const FileFacts& file : files) {
    if (file.state != FileState::scanned) continue;
    ModuleVerdict module;
    module.name = module_name(file.path);
    if (module.name.empty()) continue;
    module.path = file.path;
    VersionSet fails;
    for (const Finding& finding : file.findings) {
      if (finding.breaks_as == Severity::critical) fails |= finding.breaks_on;
    }
    if (file.compiles) {
      fails |= ~*file.compiles;
    } else {
      module.unknown = ~fails;
      module.unknown_because = file.unknown_because;
    }
    module.imports = ~fails - module.unknown;
    for (const Version v : fails.versions()) module.because[v] = because_of(file, module.name, v);
    modules.push_back(std::move(module));
  }
  std::stable_sort(modules.begin(), modules.end(),
                   [](const ModuleVerdict& a, const ModuleVerdict& b) { return a.name < b.name; });
  return modules;
}

std::vector<ExternalModule> external_modules(const std::vector<FileFacts>& files,
                                             const rulebook::Rulebook& book) {
  std::set<std::string, std::less<>> own;
  std::set<std::string, std::less<>> paths;
  for (const FileFacts& file : files) {
    const std::string name = module_name(file.path);
    own.insert(name.substr(0, name.find('.')));
    paths.insert(file.path);
  }
  // A neighbour of the importing file is the project's own on 2.7, whose imports are relative.
  const auto is_neighbour = [&](const std::string& importer, const std::string& top) {
    const std::string beside = importer.substr(0, importer.rfind('/') + 1) + top;
    return paths.contains(beside + ".py") || paths.contains(beside + "/__init__.py");
  };
  std::map<std::string, std::set<std::string>> importers;
  for (const FileFacts& file : files) {
    for (const ImportFact& import : file.imports) {
      const std::string top = import.module.substr(0, import.module.find('.'));
      if (import.level > 0 || top.empty() || own.contains(top) || book.is_module(top)) continue;
      if (!is_neighbour(file.path, top)) importers[top].insert(file.path);
    }
  }
  std::vector<ExternalModule> externals;
  for (const auto& [name, from] : importers) externals.push_back({name, {from.begin(), from.end()}});
  return externals;
}

}  // namespace pymolt::project
