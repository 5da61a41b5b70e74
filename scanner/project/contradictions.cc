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

// A folder's runtimes that name one version each, and not the same.
void runtimes_that_differ(const std::vector<ConfigurationRow>& rows,
                          std::vector<Contradiction>& found) {
  std::map<std::string_view, std::vector<std::size_t>> by_folder;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const VersionStatement& one = rows[r].statement;
    if (one.pins && role_of(one.kind) == Role::runs && one.versions.size() == 1)
      by_folder[folder_of(rows[r].path)].push_back(r);
  }
  for (const auto& [folder, members] : by_folder) {
    VersionSet all;
    for (const std::size_t r : members) all |= rows[r].statement.versions;
    if (all.size() < 2) continue;
    const std::string where = folder.empty() ? "this folder" : std::string(folder);
    found.push_back({"what runs in " + where + " is stated as " + all.str(), members});
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
  for (const ConfigurationRow& row : rows) {
    if (!row.statement.pins) continue;
    const Role role = role_of(row.statement.kind);
    if (role == Role::names) named |= row.statement.versions;
    if (role == Role::bounds) bounds |= row.statement.versions;
  }
  if (!named.empty()) return named;
  return bounds & (VersionSet::before(kNewestReleased) | VersionSet(kNewestReleased));
}

std::vector<Contradiction> find_contradictions(const std::vector<ConfigurationRow>& rows) {
  std::vector<Contradiction> found;
  if (rows.size() > 5'000) return found;
  excluded_by_bounds(rows, found);
  runtimes_that_differ(rows, found);
  return found;
}

}  // namespace pymolt::project
