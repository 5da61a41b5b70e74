// The findings take the way of all others: selected, weighed, distinguished from what was broken before.
// SPDX-License-Identifier: MIT
#include "project/dependency_section.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/dotted.h"
#include "project/file_requests.h"

namespace pymolt::project {

std::vector<const FileFacts*> declaring_files(const Report& report) {
  std::vector<const FileFacts*> files;
  for (const auto* list : {&report.files, &report.inventory}) {
    for (const FileFacts& file : *list) {
      if (!file.inventory.dependencies.empty() || !file.inventory.includes.empty())
        files.push_back(&file);
    }
  }
  std::ranges::sort(files, {}, &FileFacts::path);
  return files;
}

FailingModules failing_modules(std::span<const FileFacts> files, const Dependencies& dependencies) {
  std::set<std::string, std::less<>> tops;
  for (const FileFacts& file : files) {
    for (const ImportFact& import : file.imports) {
      const std::string_view top = first_part(import.module);
      if (import.level == 0 && !top.empty() && !tops.contains(top)) tops.emplace(top);
    }
  }
  FailingModules failing;
  for (const std::string& top : tops) {
    FailingImport one = dependencies.failing(top);
    if (!one.on.empty()) failing.emplace(top, one.on);
  }
  return failing;
}

namespace {

void add_findings(const Dependencies& dependencies, const ReportRequest& request,
                  const rulebook::Rulebook& book, Report& report) {
  const rulebook::RulePage* page = book.page("dependency");
  const FileRequests asked(request);
  for (auto& [path, findings] : dependency_findings(dependencies)) {
    const FileRequest of_file = asked.of(path);
    for (Finding& finding : findings) {
      if (page != nullptr) finding.docs = page->docs;
      if (!of_file.takes(finding)) continue;
      of_file.weigh(finding);
      const auto severity = finding.consequence(of_file.target);
      if (!severity) continue;
      const bool already = !of_file.from.empty() && finding.breaks_on.contains(of_file.from);
      (already ? report.already : report.findings).push_back({path, *severity, std::move(finding)});
    }
  }
  const auto by_place = [](const ReportedFinding& a, const ReportedFinding& b) {
    return std::tie(a.path, a.finding.span) < std::tie(b.path, b.finding.span);
  };
  std::ranges::stable_sort(report.findings, by_place);
  std::ranges::stable_sort(report.already, by_place);
}

}  // namespace

void report_dependencies(const Dependencies& dependencies, const ReportRequest& request,
                         const rulebook::Rulebook& book, Report& report) {
  report.dependencies.rows = dependencies.rows();
  std::ranges::stable_sort(
      report.dependencies.rows, [](const DependencyRow& a, const DependencyRow& b) {
        return std::tie(a.path, a.declaration.line) < std::tie(b.path, b.declaration.line);
      });
  for (const auto& [path, problem] : dependencies.problems())
    report.problems.push_back({path, problem});
  std::ranges::stable_sort(report.problems, [](const ReportedProblem& a, const ReportedProblem& b) {
    return std::tie(a.path, a.problem.line) < std::tie(b.path, b.problem.line);
  });
  report.summary.dependencies = count_dependencies(report.dependencies.rows, report.target);
  compare_with_imports(dependencies, book, report, report.dependencies);
  add_findings(dependencies, request, book, report);
}

}  // namespace pymolt::project
