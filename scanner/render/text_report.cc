// The report for people in a terminal: what stands in the way of how much, then the findings, then the verdict, where
// the eye is at the end.
// SPDX-License-Identifier: MIT
#include "render/renderers.h"
#include "render/shown_findings.h"
#include "render/text_findings.h"
#include "render/text_groups.h"
#include "render/text_summary.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

// Returns how many of FINDINGS were not shown.
std::size_t write_findings(const Report& report,
                           const std::vector<const ReportedFinding*>& findings,
                           const RenderOptions& options, std::ostream& out) {
  if (options.view.statistics) {
    write_statistics(findings, options, out);
    return 0;
  }
  if (options.view.detail == Detail::concise) return write_concise(findings, options, out);
  return options.view.group_by == Grouping::file ? write_by_file(report, findings, options, out)
                                                 : write_groups(report, findings, options, out);
}

}  // namespace

Remarks render_text(const Report& report, const RenderOptions& options, std::ostream& out) {
  const Detail detail = options.view.detail;
  const Selection selection = select(report, options.view, options.book);
  if (detail == Detail::quiet) {
    write_text_verdicts(report, options, out);
    return {};
  }
  const bool with_summary = detail != Detail::concise;
  if (with_summary) write_text_summary(report, options, selection, out);
  const std::size_t left_out = write_findings(report, selection.shown, options, out);
  if (left_out > 0) {
    out << "… and " << counted(left_out, "more finding")
        << ": --show-all shows them, --statistics counts them by rule\n"
        << (with_summary ? "\n" : "");
  }
  if (with_summary) write_text_verdicts(report, options, out);
  return {};
}

}  // namespace pymolt::render
