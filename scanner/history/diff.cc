// Findings are matched as a baseline matches them; then each is asked why it has no partner, or another one.
// SPDX-License-Identifier: MIT
#include "history/diff.h"

#include <algorithm>

#include "history/match.h"

namespace pymolt::history {

namespace {

std::vector<KnownFinding> known_of(const SavedReport& report) {
  std::vector<KnownFinding> list;
  list.reserve(report.findings.size());
  for (const SavedFinding& f : report.findings) list.push_back(f.known);
  return list;
}

class Diff {
 public:
  Diff(const SavedReport& before, const SavedReport& now) : before_(before), now_(now) {
    diff_.old_file = before.file;
    diff_.new_file = now.file;
    diff_.old_tool = before.tool;
    diff_.new_tool = now.tool;
    diff_.rules_differ = before.tool != now.tool || before.rules != now.rules;
    diff_.old_target = before.target;
    diff_.new_target = now.target;
  }

  ReportDiff run() {
    pair_findings();
    compare_verdicts();
    return std::move(diff_);
  }

 private:
  void pair_findings() {
    const auto any = [](const KnownFinding&, const KnownFinding&) { return true; };
    const auto is_gone = [&](const std::string& path) { return !now_.hashes.contains(path); };
    const std::vector<std::size_t> partners =
        match(known_of(now_), known_of(before_), {any, is_gone});
    std::vector<bool> found(before_.findings.size());
    for (std::size_t i = 0; i < partners.size(); ++i) {
      const SavedFinding& now = now_.findings[i];
      if (partners[i] == kNobody) {
        diff_.items[why(now, Change::added)].push_back({std::nullopt, now});
        continue;
      }
      found[partners[i]] = true;
      add_pair(before_.findings[partners[i]], now);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      const SavedFinding& before = before_.findings[i];
      if (!found[i]) diff_.items[why(before, Change::fixed)].push_back({before, std::nullopt});
    }
  }

  void add_pair(const SavedFinding& before, const SavedFinding& now) {
    if (before.known.severity != now.known.severity) {
      diff_.items[Change::reweighted].push_back({before, now});
    } else if (before.known.path != now.known.path || before.line != now.line) {
      diff_.items[Change::moved].push_back({before, now});
    } else {
      ++diff_.same;
    }
  }

  // OTHERWISE, added or fixed, unless the code is the same in both.
  [[nodiscard]] Change why(const SavedFinding& finding, Change otherwise) const {
    const auto before = before_.hashes.find(finding.known.path);
    const auto now = now_.hashes.find(finding.known.path);
    const bool same_code = before != before_.hashes.end() && now != now_.hashes.end() &&
                           !now->second.empty() && before->second == now->second;
    const bool added = otherwise == Change::added;
    if (same_code && diff_.rules_differ) return added ? Change::rules_added : Change::rules_gone;
    const bool asked_differs = before_.target != now_.target || before_.from != now_.from;
    if (same_code && asked_differs) return added ? Change::asked_added : Change::asked_gone;
    return otherwise;
  }

  void compare_verdicts() {
    for (const Version version : (before_.target | now_.target).versions()) {
      const auto verdict = [&](const SavedReport& report) {
        const auto found = report.verdicts.find(version);
        return found == report.verdicts.end() ? std::string() : found->second;
      };
      VerdictChange change{version, verdict(before_), verdict(now_)};
      if (change.before != change.now) diff_.verdicts.push_back(std::move(change));
    }
  }

  const SavedReport& before_;
  const SavedReport& now_;
  ReportDiff diff_;
};

}  // namespace

ReportDiff diff(const SavedReport& before, const SavedReport& now) {
  return Diff(before, now).run();
}

}  // namespace pymolt::history
