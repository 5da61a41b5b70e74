// The baseline's file is read before it is written, so that entries about files that were not scanned are kept.
// SPDX-License-Identifier: MIT
#include "cli/apply_baseline.h"

#include <filesystem>

#include "cli/inputs.h"
#include "cli/outputs.h"
#include "cli/report_options.h"
#include "history/baseline_file.h"
#include "history/changed_lines.h"
#include "render/wording.h"
#include "scan/new_file.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

Mistake file_mistake(const std::string& file, std::string message) {
  Mistake mistake;
  mistake.file = file;
  mistake.message = std::move(message);
  return mistake;
}

Result<history::Baseline> read(const std::string& file, bool follow_links) {
  const Result<std::string> text = read_whole(file, follow_links, kLargestNamedByTree);
  if (text) return history::read_baseline(file, *text);
  std::error_code error;
  const bool is_there = fs::exists(file, error);
  Mistake mistake = file_mistake(
      file, "the baseline cannot be read" + (is_there ? ": " + text.mistake().message : ""));
  mistake.hint =
      is_there ? text.mistake().hint : "`pymolt scan --write-baseline=" + file + "` makes it";
  return mistake;
}

// As a whole or not at all, so that a job that is stopped leaves no half of it.
std::optional<Mistake> write(const std::string& file, const history::Baseline& baseline) {
  scan::NewFile made(file);
  history::write_baseline(baseline, made.out());
  if (!made.put()) return std::nullopt;
  return file_mistake(file, "the baseline cannot be written");
}

std::string folder_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash + 1);
}

void say_written(const std::string& file, const history::Baseline& now,
                 const history::Baseline& before, const history::Comparison& compared,
                 Streams& streams) {
  std::string sentence = render::counted(now.findings.size(), "finding") + " written to " + file;
  if (!before.findings.empty() && compared.comparable) {
    sentence += ": " + render::number(compared.new_findings()) + " new, " +
                render::number(compared.stale.size()) + " gone";
  }
  tell(streams, sentence);
}

void say_stale(const BaselineUse& use, const ProjectOptions& options, Streams& streams) {
  if (!use.comparable) {
    if (options.fail_on_stale) {
      tell(streams, use.file + " was written for Python " + use.target.str() +
                        " with other options: whether it is stale is not judged");
    }
  } else if (!use.stale.empty()) {
    const bool one = use.stale.size() == 1;
    tell(streams, render::counted(use.stale.size(), "finding") + " of " + use.file +
                      (one ? " is" : " are") +
                      " gone: write it again with --write-baseline to take " +
                      (one ? "it" : "them") + " out");
  }
}

// The folder that the report's paths begin in.
std::string base_of(const project::ReportRequest& request) {
  std::string base = fs::path(request.paths_begin).lexically_normal().generic_string();
  while (base.size() > 1 && base.ends_with('/')) base.pop_back();
  return base;
}

std::string baseline_file(const ProjectOptions& options) {
  if (!options.writes_baseline) return options.baseline;
  if (!options.write_baseline.empty()) return options.write_baseline;
  return options.baseline.empty() ? "pymolt-baseline.json" : options.baseline;
}

std::optional<Mistake> nothing_to_compare(const ProjectOptions& options) {
  if (!options.fail_on_stale) return std::nullopt;
  Mistake mistake;
  mistake.message = "--fail-on-stale requires a baseline";
  mistake.hint = "name it with --baseline FILE";
  return mistake;
}

std::optional<Mistake> against_baseline(const ProjectOptions& options,
                                        const project::ReportRequest& request, Report& report,
                                        Streams& streams) {
  const bool writes = options.writes_baseline;
  const std::string file = baseline_file(options);
  if (file.empty()) return nothing_to_compare(options);
  std::error_code error;
  history::Baseline before;
  if (!writes || fs::exists(file, error)) {
    Result<history::Baseline> read_before = read(file, options.follow_links);
    if (!read_before) return read_before.mistake();
    before = read_before.take();
  }
  const render::RenderOptions shown = render_options(streams, options.color);
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const history::PathMapping places(shown.base_dir, base_of(request), request.roots,
                                    folder_of(file), *disk);
  const history::BaselineScope scope{places, request.at_least};
  history::Comparison compared = history::compare(report, before, scope);
  if (!writes) {
    history::hide_known(std::move(compared), before, file, report);
    say_stale(*report.baseline, options, streams);
    return std::nullopt;
  }
  const history::Baseline now = history::make_baseline(report, before, scope);
  if (auto mistake = write(file, now)) return mistake;
  say_written(file, now, before, compared, streams);
  history::hide_known(history::compare(report, now, scope), now, file, report);
  return std::nullopt;
}

std::optional<Mistake> only_changes(const ProjectOptions& options,
                                    const project::ReportRequest& request, Report& report) {
  if (options.since.empty()) return std::nullopt;
  std::error_code error;
  const std::string& root = request.roots.front();
  const std::string folder = fs::is_directory(root, error) ? root : folder_of(root);
  const Result<history::ChangedLines> changed =
      history::ChangedLines::since(options.since, folder, *history::real_commands());
  if (!changed) return changed.mistake();
  history::hide_unchanged(*changed, base_of(request), options.since, report);
  return std::nullopt;
}

}  // namespace

std::optional<Mistake> apply_baseline(const ProjectOptions& options,
                                      const project::ReportRequest& request, Report& report,
                                      Streams& streams) {
  if (auto mistake = against_baseline(options, request, report, streams)) return mistake;
  return only_changes(options, request, report);
}

}  // namespace pymolt::cli
