// Every file's statements in the order of files and places; the target is put into a statement's own pattern.
// SPDX-License-Identifier: MIT
#include "project/stated_versions.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "project/contradictions.h"

namespace pymolt::project {

namespace {

constexpr char kAdvice = '?';                       // what follows says what to do, and is no edit
constexpr Version kLeastMeant = Version::of(3, 3);  // no version before it has a tenfold

std::string compact(Version v) { return std::to_string(v.major()) + std::to_string(v.minor()); }

std::string next_of(Version v) {
  return std::to_string(v.major()) + "." + std::to_string(v.minor() + 1);
}

std::string put_target(std::string_view pattern, Version v) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view mark = pattern.substr(i, 3);
    if (mark == "{V}") {
      text += v.str();
    } else if (mark == "{C}") {
      text += compact(v);
    } else if (mark == "{N}") {
      text += next_of(v);
    } else if (mark == "{Q}") {
      text += v.minor() % 10 == 0 ? "\"" + std::string(v.str()) + "\"" : std::string(v.str());
    } else {
      text += pattern[i];
      continue;
    }
    i += 2;
  }
  return text;
}

// RANGE without `!=3.13.*`, where V is 3.13.
std::string without_exclusion(std::string range, Version v) {
  const std::string out = "!=" + std::string(v.str()) + ".*";
  const std::size_t at = range.find(out);
  if (at == std::string::npos) return range;
  std::size_t end = at + out.size();
  std::size_t begin = at;
  if (end < range.size() && range[end] == ',') {
    end = range.find_first_not_of(' ', end + 1);
  } else {
    begin = range.find_last_not_of(" ,", at == 0 ? 0 : at - 1) + 1;
  }
  return range.erase(begin, end == std::string::npos ? end : end - begin);
}

void add_file(const FileFacts& file, Report& report) {
  for (const VersionStatement& statement : file.inventory.statements) {
    ConfigurationRow row{file.path, statement, instead_of(statement, report.target), {}};
    const bool against =
        statement.pins && !report.target.empty() && !statement.versions.contains(report.target);
    if (against) row.statement.note = advice_of(statement, report.target);
    report.configuration.push_back(std::move(row));
  }
  for (const LineProblem& problem : file.inventory.problems)
    report.problems.push_back({file.path, problem});
}

// Of versions named one by one: a bound that is open upwards names none.
void tell_ended(Report& report, const rulebook::Rulebook& book) {
  for (ConfigurationRow& row : report.configuration) {
    const VersionStatement& statement = row.statement;
    if (!statement.pins || statement.versions.contains(Version::at(Version::kCount - 1))) continue;
    const std::string_view provider = provider_of(statement.kind);
    for (const rulebook::SupportEnd& end : book.support_ends()) {
      if (end.of != provider || !statement.versions.contains(end.version)) continue;
      // What a number without its zero is taken for is not what is meant.
      if (!statement.note.empty() && end.version < kLeastMeant) continue;
      if (rulebook::has_ended(end.date, report.as_of)) row.ended.emplace(end.version, end.date);
    }
  }
}

}  // namespace

void set_inventory_apart(Report& report) {
  const auto stays = [](const FileFacts& file) {
    return file.kind == FileKind::python || file.state != FileState::scanned;
  };
  const auto first = std::stable_partition(report.files.begin(), report.files.end(), stays);
  report.inventory.assign(std::make_move_iterator(first),
                          std::make_move_iterator(report.files.end()));
  report.files.erase(first, report.files.end());
}

bool papers_name_python2(const Report& report) {
  const auto at_the_top = [&](const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(slash + 1);
    if (name != "setup.cfg" && name != "pyproject.toml") return false;
    return slash == std::string::npos || std::find(report.roots.begin(), report.roots.end(),
                                                   path.substr(0, slash)) != report.roots.end();
  };
  return std::any_of(report.inventory.begin(), report.inventory.end(), [&](const FileFacts& file) {
    if (!at_the_top(file.path)) return false;
    return std::any_of(file.inventory.statements.begin(), file.inventory.statements.end(),
                       [](const VersionStatement& s) {
                         const Role role = role_of(s.kind);
                         const bool says =
                             s.kind == "classifiers" || (role == Role::bounds && s.pins);
                         return says && s.versions.contains(Version::of(2, 7));
                       });
  });
}

std::string instead_of(const VersionStatement& statement, VersionSet target) {
  if (!statement.pins || target.empty() || statement.versions.contains(target) ||
      statement.rewrite.starts_with(kAdvice))
    return {};
  return without_exclusion(put_target(statement.rewrite, target.newest()), target.newest());
}

std::string advice_of(const VersionStatement& statement, VersionSet target) {
  if (!statement.rewrite.starts_with(kAdvice)) return statement.note;
  return put_target(std::string_view(statement.rewrite).substr(1), target.newest());
}

void judge_configuration(Report& report, const std::string& as_of, const rulebook::Rulebook& book) {
  for (const FileFacts& file : report.files) add_file(file, report);
  for (const FileFacts& file : report.inventory) add_file(file, report);
  std::stable_sort(report.configuration.begin(), report.configuration.end(),
                   [](const auto& a, const auto& b) {
                     return std::tie(a.path, a.statement.span) < std::tie(b.path, b.statement.span);
                   });
  std::stable_sort(report.problems.begin(), report.problems.end(),
                   [](const auto& a, const auto& b) {
                     return std::tie(a.path, a.problem.line) < std::tie(b.path, b.problem.line);
                   });
  report.as_of = as_of;
  if (!as_of.empty()) tell_ended(report, book);
  report.says_it_supports = stated_support(report.configuration);
  report.contradictions = find_contradictions(report.configuration);
  for (const Version v : report.target.versions()) {
    Count& count = report.summary.configuration[v];
    for (const ConfigurationRow& row : report.configuration) {
      count.of += 1;
      count.ok += row.statement.pins && row.statement.versions.contains(v) ? 1 : 0;
      count.unknown += row.statement.pins ? 0 : 1;
    }
  }
}

}  // namespace pymolt::project
