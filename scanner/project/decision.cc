// One function for each part of a report: does it say no, does it leave something open.
// SPDX-License-Identifier: MIT
#include "project/decision.h"

#include <algorithm>

#include "model/untold_places.h"

namespace pymolt::project {

namespace {

// What stands against a version.
struct Ground {
  bool no = false;
  bool open = false;
};

// Whether it worked on some version that the file at PATH comes from; ON: where it works, or may.
bool worked(const Report& report, const std::string& path, VersionSet on) {
  const VersionSet origin = report.origin_of(path);
  return origin.empty() || origin.intersects(on);
}

Ground findings(const Report& report, Version v) {
  const auto is_grave = [&](const ReportedFinding& f) {
    const auto severity = f.finding.consequence(report.target_of(f.path) & v);
    return severity && *severity >= Severity::high;
  };
  return {std::any_of(report.findings.begin(), report.findings.end(), is_grave), false};
}

Ground files(const Report& report, Version v) {
  Ground ground;
  for (const FileFacts& file : report.files) {
    ground.open = ground.open || file.state == FileState::failed;
    if (file.state != FileState::scanned || !report.target_of(file.path).contains(v)) continue;
    ground.open = ground.open || !file.compiles || !file.not_analysed.empty();
    const bool fails = file.compiles && !file.compiles->contains(v);
    ground.no = ground.no || (fails && worked(report, file.path, *file.compiles));
  }
  return ground;
}

// An import that could not be told is counted, and decides nothing.
Ground modules(const Report& report, Version v) {
  const auto fails = [&](const ModuleVerdict& module) {
    const VersionSet may = module.imports | module.unknown;
    return report.target_of(module.path).contains(v) && !may.contains(v) &&
           worked(report, module.path, may);
  };
  return {std::any_of(report.modules.begin(), report.modules.end(), fails), false};
}

Ground something(const Report& report, Version v) { return {false, report.looks_at_nothing(v)}; }

// Whether something that is asked for every version is open: in a script, a paper, behind a comment.
bool is_open(const Report& report) {
  return has_untold_places(report) ||
         std::ranges::any_of(report.inventory,
                             [](const FileFacts& file) { return !file.not_analysed.empty(); });
}

Ground untold(const Report& report, Version) { return {false, is_open(report)}; }

using Question = Ground (*)(const Report&, Version);
constexpr Question kQuestions[] = {findings, files, modules, something, untold};

bool is_incomplete(const Report& report, bool allow_unknown, bool allow_nothing) {
  if (report.summary.failed > 0) return true;
  const std::vector<Version> asked = report.target.versions();
  const bool nothing = std::all_of(asked.begin(), asked.end(),
                                   [&](Version v) { return report.looks_at_nothing(v); });
  if (nothing && !allow_nothing) return true;  // a folder that holds nothing is the wrong one
  const bool puts_aside = report.baseline || report.since;
  if (!allow_unknown && (is_open(report) || (puts_aside && has_more_places(report)))) return true;
  return !allow_unknown &&
         std::any_of(report.files.begin(), report.files.end(), [](const FileFacts& f) {
           return f.state == FileState::scanned && (!f.compiles || !f.not_analysed.empty());
         });
}

}  // namespace

Decision decide(const Report& report, Version v) {
  Ground sum;
  for (const Question question : kQuestions) {
    const Ground ground = question(report, v);
    sum = {sum.no || ground.no, sum.open || ground.open};
  }
  if (sum.no) return Decision::no_go;
  return sum.open ? Decision::unknown : Decision::go;
}

int exit_status(const Report& report, const StatusRequest& request) {
  if (is_incomplete(report, request.allow_unknown, request.allow_nothing)) return 2;
  if (request.fail_on_stale && report.baseline && !report.baseline->stale.empty()) return 1;
  if (!request.fail_on) return 0;
  return std::any_of(
      report.findings.begin(), report.findings.end(),
      [&](const ReportedFinding& finding) { return finding.severity >= *request.fail_on; });
}

}  // namespace pymolt::project
