// Step by step: which findings concern the target, which modules import, the sums, the verdict.
// SPDX-License-Identifier: MIT
#include "project/reduce.h"

#include <algorithm>

#include "project/asked.h"
#include "project/modules.h"
#include "project/own_modules.h"

namespace pymolt::project {

namespace {

bool python2_shows(const std::vector<FileFacts>& files) {
  return std::any_of(files.begin(), files.end(), [](const FileFacts& f) { return f.from_python2; });
}

// What is asked of every file, and of the report as a whole.
std::vector<FileRequest> ask(const Request& request, Report& report) {
  const Asked asked(request);
  std::vector<FileRequest> requests;
  VersionSet sum;
  for (const FileFacts& file : report.files) {
    requests.push_back(asked.of(file.path));
    if (file.state != FileState::skipped) sum |= requests.back().target;
  }
  report.target = sum.empty() ? request.target : sum;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (requests[i].target != report.target) report.own_targets.emplace(report.files[i].path, requests[i].target);
  }
  return requests;
}

std::vector<ReportedFinding> concerning(const std::vector<FileFacts>& files, const std::vector<FileRequest>& requests,
                                        Confidence at_least) {
  const bool python2_here = python2_shows(files);
  const OwnModules own(files);
  std::vector<ReportedFinding> reported;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const FileFacts& file = files[i];
    const FileRequest& request = requests[i];
    // Code comes from 2.7 when the user says so or when some file of the project shows it.
    const bool python2 = request.from.empty() ? python2_here : request.from.contains(Version::of(2, 7));
    const bool ran_on_python2 = python2 && file.compiles && file.compiles->contains(Version::of(2, 7));
    for (const Finding& found : file.findings) {
      if (found.confidence < at_least || (found.python2_only && !ran_on_python2) || !request.takes(found)) continue;
      Finding finding = own.corrected(file.path, found);
      request.weigh(finding);
      const auto severity = finding.consequence(request.target);
      if (severity) reported.push_back({file.path, *severity, std::move(finding)});
    }
  }
  return reported;
}

void count_files(const Report& report, Summary& summary) {
  summary.found = static_cast<std::uint32_t>(report.files.size());
  for (const Version v : report.target.versions()) summary.compile[v] = {};
  for (const FileFacts& file : report.files) {
    summary.skipped += file.state == FileState::skipped ? 1 : 0;
    summary.failed += file.state == FileState::failed ? 1 : 0;
    if (file.state != FileState::scanned) continue;
    ++summary.scanned;
    for (const Version v : report.target_of(file.path).versions()) {
      Count& count = summary.compile[v];
      ++count.of;
      if (!file.compiles) {
        ++count.unknown;
      } else if (file.compiles->contains(v)) {
        ++count.ok;
      }
    }
  }
}

void count_modules(const Report& report, Summary& summary) {
  for (const Version v : report.target.versions()) summary.import[v] = {};
  for (const ModuleVerdict& module : report.modules) {
    for (const Version v : report.target_of(module.path).versions()) {
      Count& count = summary.import[v];
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
    const auto severity = f.finding.consequence(report.target_of(f.path) & v);
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
  report.from = request.from;
  report.files = std::move(facts);
  const std::vector<FileRequest> requests = ask(request, report);
  report.findings = concerning(report.files, requests, request.at_least);
  const Modules modules(report.files, request.roots, book);
  report.modules = modules.verdicts();
  report.externals = modules.externals();
  count_files(report, report.summary);
  count_modules(report, report.summary);
  for (const ReportedFinding& f : report.findings) {
    ++report.summary.findings[static_cast<std::size_t>(f.severity)];
  }
  for (const Version v : report.target.versions()) report.summary.verdict[v] = decide(report, v);
  return report;
}

}  // namespace pymolt::project
