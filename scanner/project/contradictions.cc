// Bounds hold for the files in their folder and below; runtimes are compared where they stand side by side.
// SPDX-License-Identifier: MIT
#include "project/contradictions.h"

#include <algorithm>
#include <map>
#include <string>

namespace pymolt::project {

namespace {

struct KindRow {
  std::string_view kind;
  Role role;
};

constexpr KindRow kKinds[] = {
    {"requires-python", Role::bounds},     {"poetry-python", Role::bounds},
    {"pdm-python", Role::bounds},          {"pixi-python", Role::bounds},
    {"debian-python", Role::bounds},       {"lock-requires-python", Role::bounds},
    {"classifiers", Role::names},          {"tox-envlist", Role::names},
    {"tox-gh-actions", Role::names},       {"matrix", Role::names},
    {"nox-python", Role::names},           {"hatch-matrix", Role::names},
    {"cibuildwheel-build", Role::names},   {"ruff-target", Role::checks},
    {"black-target", Role::checks},        {"mypy-target", Role::checks},
    {"pyright-target", Role::checks},      {"pylint-target", Role::checks},
    {"isort-target", Role::checks},        {"ty-target", Role::checks},
    {"vermin-target", Role::checks},       {"flake8-target", Role::checks},
    {"pre-commit-language", Role::checks}, {"pre-commit-argument", Role::checks},
    {"sonar-python", Role::checks},
};

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string place(const ConfigurationRow& row) {
  return row.path + ":" + std::to_string(row.statement.span.line);
}

bool is_open(const VersionStatement& statement) {
  return statement.versions.contains(Version::at(Version::kCount - 1));
}

void excluded_by_bounds(const std::vector<ConfigurationRow>& rows,
                        std::vector<Contradiction>& found) {
  for (std::size_t b = 0; b < rows.size(); ++b) {
    const VersionStatement& bound = rows[b].statement;
    if (!bound.pins || role_of(bound.kind) != Role::bounds || bound.versions.empty()) continue;
    const std::string_view folder = folder_of(rows[b].path);
    Contradiction one;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const VersionStatement& other = rows[r].statement;
      if (r == b || !other.pins || other.versions.empty() || !rows[r].path.starts_with(folder))
        continue;
      const Role role = role_of(other.kind);
      if (role == Role::checks || is_open(other)) continue;
      const bool against = role == Role::names ? !bound.versions.contains(other.versions)
                                               : !bound.versions.intersects(other.versions);
      if (against) one.rows.push_back(r);
    }
    if (one.rows.empty()) continue;
    one.message = place(rows[b]) + " (" + bound.kind + " " + bound.stated +
                  ") leaves out what is stated elsewhere";
    one.rows.insert(one.rows.begin(), b);
    found.push_back(std::move(one));
  }
}

// A document of YAML says of several jobs or services side by side what each runs on.
bool holds_several(std::string_view path) {
  return path.ends_with(".yml") || path.ends_with(".yaml");
}

// A folder's runtimes that name one version each, and not the same.
void runtimes_that_differ(const std::vector<ConfigurationRow>& rows,
                          std::vector<Contradiction>& found) {
  struct Runtime {
    std::string_view path;
    VersionSet versions;
    std::vector<std::size_t> rows;
  };
  std::map<std::string_view, std::vector<Runtime>> by_folder;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const VersionStatement& one = rows[r].statement;
    if (!one.pins || role_of(one.kind) != Role::runs || one.versions.size() != 1) continue;
    std::vector<Runtime>& members = by_folder[folder_of(rows[r].path)];
    const bool joins =
        !members.empty() && members.back().path == rows[r].path && holds_several(rows[r].path);
    if (!joins) members.push_back({rows[r].path, {}, {}});
    members.back().versions |= one.versions;
    members.back().rows.push_back(r);
  }
  for (const auto& [folder, members] : by_folder) {
    VersionSet all;
    VersionSet alone;  // of those that name one
    std::vector<std::size_t> told;
    for (const Runtime& one : members) {
      all |= one.versions;
      if (one.versions.size() == 1) alone |= one.versions;
      told.insert(told.end(), one.rows.begin(), one.rows.end());
    }
    const bool differ = alone.size() > 1 || std::ranges::any_of(members, [&](const Runtime& one) {
                          return !alone.empty() && !one.versions.intersects(alone);
                        });
    if (!differ) continue;
    const std::string where = folder.empty() ? "this folder" : std::string(folder);
    found.push_back({"what runs in " + where + " is stated as " + all.str(), std::move(told)});
  }
}

// What may be installed: of a project that says it twice, both hold.
bool is_of_package(const VersionStatement& statement) {
  return statement.pins && !statement.versions.empty() &&
         (statement.kind == "requires-python" || statement.kind == "poetry-python" ||
          statement.kind == "pdm-python");
}

void bounds_that_differ(const std::vector<ConfigurationRow>& rows,
                        std::vector<Contradiction>& found) {
  std::map<std::string_view, std::vector<std::size_t>> by_folder;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (is_of_package(rows[r].statement)) by_folder[folder_of(rows[r].path)].push_back(r);
  }
  for (const auto& [folder, members] : by_folder) {
    const VersionSet first = rows[members.front()].statement.versions;
    const bool differ = std::ranges::any_of(
        members, [&](std::size_t r) { return rows[r].statement.versions != first; });
    if (!differ) continue;
    const std::string where = folder.empty() ? "this folder" : std::string(folder);
    found.push_back({"what may be used is stated differently in " + where, members});
  }
}

}  // namespace

Role role_of(std::string_view kind) {
  for (const KindRow& row : kKinds) {
    if (row.kind == kind) return row.role;
  }
  return Role::runs;
}

std::string_view provider_of(std::string_view kind) {
  return kind == "lambda-runtime" ? "aws-lambda" : "python";
}

VersionSet stated_support(const std::vector<ConfigurationRow>& rows) {
  VersionSet named;
  VersionSet bounds;
  std::map<std::string_view, VersionSet> packages;  // by folder
  for (const ConfigurationRow& row : rows) {
    if (!row.statement.pins) continue;
    const Role role = role_of(row.statement.kind);
    if (role == Role::names) named |= row.statement.versions;
    if (is_of_package(row.statement)) {
      packages.emplace(folder_of(row.path), VersionSet::all()).first->second &=
          row.statement.versions;
    } else if (role == Role::bounds) {
      bounds |= row.statement.versions;
    }
  }
  for (const auto& [folder, both] : packages) bounds |= both;
  if (!named.empty()) return named;
  return bounds & (VersionSet::before(kNewestReleased) | VersionSet(kNewestReleased));
}

std::vector<Contradiction> find_contradictions(const std::vector<ConfigurationRow>& rows) {
  std::vector<Contradiction> found;
  if (rows.size() > 5'000) return found;
  excluded_by_bounds(rows, found);
  bounds_that_differ(rows, found);
  runtimes_that_differ(rows, found);
  return found;
}

}  // namespace pymolt::project
