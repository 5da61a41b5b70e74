// Step by step: which findings concern the target, which modules import, the sums, the verdict.
// SPDX-License-Identifier: MIT
#include "project/reduce.h"

#include <algorithm>

#include "project/modules.h"
#include "project/own_modules.h"
#include "project/selection.h"

namespace pymolt::project {

namespace {

// Code comes from 2.7 when the user says so or when some file of the project shows it.
bool comes_from_python2(const std::vector<FileFacts>& files, VersionSet from) {
  if (!from.empty()) return from.contains(Version::of(2, 7));
  return std::any_of(files.begin(), files.end(), [](const FileFacts& f) { return f.from_python2; });
}

std::vector<ReportedFinding> concerning(const std::vector<FileFacts>& files, const Request& request) {
  const bool python2 = comes_from_python2(files, request.from);
  const Selection selection(request.select, request.ignore);
  const OwnModules own(files);
  std::vector<ReportedFinding> reported;
  for (const FileFacts& file : files) {
    for (const Finding& found : file.findings) {
      const Finding finding = own.corrected(file.path, found);
      const bool ran_on_python2 = python2 && file.compiles && file.compiles->contains(Version::of(2, 7));
      if (finding.python2_only && !ran_on_python2) continue;
      if (finding.confidence < request.at_least) continue;
      if (!selection.takes(finding.rule, finding.symbol)) continue;
      const auto severity = finding.consequence(request.target);
      if (severity) reported.push_back({file.path, *severity, finding});
    }
  }
  return reported;
}

void count_files(const std::vector<FileFacts>& files, VersionSet target, Summary& summary) {
  summary.found = static_cast<std::uint32_t>(files.size());
  for (const Version v : target.versions()) summary.compile[v] = {};
  for (const FileFacts& file : files) {
    summary.skipped += file.state == FileState::skipped ? 1 : 0;
    summary.failed += file.state == FileState::failed ? 1 : 0;
    if (file.state != FileState::scanned) continue;
    ++summary.scanned;
    for (auto& [version, count] : summary.compile) {
      ++count.of;
      if (!file.compiles) {
        ++count.unknown;
      } else if (file.compiles->contains(version)) {
        ++count.ok;
      }
    }
  }
}

void count_modules(const std::vector<ModuleVerdict>& modules, VersionSet target, Summary& summary) {
  for (const Version v : target.versions()) {
    Count& count = summary.import[v];
    for (const ModuleVerdict& module : modules) {
      ++count.of;
      count.ok += module.imports.contains(v) ? 1 : 0;
      count.unknown += module.unknown.contains(v) ? 1 : 0;
    }
  }
}

Decision decide(const Report& report, Version v) {
  const Count compile = report.summary.compile.at(v);
  const Count import = report.summary.import.at(v);
  const bool grave = std::any_of(report.findings.begin(), report.findings.end(), [&](const ReportedFinding& f) {
    const auto severity = f.finding.consequence(v);
    return severity && *severity >= Severity::high;
  });
  if (grave || compile.ok + compile.unknown < compile.of || import.ok + import.unknown < import.of) {
    return Decision::no_go;
  }
  const bool all_known = compile.unknown == 0 && report.summary.failed == 0;
  return all_known ? Decision::go : Decision::unknown;
}

}  // namespace

Report reduce(std::vector<FileFacts> facts, const Request& request, const rulebook::Rulebook& book) {
  Report report;
  report.roots = request.roots;
  report.target = request.target;
  report.from = request.from;
  report.files = std::move(facts);
  report.findings = concerning(report.files, request);
  const Modules modules(report.files, request.roots, book);
  report.modules = modules.verdicts();
  report.externals = modules.externals();
  count_files(report.files, request.target, report.summary);
  count_modules(report.modules, request.target, report.summary);
  for (const ReportedFinding& f : report.findings) {
    ++report.summary.findings[static_cast<std::size_t>(f.severity)];
  }
  for (const Version v : request.target.versions()) report.summary.verdict[v] = decide(report, v);
  return report;
}

}  // namespace pymolt::project
