// `pymolt config-files`: which files state a version of Python, and whether each allows the target.
// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdio>

#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "project/reduce.h"
#include "render/configuration_faces.h"

namespace pymolt::cli {

namespace {

std::string today() {
  const std::chrono::year_month_day day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text;
}

}  // namespace

int run_config_files(const Invocation& invocation, Streams& streams) {
  const Result<Settled> settled = settle(invocation.scan, invocation.command, *scan::real_disk());
  if (!settled) return refuse(streams, settled.mistake());
  const ScanOptions& options = settled->options;
  if (const auto mistake = check_outputs(options.formats, options.output)) return refuse(streams, *mistake);
  Result<ScannedProject> scanned = scan_project(*settled, streams, Look::inventory);
  if (!scanned) return refuse(streams, scanned.mistake());
  if (scanned->request.as_of.empty()) scanned->request.as_of = today();
  const Report report = project::reduce(std::move(scanned->facts), scanned->request, scanned->book);
  tell_failed(report.files, streams);
  if (!write_forms(report, options.formats, options.output, render::configuration_formats(), streams)) return 2;
  return is_incomplete(report.files) && !options.allow_unknown ? 2 : 0;
}

}  // namespace pymolt::cli
