// Step by step: which findings concern the target, which modules import, the sums, the verdict.
// SPDX-License-Identifier: MIT
#include "project/reduce.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/hash.h"
#include "crossfile/python2_projects.h"
#include "findings/relative_imports.h"
#include "project/c_sources.h"
#include "project/cells.h"
#include "project/decision.h"
#include "project/dependency_section.h"
#include "project/file_requests.h"
#include "project/import_failures.h"
#include "project/own_modules.h"
#include "project/stated_versions.h"

namespace pymolt::project {

namespace {

// What is asked of every file, and of the report as a whole.
std::vector<FileRequest> ask(const ReportRequest& request, Report& report) {
  const FileRequests asked(request);
  std::vector<FileRequest> requests;
  VersionSet sum;
  for (const FileFacts& file : report.files) {
    requests.push_back(asked.of(file.path));
    if (file.state != FileState::skipped) sum |= requests.back().target;
  }
  report.target = sum.empty() ? request.target : sum;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (requests[i].target != report.target)
      report.own_targets.emplace(report.files[i].path, requests[i].target);
    if (requests[i].from != report.from)
      report.own_origins.emplace(report.files[i].path, requests[i].from);
  }
  return requests;
}

bool is_suppressed(const FileFacts& file, const Finding& finding) {
  return std::any_of(
      file.suppressions.begin(), file.suppressions.end(),
      [&](const Suppression& suppression) { return suppression.suppresses(finding); });
}

// Whether UNUSED speaks of a comment that is of use after all, for what only the whole project shows.
bool is_refuted(const FileFacts& file, const Finding& unused, const std::vector<Finding>& shown) {
  if (unused.rule != kUnusedSuppression) return false;
  std::vector<const Suppression*> about;
  for (const Suppression& suppression : file.suppressions) {
    if (suppression.line == unused.span.line) about.push_back(&suppression);
  }
  const auto refutes = [&](const Finding& finding) {
    return std::any_of(about.begin(), about.end(), [&](const Suppression* suppression) {
      return suppression->uses(unused, finding);
    });
  };
  return std::any_of(shown.begin(), shown.end(), refutes) ||
         std::any_of(file.findings.begin(), file.findings.end(), refutes);
}

void sort_from(std::size_t first, std::vector<ReportedFinding>& findings) {
  std::stable_sort(findings.begin() + static_cast<std::ptrdiff_t>(first), findings.end(),
                   [](const ReportedFinding& a, const ReportedFinding& b) {
                     return std::tie(a.finding.span, a.finding.rule) <
                            std::tie(b.finding.span, b.finding.rule);
                   });
}

// Whether FINDING is no change: it breaks the line on every version of FROM as well.
bool was_broken(const Finding& finding, VersionSet target, VersionSet from) {
  return !from.empty() && finding.breaks_on.contains(from) && finding.breaks_on.intersects(target);
}

// What concerns the target: found in the files, and by what lies around them. What comments in the code ask to be
// suppressed is put aside, and what was broken before.
class FindingFilter {
 public:
  FindingFilter(Report& report, const ProjectModel& model, const ImportFailures& failures,
                const ReportRequest& asked, const rulebook::Rulebook& book)
      : report_(report),
        model_(model),
        failures_(failures),
        asked_(asked),
        book_(book),
        origins_(report.files, asked.declares_python2),
        own_(model.layout(), model.resolver()) {}

