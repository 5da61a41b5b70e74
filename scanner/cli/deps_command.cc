// `pymolt deps`: what a project stands on, and whether it works on the target.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/build_version.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "deps/upgrade_plan.h"
#include "render/dependency_renderers.h"

namespace pymolt::cli {

namespace {

bool some_fail(const Report& report) {
  return std::ranges::any_of(report.summary.dependencies, [](const auto& sum) {
    return sum.second.ok + sum.second.unknown < sum.second.of;
  });
}

}  // namespace

int run_deps(const Invocation& invocation, Streams& streams) {
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *scan::real_disk());
  if (!effective) return refuse(streams, effective.mistake());
  const ProjectOptions& options = effective->options;
  if (const auto mistake = check_outputs(options.formats, options.output))
    return refuse(streams, *mistake);
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  Report report = project::reduce(std::move(scanned->facts), scanned->request, scanned->book);
  report.tool_version = kToolVersion;
  tell_failed(report.files, streams);
  const UpgradePlan plan =
      options.upgrade_plan ? project::make_upgrade_plan(report, scanned->book) : UpgradePlan();
  const render::DependencyAnswer answer{report, options.upgrade_plan ? &plan : nullptr};
  if (!write_forms(answer, options.formats, options.output, render::dependency_formats(), streams))
    return 2;
  if (is_incomplete(report.files) && !options.allow_unknown) return 2;
  return some_fail(report) ? 1 : 0;
}

}  // namespace pymolt::cli
