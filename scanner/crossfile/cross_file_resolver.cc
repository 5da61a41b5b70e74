// Imports lead on, aliases, classes and flags are ends; a path that leads round in a circle is given up.
// SPDX-License-Identifier: MIT
#include "crossfile/cross_file_resolver.h"

#include "base/dotted.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostSteps = 64;

std::string_view rest_of(std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
}

std::string joined(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::string(a.empty() ? b : a);
  return std::string(a).append(".").append(b);
}

CrossFileMeaning standard_thing(std::string dotted, VersionSet on) {
  CrossFileMeaning found;
  found.standard = std::move(dotted);
  found.on = on;
  return found;
}

CrossFileMeaning unknown(VersionSet on) {
  CrossFileMeaning found;
  found.on = on;
  return found;
}

}  // namespace

std::vector<CrossFileMeaning> CrossFileResolver::follow(ModuleId home, const CrossFileName& name,
                                                        VersionSet on) const {
  std::vector<Step> todo;
  std::vector<CrossFileMeaning> out;
  enter(home, name, on, todo, out);
  return run(std::move(todo), std::move(out));
}

std::vector<CrossFileMeaning> CrossFileResolver::base(ModuleId home, std::string_view name,
                                                      VersionSet on) const {
  return run({{home, std::string(name), on}}, {});
}

std::vector<CrossFileMeaning> CrossFileResolver::run(std::vector<Step> todo,
                                                     std::vector<CrossFileMeaning> out) const {
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const Step step = todo[i];
    if (i >= kMostSteps) {
      out.push_back(unknown(step.on));
    } else {
      look_up(step, todo, out);
    }
  }
  return out;
}

// The module that an import names, and the path in it.
void CrossFileResolver::enter(ModuleId from, const CrossFileName& name, VersionSet on,
                              std::vector<Step>& todo, std::vector<CrossFileMeaning>& out) const {
  for (const Found& found : resolver_.find(from, name.module, name.level)) {
    const VersionSet here = found.on & on;
    if (here.empty()) continue;
    if (found.kind == Found::Kind::standard) {
      out.push_back(standard_thing(joined(found.name, name.path), here));
    } else if (found.kind == Found::Kind::own && found.module != kNone) {
      todo.push_back({found.module, name.path, here});
    } else if (found.kind == Found::Kind::own && found.is_folder) {
      const Found below = resolver_.below(found, first_part(name.path));
      if (below.module != kNone)
        todo.push_back({below.module, std::string(rest_of(name.path)), here});
    } else {
      out.push_back(unknown(here));
      if (found.kind == Found::Kind::external || found.known_to_fail)
        out.back().external = joined(found.name, name.path);
    }
  }
}

void CrossFileResolver::look_up(const Step& step, std::vector<Step>& todo,
                                std::vector<CrossFileMeaning>& out) const {
  const FileFacts& facts = layout_.facts(step.module);
  const std::string_view name = first_part(step.path);
  const std::string_view rest = rest_of(step.path);
  if (name.empty()) return out.push_back(unknown(step.on));
  // What is bound to the version by its name is that, whatever else the module may get.
  for (const FlagFact& flag : facts.foreign.flags) {
    if (flag.name != name || !rest.empty()) continue;
    CrossFileMeaning told = unknown(step.on);
    told.module = step.module;
    told.flag = &flag;
    return out.push_back(told);
  }
  VersionSet left = step.on - facts.module.any_name;
  for (const ImportFact& import : facts.imports) {
    const VersionSet on = import.bound_as == name ? import.binds & left : VersionSet::none();
    if (on.empty()) continue;
    left -= on;
    const std::string first(first_part(import.module));
    const bool binds_first = import.name.empty() && import.level == 0 && import.bound_as == first;
    CrossFileName next{import.level, binds_first ? first : import.module,
                       joined(import.name, rest)};
    enter(step.module, next, on, todo, out);
  }
  for (const AliasFact& alias : facts.foreign.aliases) {
    const VersionSet on = alias.name == name ? alias.on & left : VersionSet::none();
    if (on.empty()) continue;
    left -= on;
    out.push_back(standard_thing(joined(alias.dotted, rest), on));
  }
  if (left.empty()) return;
  CrossFileMeaning found = unknown(left);
  found.module = step.module;
  for (const ClassFact& made : facts.foreign.classes) {
    if (made.name == name && rest.empty()) found.made = &made;
  }
  if (found.made != nullptr) return out.push_back(found);
  const ModuleId submodule = layout_.module(step.module).is_package
                                 ? layout_.find(join(layout_.folder_of(step.module), name))
                                 : kNone;
  if (submodule != kNone) {
    todo.push_back({submodule, std::string(rest), left});
  } else {
    look_in_stars({step.module, step.path, left}, todo, out);
  }
}

// `from .compat import *`: one of them may have it. More than one star, and nobody knows which.
void CrossFileResolver::look_in_stars(const Step& step, std::vector<Step>& todo,
                                      std::vector<CrossFileMeaning>& out) const {
  const FileFacts& facts = layout_.facts(step.module);
  const ImportFact* star = nullptr;
  for (const ImportFact& import : facts.imports) {
    if (import.name != "*") continue;
    if (star != nullptr) return out.push_back(unknown(step.on));
    star = &import;
  }
  for (const ImportEvent& defined : facts.module.steps) {
    if (defined.kind == ImportEvent::Kind::define && defined.name == first_part(step.path))
      star = nullptr;
  }
  if (star == nullptr) return out.push_back(unknown(step.on));
  enter(step.module, {star->level, star->module, step.path}, step.on & star->alive, todo, out);
}

}  // namespace pymolt::project
