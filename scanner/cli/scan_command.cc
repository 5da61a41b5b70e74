// `pymolt scan`: scan, reduce, render, and the exit status.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/apply_baseline.h"
#include "cli/build_version.h"
#include "cli/commands.h"
#include "cli/fix_requests.h"
#include "cli/gate_answer.h"
#include "cli/outputs.h"
#include "cli/owners.h"
#include "cli/report_options.h"
#include "cli/scan_project.h"
#include "gate/dates.h"
#include "history/revision.h"
#include "project/decision.h"
#include "project/minimum.h"
#include "project/reduce.h"
#include "render/baseline_hidden.h"
#include "render/renderer.h"
#include "render/version_needs.h"

namespace pymolt::cli {

namespace {

// Whether REQUEST shows people in the terminal what was not read or analysed, and why.
bool shows_failures(const FormatRequest& request, const ProjectOptions& options) {
  const render::Detail detail = options.view.detail;
  return file_of(request, options.output).empty() && request.format == "text" &&
         detail != render::Detail::quiet && detail != render::Detail::concise;
}

// An exit status of 2 is not left without a word.
void tell_why_incomplete(const Report& report, const ProjectOptions& options, Streams& streams) {
  if (std::ranges::any_of(options.formats,
                          [&](const auto& request) { return shows_failures(request, options); }))
    return;
  for (const auto* files : {&report.files, &report.inventory}) tell_failed(*files, streams);
  if (options.allow_unknown) return;
  for (const auto* files : {&report.files, &report.inventory}) tell_unknown(*files, streams);
}

int render_all(const Report& report, const ProjectOptions& options, render::RenderOptions shown,
               Streams& streams) {
  shown.exit_status =
      project::exit_status(report, {options.fail_on, options.allow_unknown, options.fail_on_stale,
                                    options.allow_unknown && options.says("allow-unknown")});
  if (shown.exit_status == 2) tell_why_incomplete(report, options, streams);
  bool written = true;
  for (const FormatRequest& request : options.formats) {
    const std::string file = file_of(request, options.output);
    render::RenderOptions how = shown;
    if (!file.empty()) how.color = how.hyperlinks = false;
    render::Remarks remarks;
    written = write_to(file, streams,
                       [&](std::ostream& out) {
                         remarks = render::find_format(request.format)->render(report, how, out);
                       }) &&
              written;
    // These forms have no place for what had a say in them.
    const bool is_bare =
        request.format == "csv" || request.format == "gitlab" || request.format == "junit";
    const std::vector<std::string> sentences =
        is_bare ? render::in_force_sentences(report) : std::vector<std::string>();
    remarks.insert(remarks.end(), sentences.begin(), sentences.end());
    for (const std::string& remark : remarks) tell(streams, remark);
  }
  return written ? shown.exit_status : 2;
}

// When, of what and how: for the formats that are kept. git is asked only then, as it takes its time.
std::optional<Mistake> add_evidence(const ProjectOptions& options,
                                    const project::ReportRequest& request, Report& report) {
  constexpr std::array<std::string_view, 4> kKept = {"json", "sarif", "html", "markdown"};
  const auto is_kept = [&](const FormatRequest& asked) {
    return std::find(kKept.begin(), kKept.end(), asked.format) != kKept.end();
  };
  if (std::none_of(options.formats.begin(), options.formats.end(), is_kept)) return std::nullopt;
  const Result<std::int64_t> day = day_asked("");
  if (!day) return day.mistake();
  report.evidence.date = gate::write_day(*day);
  report.evidence.command = command_again(options, request);
  std::error_code error;
  const std::string& root = request.paths_begin;
  if (!std::filesystem::is_directory(root, error)) return std::nullopt;
  const auto commands = history::real_commands();
  if (const auto revision = history::revision_of(root, *commands)) {
    report.evidence.revision = revision->id;
    report.evidence.dirty = history::is_dirty(root, *commands);
  }
  return std::nullopt;
}

// `--min-version` answers in two forms only.
std::optional<Mistake> check_version_needs(const ProjectOptions& options) {
  for (const FormatRequest& request : options.formats) {
    if (request.format != "text" && request.format != "json") {
      return Mistake{"--min-version answers in text or json, not in " + request.format};
    }
  }
  return std::nullopt;
}

// Answers `--min-version`.
int tell_version_needs(const project::Reduction& reduced, const ProjectOptions& options,
                       const rulebook::Rulebook& book, Streams& streams) {
  const Report& report = reduced.report;
  const std::vector<VersionNeed> needs = project::version_needs(report, *reduced.model, book);
  tell_failed(report.files, streams);
  tell_failed(report.inventory, streams);
  for (const FormatRequest& request : options.formats) {
    const auto write =
        request.format == "json" ? render::version_needs_json : render::version_needs_text;
    if (!write_to(file_of(request, options.output), streams,
                  [&](std::ostream& out) { write(needs, out); }))
      return 2;
  }
  const bool incomplete = is_incomplete(report.files) || is_incomplete(report.inventory);
  return incomplete && !options.allow_unknown ? 2 : 0;
}

}  // namespace

std::optional<Mistake> check_asked(const ProjectOptions& options) {
  if (auto mistake = check_outputs(options.formats, options.output)) return mistake;
  return options.min_version ? check_version_needs(options) : std::nullopt;
}

int answer_scan(const ProjectOptions& options, ScannedProject scanned, Streams& streams) {
  if (options.min_version) {
    const project::Reduction reduced =
        project::reduce_whole(std::move(scanned.facts), scanned.request, scanned.book);
    return tell_version_needs(reduced, options, scanned.book, streams);
  }
  const auto reduce = options.fixes ? project::reduce : project::reduce_to_report;
  Report report = reduce(std::move(scanned.facts), scanned.request, scanned.book);
  report.tool_version = kToolVersion;
  put_in_force(scanned.in_force, report);
  if (const auto mistake = apply_baseline(options, scanned.request, report, streams))
    return refuse(streams, *mistake);
  if (auto mistake = add_evidence(options, scanned.request, report))
    return refuse(streams, *mistake);
  if (options.fixes) {
    if (const auto mistake =
            add_fixes(report, scanned.request, scanned.book, {}, false, scanned.disk()))
      return refuse(streams, *mistake);
  }
  if (options.by_owner) report.owners = sum_by_owner(report, scanned.request.paths_begin);
  return render_all(report, options,
                    report_options(streams, options, scanned.request, scanned.book), streams);
}

int run_scan(const Invocation& invocation, Streams& streams) {
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *scan::real_disk());
  if (!effective) return refuse(streams, effective.mistake());
  if (const auto mistake = check_asked(effective->options)) return refuse(streams, *mistake);
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  return answer_scan(effective->options, scanned.take(), streams);
}

}  // namespace pymolt::cli
