// Two questions a finding: does another one of its place give way, and does the module fail with it?
// SPDX-License-Identifier: MIT
#include "crossfile/late_findings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "findings/fingerprint.h"

namespace pymolt::project {

namespace {

// The module does not import where the line breaks.
ImportEvent step_of(const Finding& finding) {
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = finding.raises;
  step.name = finding.symbol;
  step.line = finding.span.line;
  step.alive = finding.breaks_on;
  return step;
}

// Puts each of MADE before the first of STEPS that stands on a later line.
void add_steps(std::vector<ImportEvent> made, std::vector<ImportEvent>& steps) {
  if (made.empty()) return;
  const auto by_line = [](const ImportEvent& a, const ImportEvent& b) { return a.line < b.line; };
  std::stable_sort(made.begin(), made.end(), by_line);
  std::vector<ImportEvent> all;
  all.reserve(steps.size() + made.size());
  auto next = made.begin();
  for (ImportEvent& step : steps) {
    for (; next != made.end() && next->line < step.line; ++next) all.push_back(std::move(*next));
    all.push_back(std::move(step));
  }
  std::move(next, made.end(), std::back_inserter(all));
  steps = std::move(all);
}

// The findings of a file by their place and rule, the first where there are several.
class Places {
 public:
  explicit Places(std::vector<Finding>& findings) : findings_(findings) {
    for (std::size_t i = 0; i < findings_.size(); ++i) places_.try_emplace(key(findings_[i]), i);
  }

  // What was a guess before is replaced.
  void add(Finding finding) {
    const auto [known, is_new] = places_.try_emplace(key(finding), findings_.size());
    if (is_new) return findings_.push_back(std::move(finding));
    Finding& old = findings_[known->second];
    if (old.confidence < finding.confidence) old = std::move(finding);
  }

 private:
  using Key = std::pair<Span, std::string>;
  static Key key(const Finding& finding) { return {finding.span, finding.rule}; }

  std::vector<Finding>& findings_;
  std::map<Key, std::size_t> places_;
};

}  // namespace

void add_late(std::vector<Finding> found, FileFacts& file) {
  if (found.empty()) return;
  Places places(file.findings);
  std::vector<ImportEvent> steps;
  for (Finding& finding : found) {
    // What is only a possibility decides nothing about the import.
    if (finding.breaks_as == Severity::critical && finding.confidence > Confidence::possible)
      steps.push_back(step_of(finding));
    places.add(std::move(finding));
  }
  add_steps(std::move(steps), file.module.steps);
  std::stable_sort(file.findings.begin(), file.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tie(a.span, a.rule, a.symbol) < std::tie(b.span, b.rule, b.symbol);
                   });
  checks::assign_fingerprints(file.findings);
}

}  // namespace pymolt::project
