// Step by step: which findings concern the target, which modules import, the sums, the verdict.
// SPDX-License-Identifier: MIT
#include "project/reduce.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "checks/relative_imports.h"
#include "project/asked.h"
#include "project/configuration.h"
#include "project/foreign.h"
#include "project/modules.h"
#include "project/origins.h"
#include "project/own_modules.h"

namespace pymolt::project {

namespace {

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

bool is_spared(const FileFacts& file, const Finding& finding) {
  return std::any_of(file.suppressions.begin(), file.suppressions.end(),
                     [&](const Suppression& suppression) { return suppression.spares(finding); });
}

// Whether UNUSED speaks of a comment that is of use after all, for what only the whole project shows.
bool is_refuted(const FileFacts& file, const Finding& unused, const std::vector<Finding>& shown) {
  if (unused.rule != kUnusedSuppression) return false;
  const auto refutes = [&](const Finding& finding) {
    return std::any_of(file.suppressions.begin(), file.suppressions.end(),
                       [&](const Suppression& suppression) { return suppression.uses(unused, finding); });
  };
  return std::any_of(shown.begin(), shown.end(), refutes) ||
         std::any_of(file.findings.begin(), file.findings.end(), refutes);
}

void sort_from(std::size_t first, std::vector<ReportedFinding>& findings) {
  std::stable_sort(findings.begin() + static_cast<std::ptrdiff_t>(first), findings.end(),
                   [](const ReportedFinding& a, const ReportedFinding& b) {
                     return std::tie(a.finding.span, a.finding.rule) < std::tie(b.finding.span, b.finding.rule);
                   });
}

// What concerns the target: found in the files, and by what lies around them. What comments in the code ask to be
// spared is put aside.
class Concerning {
 public:
  Concerning(const std::vector<FileFacts>& files, const Request& asked, const rulebook::Rulebook& book)
      : asked_(asked), book_(book), origins_(files, asked.declares_python2), own_(files) {}

  void add(const FileFacts& file, const FileRequest& request) {
    const bool from_python2 = origins_.is_from_python2(file, request.from);
    const auto concerns = [&](const Finding& found) {
      return found.confidence >= asked_.at_least && (from_python2 || !found.python2_only) && request.takes(found);
    };
    const std::size_t first = reported_.size();
    const std::size_t first_spared = spared_.size();
    std::vector<Finding> shown = relative_imports(file);
    for (const Finding& found : file.findings) {
      if (concerns(found) && !is_refuted(file, found, shown)) report(file, request, own_.corrected(file.path, found));
    }
    if (shown.empty()) return;
    for (Finding& found : shown) {
      if (concerns(found)) report(file, request, std::move(found));
    }
    sort_from(first, reported_);
    sort_from(first_spared, spared_);
  }

  [[nodiscard]] std::vector<ReportedFinding> take() { return std::move(reported_); }
  [[nodiscard]] std::vector<ReportedFinding> take_spared() { return std::move(spared_); }

 private:
  [[nodiscard]] std::vector<Finding> relative_imports(const FileFacts& file) const {
    const auto beside = [&](std::string_view module) { return own_.is_beside(file.path, module); };
    const auto on_top = [&](std::string_view module) { return own_.is_on_top(module); };
    return checks::relative_imports(file, book_, beside, on_top);
  }

  void report(const FileFacts& file, const FileRequest& request, Finding finding) {
    request.weigh(finding);
    const auto severity = finding.consequence(request.target);
    if (!severity) return;
    auto& place = is_spared(file, finding) ? spared_ : reported_;
    place.push_back({file.path, *severity, std::move(finding)});
  }

  const Request& asked_;
  const rulebook::Rulebook& book_;
  Origins origins_;
  OwnModules own_;
  std::vector<ReportedFinding> reported_;
  std::vector<ReportedFinding> spared_;
};

void count_files(const Report& report, Summary& summary) {
  summary.scanned = static_cast<std::uint32_t>(report.inventory.size());
  summary.found = static_cast<std::uint32_t>(report.files.size()) + summary.scanned;
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
  report.rules = Hash().add(std::to_string(book.fingerprint())).hex();
  report.from = request.from;
  report.files = std::move(facts);
  set_inventory_apart(report);
  settle_foreign(report.files, request.roots, book);
  const std::vector<FileRequest> requests = ask(request, report);
  Concerning concerning(report.files, request, book);
  for (std::size_t i = 0; i < report.files.size(); ++i) concerning.add(report.files[i], requests[i]);
  report.findings = concerning.take();
  report.suppressed = concerning.take_spared();
  const Modules modules(report.files, request.roots, book);
  report.modules = modules.verdicts();
  report.externals = modules.externals();
  judge_configuration(report);
  count_files(report, report.summary);
  count_modules(report, report.summary);
  for (const ReportedFinding& f : report.findings) {
    ++report.summary.findings[static_cast<std::size_t>(f.severity)];
  }
  for (const Version v : report.target.versions()) report.summary.verdict[v] = decide(report, v);
  return report;
}

}  // namespace pymolt::project
