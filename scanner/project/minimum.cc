// A file's versions are what is left when everything that fails is taken away; a folder's are what all its files share.
// SPDX-License-Identifier: MIT
#include "project/minimum.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>

#include "imports/failure_messages.h"
#include "project/own_modules.h"

namespace pymolt::project {

namespace {

// Something in a file because of which some versions do not do.
struct Obstacle {
  VersionSet fails_on;
  std::string what;
  const std::string* path;
  std::uint32_t line;
};

using Obstacles = std::vector<Obstacle>;

std::string title_of(const rulebook::Rulebook& book, const std::string& construct) {
  const rulebook::Lifetime* life = book.lifetime("syntax." + construct);
  return life == nullptr || life->title.empty() ? construct : std::string(life->title);
}

Obstacles obstacles_of(std::span<const Finding> findings, const std::string& path) {
  Obstacles obstacles;
  for (const Finding& finding : findings) {
    const bool counts = finding.breaks_as >= Severity::high &&
                        finding.confidence >= Confidence::likely && !finding.python2_only &&
                        !finding.symbol.starts_with("syntax.");
    if (counts) obstacles.push_back({finding.breaks_on, finding.symbol, &path, finding.span.line});
  }
  return obstacles;
}

// What stops the import of the module ID in its own file.
void add_import_failures(ModuleId id, const std::string& path, const ProjectModel& model,
                         Obstacles& obstacles) {
  if (id == kNone) return;
  const ImportOutcome& outcome = model.outcomes()[id];
  std::map<FaultId, VersionSet> fails_on;
  for (const Version v : (~(outcome.imports | outcome.unknown)).versions()) {
    const FaultId fault = outcome.faults[static_cast<std::size_t>(v.place())];
    if (fault != kNone && model.program().faults[fault].module == id) fails_on[fault] |= v;
  }
  for (auto& [number, on] : fails_on) {
    const Fault& fault = model.program().faults[number];
    // What a package's pinned release does on versions that no release is known for is no promise.
    if (on.contains(kNewestReleased)) on |= VersionSet::from(on.newest());
    obstacles.push_back({on, cause_of(fault), &path, fault.line});
  }
}

Obstacles obstacles_of(const FileFacts& file, ModuleId id, const OwnModules& own,
                       const ProjectModel& model, const rulebook::Rulebook& book) {
  Obstacles obstacles;
  for (const CompileError& error : file.errors) {
    obstacles.push_back(
        {error.fails_on, title_of(book, error.construct), &file.path, error.span.line});
  }
  std::vector<Finding> corrected;
  for (const Finding& found : file.findings) corrected.push_back(own.corrected(id, found));
  const Obstacles raised = obstacles_of(corrected, file.path);
  obstacles.insert(obstacles.end(), raised.begin(), raised.end());
  add_import_failures(id, file.path, model, obstacles);
  return obstacles;
}

// How far OBSTACLE reaches up from the version at PLACE: the next place at which it is none.
int end_of(const Obstacle& obstacle, int place) {
  while (place < Version::kCount && obstacle.fails_on.contains(Version::at(place))) ++place;
  return place;
}

// The same down: the first place from which on it is one.
int begin_of(const Obstacle& obstacle, int place) {
  while (place > 0 && obstacle.fails_on.contains(Version::at(place - 1))) --place;
  return place;
}

DecidingLine line_of(const Obstacle& obstacle, int place) {
  return {Version::at(place), obstacle.what, *obstacle.path, obstacle.line};
}

bool is_on(const Obstacle& obstacle, int place) {
  return 0 <= place && place < Version::kCount && obstacle.fails_on.contains(Version::at(place));
}

// Of the obstacles on the version at PLACE the first that reaches farthest up, said of the next version on which it is none; nothing where
// there is none.
std::optional<DecidingLine> needs_from(const Obstacles& obstacles, int place) {
  const Obstacle* farthest = nullptr;
  for (const Obstacle& one : obstacles) {
    if (is_on(one, place) && (farthest == nullptr || end_of(one, place) > end_of(*farthest, place)))
      farthest = &one;
  }
  if (farthest == nullptr) return std::nullopt;
  const int next = end_of(*farthest, place);
  return line_of(*farthest, next < Version::kCount ? next : place);
}

// The first that reaches farthest down, said of the version from which on it is one.
std::optional<DecidingLine> not_from(const Obstacles& obstacles, int place) {
  const Obstacle* farthest = nullptr;
  for (const Obstacle& one : obstacles) {
    if (is_on(one, place) &&
        (farthest == nullptr || begin_of(one, place) < begin_of(*farthest, place)))
      farthest = &one;
  }
  if (farthest == nullptr) return std::nullopt;
  return line_of(*farthest, begin_of(*farthest, place));
}

// Gathers what stands below one path.
struct Group {
  Obstacles obstacles;
  bool known = true;

  void add(const Obstacles& more, bool all_known) {
    obstacles.insert(obstacles.end(), more.begin(), more.end());
    known = known && all_known;
  }

  [[nodiscard]] VersionNeed need(VersionNeed::Of of, const std::string& path) const {
    VersionNeed need;
    need.of = of;
    need.path = path;
    need.known = known;
    for (const Obstacle& obstacle : obstacles) need.works -= obstacle.fails_on;
    if (need.works.empty()) {
      // Nothing does: what keeps out the oldest and what keeps out the newest stand against each other.
      need.needs = needs_from(obstacles, 0);
      need.not_from = project::not_from(obstacles, kNewestReleased.place());
      return need;
    }
    need.needs = needs_from(obstacles, need.works.oldest().place() - 1);
    need.not_from = project::not_from(obstacles, need.works.newest().place() + 1);
    return need;
  }
};

}  // namespace

std::vector<VersionNeed> version_needs(const Report& report, const ProjectModel& model,
                                       const rulebook::Rulebook& book) {
  const OwnModules own(model.layout(), model.resolver());
  Group tree;
  std::map<std::string, Group> folders;
  std::map<std::string, Group> by_file;
  const auto add = [&](const std::string& path, const Obstacles& obstacles, bool known) {
    tree.add(obstacles, known);
    by_file[path].add(obstacles, known);
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      folders[path.substr(0, slash)].add(obstacles, known);
    }
  };
  for (std::uint32_t i = 0; i < report.files.size(); ++i) {
    const FileFacts& file = report.files[i];
    if (file.state != FileState::scanned || file.kind != FileKind::python) continue;
    add(file.path, obstacles_of(file, model.module_of(i), own, model, book),
        file.compiles.has_value());
  }
  for (const FileFacts& file : report.inventory) {
    if (file.state == FileState::scanned && file.c_source.is_source)
      add(file.path, obstacles_of(file.findings, file.path), true);
  }
  std::vector<VersionNeed> needs = {tree.need(VersionNeed::Of::tree, "")};
  for (const auto& [path, group] : folders)
    needs.push_back(group.need(VersionNeed::Of::folder, path));
  for (const auto& [path, group] : by_file)
    needs.push_back(group.need(VersionNeed::Of::file, path));
  return needs;
}

VersionNeed version_need(std::uint32_t place, const std::vector<FileFacts>& files,
                         const ProjectModel& model, const rulebook::Rulebook& book) {
  const FileFacts& file = files[place];
  const OwnModules own(model.layout(), model.resolver());
  Group group;
  group.add(obstacles_of(file, model.module_of(place), own, model, book),
            file.compiles.has_value());
  return group.need(VersionNeed::Of::file, file.path);
}

}  // namespace pymolt::project
