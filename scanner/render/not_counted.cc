// Which comment suppresses a finding is asked of the comments again.
// SPDX-License-Identifier: MIT
#include "render/not_counted.h"

#include <algorithm>

#include "model/suppression.h"

namespace pymolt::render {

namespace {

std::string comment_for(const Report& report, const ReportedFinding& reported) {
  const auto file = std::ranges::lower_bound(report.files, reported.path, {}, &FileFacts::path);
  if (file == report.files.end() || file->path != reported.path) return {};
  const Finding& finding = reported.finding;
  for (const Suppression& comment : file->suppressions) {
    if (comment.reaches(finding) && comment.suppresses(finding))
      return "the comment on line " + std::to_string(comment.line);
  }
  return {};
}

void add(std::vector<NotCountedGroup>& groups, std::string title,
         const std::vector<ReportedFinding>& findings) {
  if (findings.empty()) return;
  groups.push_back({std::move(title), {}});
  for (const ReportedFinding& finding : findings) groups.back().findings.push_back({&finding, {}});
}

}  // namespace

std::vector<NotCountedGroup> not_counted(const Report& report) {
  std::vector<NotCountedGroup> groups;
  add(groups, "Suppressed by comments in the code", report.suppressed);
  if (!groups.empty()) {
    for (NotCounted& one : groups.back().findings) one.why = comment_for(report, *one.finding);
  }
  if (report.baseline)
    add(groups, "Accepted in the baseline " + report.baseline->file, report.baseline->known);
  if (report.since)
    add(groups, "On lines unchanged since " + report.since->revision, report.since->hidden);
  return groups;
}

std::string evidence_words(const Evidence& evidence) {
  if (evidence.date.empty()) return {};
  constexpr std::size_t kShortRevision = 12;
  std::string words = "on " + evidence.date;
  if (!evidence.revision.empty()) {
    words += " of revision " + evidence.revision.substr(0, kShortRevision);
    words += evidence.dirty ? ", with uncommitted changes" : "";
  }
  return words;
}

}  // namespace pymolt::render
