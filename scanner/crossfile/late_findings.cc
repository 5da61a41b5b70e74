// Two questions a finding: does another one of its place give way, and does the module fail with it?
// SPDX-License-Identifier: MIT
#include "crossfile/late_findings.h"

#include <algorithm>
#include <tuple>

#include "findings/fingerprint.h"

namespace pymolt::project {

namespace {

// The module does not import where the line breaks.
void add_step(const Finding& finding, std::vector<ImportEvent>& steps) {
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = finding.raises;
  step.name = finding.symbol;
  step.line = finding.span.line;
  step.alive = finding.breaks_on;
  const auto behind = std::find_if(steps.begin(), steps.end(),
                                   [&](const ImportEvent& s) { return s.line > step.line; });
  steps.insert(behind, std::move(step));
}

// What was a guess before is replaced.
void add(Finding finding, std::vector<Finding>& findings) {
  for (Finding& old : findings) {
    if (old.span != finding.span || old.rule != finding.rule) continue;
    if (old.confidence < finding.confidence) old = std::move(finding);
    return;
  }
  findings.push_back(std::move(finding));
}

}  // namespace

void add_late(std::vector<Finding> found, FileFacts& file) {
  if (found.empty()) return;
  for (Finding& finding : found) {
    // What is only a possibility decides nothing about the import.
    if (finding.breaks_as == Severity::critical && finding.confidence > Confidence::possible)
      add_step(finding, file.module.steps);
    add(std::move(finding), file.findings);
  }
  std::stable_sort(file.findings.begin(), file.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tie(a.span, a.rule, a.symbol) < std::tie(b.span, b.rule, b.symbol);
                   });
  checks::assign_fingerprints(file.findings);
}

}  // namespace pymolt::project
