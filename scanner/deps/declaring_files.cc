// Paths are resolved within the files that were read; nothing on the disk is looked at.
// SPDX-License-Identifier: MIT
#include "deps/declaring_files.h"

#include <algorithm>

#include "scan/included_files.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostTogether = 64;  // files that narrow one: what passes it is not followed

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_requirements(std::string_view path) {
  return path.ends_with(".txt") || path.ends_with(".in") || path.ends_with(".pip");
}

}  // namespace

DeclaringFiles::DeclaringFiles(const std::vector<const FileFacts*>& files) {
  for (const FileFacts* file : files) by_path_.emplace(file->path, file);
  for (const FileFacts* file : files) connect(*file);
  find_cycles();
}

const FileFacts* DeclaringFiles::find(const std::string& path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : found->second;
}

// Beside the file, as pip looks; of commands also at the top of the tree, and by the name alone (`COPY … /app/`).
const FileFacts* DeclaringFiles::target(const FileFacts& file, const IncludedFile& include) const {
  const std::string folder = folder_of(file.path);
  const FileFacts* found =
      include.path.starts_with('/') ? nullptr : find(scan::joined_within(folder, include.path));
  if (found != nullptr || is_requirements(file.path)) return found;
  found = find(scan::joined_within("", include.path));
  if (found == nullptr) found = find(scan::joined_within(folder, name_of(include.path)));
  return found == nullptr ? find(std::string(name_of(include.path))) : found;
}

void DeclaringFiles::connect(const FileFacts& file) {
  for (const IncludedFile& include : file.inventory.includes) {
    const FileFacts* to = target(file, include);
    if (to != nullptr) {
      includes_[&file].push_back({to, include.constraints, include.line});
      included_by_[to].emplace_back(&file, include.line);
      if (include.constraints) constraints_.insert(to);
      continue;
    }
    const bool far = include.path.find("://") != std::string::npos;
    const std::string shown = include.path.substr(0, 200);
    problems_.push_back(
        {file.path,
         {include.line, far ? "`" + shown + "` is not read: it is not in this tree"
                            : "`" + shown + "` is not among the files that were read"}});
  }
}

// By the order in which a walk along the includes leaves the files; back along them, what reaches each other is one group.
std::map<const FileFacts*, std::size_t> DeclaringFiles::groups() const {
  std::vector<const FileFacts*> left_in_order;
  std::set<const FileFacts*> seen;
  for (const auto& [start, edges] : includes_) {
    std::vector<std::pair<const FileFacts*, std::size_t>> way;
    if (seen.insert(start).second) way.emplace_back(start, 0);
    while (!way.empty()) {
      const FileFacts* const file = way.back().first;
      const auto from = includes_.find(file);
      const std::size_t next = way.back().second++;
      if (from == includes_.end() || next >= from->second.size()) {
        left_in_order.push_back(file);
        way.pop_back();
      } else if (seen.insert(from->second[next].to).second) {
        way.emplace_back(from->second[next].to, 0);
      }
    }
  }
  std::map<const FileFacts*, std::size_t> groups;
  for (auto at = left_in_order.rbegin(); at != left_in_order.rend(); ++at) {
    const std::size_t group = groups.size();
    std::vector<const FileFacts*> todo = {*at};
    while (!todo.empty()) {
      const FileFacts* const file = todo.back();
      todo.pop_back();
      if (!groups.emplace(file, group).second) continue;
      const auto by = included_by_.find(file);
      if (by == included_by_.end()) continue;
      for (const auto& [above, line] : by->second) todo.push_back(above);
    }
  }
  return groups;
}

// A file that includes itself, over however many others: said once for each, at its own line.
void DeclaringFiles::find_cycles() {
  const std::map<const FileFacts*, std::size_t> group = groups();
  for (const auto& [file, edges] : includes_) {
    for (const Edge& edge : edges) {
      if (group.at(edge.to) != group.at(file)) continue;
      problems_.push_back(
          {file->path,
           {edge.line, "`" + edge.to->path + "` includes this file in turn; each is read once"}});
    }
  }
}

// FILE and all it includes.
void DeclaringFiles::close(const FileFacts& file, std::set<const FileFacts*>& seen,
                           std::vector<const FileFacts*>& out) const {
  std::vector<const FileFacts*> left = {&file};
  while (!left.empty() && seen.size() < kMostTogether) {
    const FileFacts* at = left.back();
    left.pop_back();
    if (!seen.insert(at).second) continue;
    out.push_back(at);
    const auto edges = includes_.find(at);
    if (edges == includes_.end()) continue;
    for (const Edge& edge : edges->second) left.push_back(edge.to);
  }
}

namespace {

struct LockName {
  std::string_view manifest;
  std::string_view lock;
};

constexpr LockName kLocks[] = {
    {"pyproject.toml", "poetry.lock"},
    {"pyproject.toml", "uv.lock"},
    {"pyproject.toml", "pdm.lock"},
    {"pyproject.toml", "pylock.toml"},
    {"setup.py", "uv.lock"},
    {"setup.cfg", "uv.lock"},
    {"Pipfile", "Pipfile.lock"},
    {"environment.yml", "conda-lock.yml"},
    {"environment.yaml", "conda-lock.yml"},
};

}  // namespace

const FileFacts* DeclaringFiles::lock_of(const FileFacts& file) const {
  const std::string_view name = name_of(file.path);
  if (name.ends_with(".in")) return find(file.path.substr(0, file.path.size() - 3) + ".txt");
  for (const LockName& row : kLocks) {
    if (row.manifest != name) continue;
    // A workspace has one lock at its top.
    for (std::string folder = folder_of(file.path);; folder = folder_of(folder)) {
      const FileFacts* lock = find(scan::joined_within(folder, row.lock));
      if (lock != nullptr) return lock;
      if (folder.empty()) break;
    }
  }
  return nullptr;
}

std::vector<const FileFacts*> DeclaringFiles::narrowing(const FileFacts& file) const {
  std::set<const FileFacts*> seen;
  std::vector<const FileFacts*> out;
  close(file, seen, out);
  // Those who include it bring their constraints along; of a script only those of the same command.
  std::vector<std::pair<const FileFacts*, std::uint32_t>> left;
  std::set<const FileFacts*> visited = {&file};
  if (const auto by = included_by_.find(&file); by != included_by_.end()) left = by->second;
  while (!left.empty() && visited.size() < kMostTogether) {
    const auto [by, line] = left.back();
    left.pop_back();
    for (const Edge& edge : includes_.at(by)) {
      if (edge.constraints && (is_requirements(by->path) || edge.line == line))
        close(*edge.to, seen, out);
    }
    const auto above = included_by_.find(by);
    if (visited.insert(by).second && above != included_by_.end())
      left.insert(left.end(), above->second.begin(), above->second.end());
  }
  if (const FileFacts* lock = lock_of(file)) close(*lock, seen, out);
  return out;
}

}  // namespace pymolt::project