  /// The file at PLACE among the facts; its own findings stay with it only where they are to be KEPT.
  void add(std::uint32_t place, const FileRequest& request, bool kept) {
    FileFacts& file = report_.files[place];
    const bool from_python2 = origins_.is_from_python2(file, request.from);
    const auto concerns = [&](const Finding& found) {
      return found.confidence >= asked_.at_least && (from_python2 || !found.python2_only) &&
             !own_.has_member(found);
    };
    const ModuleId id = model_.module_of(place);
    std::vector<Finding> beside = relative_imports(id, file);
    std::vector<Finding> shown;
    for (const Finding& found : file.findings) {
      if (concerns(found) && !is_refuted(file, found, beside))
        shown.push_back(own_.corrected(id, found));
    }
    for (Finding& found : beside) {
      if (concerns(found)) shown.push_back(std::move(found));
    }
    if (!kept) std::vector<Finding>().swap(file.findings);
    const std::size_t sizes[] = {report_.findings.size(), report_.already.size(),
                                 report_.suppressed.size()};
    for (Finding& found : failures_.weighed(place, std::move(shown))) {
      const std::string why = request.why_left_out(found);
      if (why.empty()) {
        put(place, request, std::move(found));
      } else if (found.consequence(request.target)) {
        ++left_out_[why];
      }
    }
    sort_from(sizes[0], report_.findings);
    sort_from(sizes[1], report_.already);
    sort_from(sizes[2], report_.suppressed);
  }

  /// How many findings each line of the settings left out.
  [[nodiscard]] const std::map<std::string, std::uint32_t>& left_out() const { return left_out_; }

  /// A file that is no module: a script, a Dockerfile.
  void add_other(const FileFacts& file, const FileRequest& request) {
    const bool from_python2 =
        request.from.empty() ? asked_.declares_python2 : request.from.contains(Version::of(2, 7));
    for (Finding finding : file.findings) {
      if (finding.confidence < asked_.at_least || (finding.python2_only && !from_python2)) continue;
      const rulebook::RulePage* page = book_.page(finding.rule);
      if (page != nullptr && page->free_threaded_only && !asked_.machine.free_threaded) continue;
      if (const std::string why = request.why_left_out(finding); !why.empty()) {
        if (finding.consequence(request.target)) ++left_out_[why];
        continue;
      }
      request.weigh(finding);
      const auto severity = finding.consequence(request.target);
      if (!severity) continue;
      auto& findings =
          was_broken(finding, request.target, request.from) ? report_.already : report_.findings;
      findings.push_back({file.path, *severity, std::move(finding)});
    }
  }

 private:
  [[nodiscard]] std::vector<Finding> relative_imports(ModuleId id, const FileFacts& file) const {
    if (id == kNone) return {};
    const auto beside = [&](std::string_view module) { return own_.is_beside(id, module); };
    const auto on_top = [&](std::string_view module) { return own_.is_on_top(id, module); };
    return checks::relative_imports(file, book_, beside, on_top);
  }

  void put(std::uint32_t place, const FileRequest& request, Finding finding) {
    const FileFacts& file = report_.files[place];
    request.weigh(finding);
    const auto severity = finding.consequence(request.target);
    if (!severity) return;
    if (!asked_.obeys_comments && is_about_suppression(finding)) return;
    if (asked_.obeys_comments && is_suppressed(file, finding))
      return report_.suppressed.push_back({file.path, *severity, std::move(finding)});
    const bool already = was_broken(finding, request.target, request.from) &&
                         !failures_.takes_down_anew(place, finding);
    (already ? report_.already : report_.findings)
        .push_back({file.path, *severity, std::move(finding)});
  }

