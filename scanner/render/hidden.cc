// A cause and a finding are the same thing when path, line and name agree.
// SPDX-License-Identifier: MIT
#include "render/hidden.h"

#include <algorithm>

#include "render/words.h"

namespace pymolt::render {

std::vector<std::string> hidden_sentences(const Report& report) {
  std::vector<std::string> sentences;
  if (!report.already.empty()) {
    sentences.push_back(counted(report.already.size(), "finding") + (report.already.size() == 1 ? " stands" : " stand") +
                        " on " + python(report.from) + " already");
  }
  if (report.baseline) {
    const BaselineUse& use = *report.baseline;
    sentences.push_back(counted(use.known.size(), "known finding") + " hidden (" + use.file + ")");
    if (!use.stale.empty()) {
      sentences.push_back(counted(use.stale.size(), "finding") + " of " + use.file +
                          (use.stale.size() == 1 ? " is gone" : " are gone"));
    }
  }
  if (report.since) {
    sentences.push_back(counted(report.since->hidden.size(), "finding") + " hidden on lines unchanged since " +
                        report.since->revision);
  }
  return sentences;
}

Hidden::Hidden(const Report& report) {
  add(report.already);
  if (report.baseline) add(report.baseline->known);
  if (report.since) add(report.since->hidden);
}

void Hidden::add(const std::vector<ReportedFinding>& findings) {
  for (const ReportedFinding& reported : findings) {
    of_file_[reported.path].push_back(&reported.finding);
    places_.emplace(reported.path, reported.finding.span.line, spoken(reported.finding.symbol));
  }
}

std::size_t Hidden::grave(std::string_view path, Version version) const {
  const auto found = of_file_.find(path);
  if (found == of_file_.end()) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(found->second, [&](const Finding* finding) {
    const auto severity = finding->consequence(version);
    return severity && *severity >= Severity::high;
  }));
}

bool Hidden::has(const Because& because) const {
  return places_.contains({because.path, because.line, spoken(because.cause)});
}

}  // namespace pymolt::render
