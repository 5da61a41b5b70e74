// `pymolt config-files`: which files state a version of Python, and whether each allows the target.
// SPDX-License-Identifier: MIT
#include "cli/gate_answer.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "gate/dates.h"
#include "project/reduce.h"
#include "render/configuration_renderers.h"

namespace pymolt::cli {

int run_config_files(const Invocation& invocation, Streams& streams) {
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *scan::real_disk());
  if (!effective) return refuse(streams, effective.mistake());
  const ProjectOptions& options = effective->options;
  if (const auto mistake = check_outputs(options.formats, options.output))
    return refuse(streams, *mistake);
  const Result<std::int64_t> day = day_asked(options.as_of);
  if (!day) return refuse(streams, day.mistake());
  Result<ScannedProject> scanned = scan_project(*effective, streams, Look::inventory);
  if (!scanned) return refuse(streams, scanned.mistake());
  scanned->request.as_of = gate::write_day(*day);
  const Report report = project::reduce(std::move(scanned->facts), scanned->request, scanned->book);
  tell_failed(report.files, streams);
  if (!write_forms(report, options.formats, options.output, render::configuration_formats(),
                   streams))
    return 2;
  return is_incomplete(report.files) && !options.allow_unknown ? 2 : 0;
}

}  // namespace pymolt::cli