  Report& report_;
  const ProjectModel& model_;
  const ImportFailures& failures_;
  const ReportRequest& asked_;
  const rulebook::Rulebook& book_;
  Origins origins_;
  OwnModules own_;
  std::map<std::string, std::uint32_t> left_out_;
};

// What each line of the settings, and of what git ignores, left out.
std::vector<LeftOut> left_out(const std::vector<FileFacts>& files,
                              const std::map<std::string, std::uint32_t>& findings) {
  std::map<std::string, LeftOut> by;
  for (const FileFacts& file : files) {
    const bool is_wish =
        file.reason.starts_with("excluded by ") || file.reason.starts_with("ignored by git");
    if (file.state == FileState::skipped && is_wish) ++by[file.reason].files;
  }
  for (const auto& [why, count] : findings) by[why].findings = count;
  std::vector<LeftOut> all;
  for (auto& [why, sum] : by) all.push_back({why, sum.files, sum.findings});
  return all;
}

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

std::array<std::uint32_t, 4> by_severity(const std::vector<ReportedFinding>& findings) {
  std::array<std::uint32_t, 4> counts = {};
  for (const ReportedFinding& f : findings) ++counts[static_cast<std::size_t>(f.severity)];
  return counts;
}

void gather_findings(const ProjectModel& model, const std::vector<FileRequest>& requests,
                     const ReportRequest& request, const rulebook::Rulebook& book, bool kept,
                     Report& report) {
  const ImportFailures failures(
      model, book, [&](const std::string& path) { return report.target_of(path); },
      [&](const std::string& path) { return report.origin_of(path); });
  FindingFilter concerning(report, model, failures, request, book);
  for (std::uint32_t i = 0; i < requests.size(); ++i) concerning.add(i, requests[i], kept);
  report.causes = failures.causes(report.findings);
  const FileRequests asked(request);
  for (const FileFacts& file : report.inventory) concerning.add_other(file, asked.of(file.path));
  report.in_force.left_out = left_out(report.files, concerning.left_out());
  const auto by_path = [](const ReportedFinding& a, const ReportedFinding& b) {
    return a.path < b.path;
  };
  std::stable_sort(report.findings.begin(), report.findings.end(), by_path);
  std::stable_sort(report.already.begin(), report.already.end(), by_path);
}

// What imports do is in the program once it is made; findings are in the report. Where facts need not be KEPT, they are let go of
// on the way: of a large tree they are most of the memory.
Reduction reduced(std::vector<FileFacts> facts, const ReportRequest& request,
                  const rulebook::Rulebook& book, bool kept) {
  Reduction made;
  Report& report = made.report;
  report.roots = request.roots;
  report.rules = Hash().add(std::to_string(book.fingerprint())).hex();
  report.from = request.from;
  report.extensions = join_c_sources(facts, book.c_api());
  report.files = std::move(facts);
  set_inventory_apart(report);
  const Dependencies dependencies(declaring_files(report), book, request.machine);
  made.model =
      std::make_unique<ProjectModel>(report.files,
                                     Tree{request.roots, request.package, report.inventory,
                                          request.target, report.extensions, &dependencies},
                                     book, failing_modules(report.files, dependencies));
  if (!kept) {
    for (FileFacts& file : report.files) std::vector<ImportEvent>().swap(file.module.steps);
  }
  const std::vector<FileRequest> requests = ask(request, report);
  report.modules = made.model->verdicts();
  report.externals = made.model->externals();
  ReportRequest known = request;
  known.declares_python2 = request.declares_python2 || papers_name_python2(report);
  gather_findings(*made.model, requests, known, book, kept, report);
  judge_configuration(report, request.as_of, book);
  report_dependencies(dependencies, request, book, report);
  count_files(report, report.summary);
  count_modules(report, report.summary);
  count_extensions(report, report.summary);
  report.summary.findings = by_severity(report.findings);
  report.summary.already = by_severity(report.already);
  for (const Version v : report.target.versions()) report.summary.verdict[v] = decide(report, v);
  place_in_cells(report);
  return made;
}

}  // namespace

Reduction reduce_whole(std::vector<FileFacts> facts, const ReportRequest& request,
                       const rulebook::Rulebook& book) {
  return reduced(std::move(facts), request, book, true);
}

Report reduce(std::vector<FileFacts> facts, const ReportRequest& request,
              const rulebook::Rulebook& book) {
  return reduced(std::move(facts), request, book, true).report;
}

Report reduce_to_report(std::vector<FileFacts> facts, const ReportRequest& request,
                        const rulebook::Rulebook& book) {
  return reduced(std::move(facts), request, book, false).report;
}

}  // namespace pymolt::project
