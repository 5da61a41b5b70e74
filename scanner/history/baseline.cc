// Puts today's findings beside the accepted ones; what is left on either side is new, or gone.
// SPDX-License-Identifier: MIT
#include "history/baseline.h"

#include <algorithm>
#include <set>

#include "history/counts.h"
#include "history/match.h"

namespace pymolt::history {

namespace {

KnownFinding known_of(const ReportedFinding& reported, const PathMapping& paths) {
  const Finding& f = reported.finding;
  return {paths.in_baseline(reported.path),
          f.rule,
          f.symbol,
          f.scope,
          f.code,
          f.fingerprint,
          reported.severity};
}

std::vector<KnownFinding> all_known(const std::vector<ReportedFinding>& findings,
                                    const PathMapping& paths) {
  std::vector<KnownFinding> known;
  known.reserve(findings.size());
  for (const ReportedFinding& reported : findings) known.push_back(known_of(reported, paths));
  return known;
}

// Which files of a baseline this scan can speak of.
class Reach {
 public:
  Reach(const Report& report, const PathMapping& paths) : places_(paths) {
    for (const FileFacts& file : report.files) {
      if (file.state == FileState::failed) unread_.insert(paths.in_baseline(file.path));
    }
  }
  [[nodiscard]] bool has(const std::string& path) const {
    return !unread_.contains(path) && (places_.is_covered(path) || !places_.exists(path));
  }

 private:
  const PathMapping& places_;
  std::set<std::string> unread_;
};

}  // namespace

Baseline make_baseline(const Report& report, const Baseline& before, const BaselineScope& scope) {
  Baseline made{report.target, report.from, scope.at_least,
                all_known(report.findings, scope.paths)};
  const Reach reach(report, scope.paths);
  for (const KnownFinding& old : before.findings) {
    if (!reach.has(old.path)) made.findings.push_back(old);
  }
  std::sort(made.findings.begin(), made.findings.end());
  return made;
}

std::size_t Comparison::new_findings() const {
  return static_cast<std::size_t>(std::count(is_known.begin(), is_known.end(), false));
}

Comparison compare(const Report& report, const Baseline& baseline, const BaselineScope& scope) {
  const std::vector<KnownFinding> now = all_known(report.findings, scope.paths);
  const auto not_graver = [](const KnownFinding& a, const KnownFinding& b) {
    return a.severity <= b.severity;
  };
  const auto is_gone = [&](const std::string& path) { return !scope.paths.exists(path); };
  const std::vector<std::size_t> partners = match(now, baseline.findings, {not_graver, is_gone});

  Comparison compared;
  std::vector<bool> found(baseline.findings.size());
  for (const std::size_t partner : partners) {
    compared.is_known.push_back(partner != kNobody);
    if (partner != kNobody) found[partner] = true;
  }
  compared.comparable = report.target.contains(baseline.target) && report.from == baseline.from &&
                        scope.at_least <= baseline.at_least;
  const Reach reach(report, scope.paths);
  // One place may be two findings: critical on the versions on which it stops the import, high on the others. Where one of
  // them is left the place is still there.
  std::set<std::pair<std::string, std::string>> places;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) places.emplace(baseline.findings[i].path, baseline.findings[i].fingerprint);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const KnownFinding& old = baseline.findings[i];
    const bool gone = !found[i] && !places.contains({old.path, old.fingerprint});
    if (gone && compared.comparable && reach.has(old.path)) compared.stale.push_back(old);
  }
  return compared;
}

void hide_known(Comparison compared, const Baseline& baseline, const std::string& file,
                Report& report) {
  BaselineUse use;
  use.file = file;
  use.stale = std::move(compared.stale);
  use.target = baseline.target;
  use.comparable = compared.comparable;
  std::vector<ReportedFinding> left;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    (compared.is_known[i] ? use.known : left).push_back(std::move(report.findings[i]));
  }
  report.findings = std::move(left);
  report.baseline = std::move(use);
  count_findings(report);
}

}  // namespace pymolt::history
