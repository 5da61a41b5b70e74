// `pymolt plan` and `pymolt graph`: the order in which to port, and who imports whom.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <fstream>

#include "cli/scan_project.h"
#include "project/plan.h"
#include "render/plan_faces.h"

namespace pymolt::cli {

namespace {

bool is_incomplete(const Report& report) {
  return std::any_of(report.files.begin(), report.files.end(), [](const FileFacts& f) {
    return f.state == FileState::failed || (f.state == FileState::scanned && !f.compiles);
  });
}

// Scans, computes with MAKE, and writes in each form that is asked for.
template <typename Format, typename Make>
int tell(const Invocation& invocation, Streams& streams, std::span<const Format> known, Make make) {
  const Result<Settled> settled = settle(invocation.scan, invocation.command, *scan::real_disk());
  if (!settled) return refuse(streams, settled.mistake());
  const ScanOptions& options = settled->options;
  Result<ScannedProject> scanned = scan_project(*settled, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  const Report report = project::reduce(std::move(scanned->facts), scanned->request, scanned->book);
  const project::Modules modules(report.files, scanned->request.roots, scanned->book);
  const auto made = make(report, modules);
  for (const FormatRequest& request : options.formats) {
    const auto form = std::find_if(known.begin(), known.end(), [&](const Format& f) { return f.name == request.format; });
    const std::string& file = request.file.empty() ? options.output : request.file;
    if (file.empty()) {
      form->render(made, streams.out);
      continue;
    }
    std::ofstream out(file, std::ios::binary);
    form->render(made, out);
    out.flush();
    if (out) continue;
    streams.err << "pymolt: " << file << ": cannot be written\n";
    return 2;
  }
  return is_incomplete(report) && !options.allow_unknown ? 2 : 0;
}

}  // namespace

int run_plan(const Invocation& invocation, Streams& streams) {
  return tell(invocation, streams, render::plan_formats(), project::make_plan);
}

int run_graph(const Invocation& invocation, Streams& streams) {
  return tell(invocation, streams, render::graph_formats(), project::make_graph);
}

}  // namespace pymolt::cli
