// `pymolt plan`, `graph` and `horizon`: the order in which to port, who imports whom, and what goes when.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/fix_requests.h"
#include "cli/owners.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "project/api_horizon.h"
#include "project/plan_steps.h"
#include "render/horizon_renderers.h"
#include "render/plan_renderers.h"

namespace pymolt::cli {

namespace {

// Scans, computes with MAKE, and writes in each form that is asked for.
template <typename Format, typename Make>
int tell(const Invocation& invocation, Streams& streams, std::span<const Format> known, Make make) {
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *scan::real_disk());
  if (!effective) return refuse(streams, effective.mistake());
  const ProjectOptions& options = effective->options;
  if (const auto mistake = check_outputs(options.formats, options.output))
    return refuse(streams, *mistake);
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  project::Reduction reduced =
      project::reduce_whole(std::move(scanned->facts), scanned->request, scanned->book);
  const Report& report = reduced.report;
  tell_failed(report.files, streams);
  const bool incomplete = report.summary.scanned == 0 || is_incomplete(report.files);
  const auto made = make(reduced, *scanned);
  if (!write_forms(made, options.formats, options.output, known, streams)) return 2;
  return incomplete && !options.allow_unknown ? 2 : 0;
}

}  // namespace

int run_plan(const Invocation& invocation, Streams& streams) {
  const auto make = [&](project::Reduction& reduced, const ScannedProject& scanned) {
    if (const auto mistake =
            add_fixes(reduced.report, scanned.request, scanned.book, {}, false, scanned.disk()))
      streams.err << "pymolt: " << mistake->message << "\n";
    Plan plan = project::make_plan(reduced.report, *reduced.model);
    if (invocation.scan.by_owner) add_owners(plan, scanned.request.paths_begin);
    return plan;
  };
  return tell(invocation, streams, render::plan_formats(), make);
}

int run_graph(const Invocation& invocation, Streams& streams) {
  const auto make = [](const project::Reduction& reduced, const ScannedProject&) {
    return project::make_graph(reduced.report, *reduced.model);
  };
  return tell(invocation, streams, render::graph_formats(), make);
}

int run_horizon(const Invocation& invocation, Streams& streams) {
  Invocation asked = invocation;
  asked.scan.target = VersionSet::all();
  asked.scan.given.insert("target");
  const auto make = [](const project::Reduction& reduced, const ScannedProject& scanned) {
    return project::make_horizon(reduced.report, scanned.book);
  };
  return tell(asked, streams, render::horizon_formats(), make);
}

}  // namespace pymolt::cli
