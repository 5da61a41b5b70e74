// The baseline's file is read before it is written, so that entries about files that were not scanned are kept.
// SPDX-License-Identifier: MIT
#include "cli/narrow.h"

#include <filesystem>
#include <fstream>

#include "cli/inputs.h"
#include "cli/report_options.h"
#include "history/baseline_file.h"
#include "history/changed_lines.h"
#include "render/words.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

Mistake file_mistake(const std::string& file, std::string message) {
  Mistake mistake;
  mistake.file = file;
  mistake.message = std::move(message);
  return mistake;
}

Result<history::Baseline> read(const std::string& file) {
  if (const auto text = read_whole(file)) return history::read_baseline(file, *text);
  Mistake mistake = file_mistake(file, "the baseline cannot be read");
  mistake.hint = "`pymolt scan --write-baseline=" + file + "` makes it";
  return mistake;
}

// As a whole or not at all, so that a job that is stopped leaves no half of it.
std::optional<Mistake> write(const std::string& file, const history::Baseline& baseline) {
  const std::string beside = file + ".new";
  std::ofstream out(beside, std::ios::binary);
  history::write_baseline(baseline, out);
  out.close();
  std::error_code error;
  if (out) fs::rename(beside, file, error);
  if (out && !error) return std::nullopt;
  fs::remove(beside, error);
  return file_mistake(file, "the baseline cannot be written");
}

std::string folder_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash + 1);
}

void say(Streams& streams, const std::string& sentence) {
  streams.err << "pymolt: " << sentence << '\n';
}

void say_written(const std::string& file, const history::Baseline& now,
                 const history::Baseline& before, const history::Comparison& compared,
                 Streams& streams) {
  std::string sentence = render::counted(now.findings.size(), "finding") + " written to " + file;
  if (!before.findings.empty() && compared.comparable) {
    sentence += ": " + render::number(compared.new_findings()) + " new, " +
                render::number(compared.stale.size()) + " gone";
  }
  say(streams, sentence);
}

void say_stale(const BaselineUse& use, const ScanOptions& options, Streams& streams) {
  if (!use.comparable) {
    if (options.fail_on_stale) {
      say(streams, use.file + " was written for Python " + use.target.str() +
                       " with other options: whether it is stale is not judged");
    }
  } else if (!use.stale.empty()) {
    const bool one = use.stale.size() == 1;
    say(streams, render::counted(use.stale.size(), "finding") + " of " + use.file +
                     (one ? " is" : " are") +
                     " gone: write it again with --write-baseline to take " +
                     (one ? "it" : "them") + " out");
  }
}

std::string baseline_file(const ScanOptions& options) {
  if (!options.writes_baseline) return options.baseline;
  if (!options.write_baseline.empty()) return options.write_baseline;
  return options.baseline.empty() ? "pymolt-baseline.json" : options.baseline;
}

std::optional<Mistake> nothing_to_compare(const ScanOptions& options) {
  if (!options.fail_on_stale) return std::nullopt;
  Mistake mistake;
  mistake.message = "--fail-on-stale asks for a baseline, and there is none";
  mistake.hint = "name it with --baseline FILE";
  return mistake;
}

std::optional<Mistake> against_baseline(const ScanOptions& options, const project::Request& request,
                                        Report& report, Streams& streams) {
  const bool writes = options.writes_baseline;
  const std::string file = baseline_file(options);
  if (file.empty()) return nothing_to_compare(options);
  std::error_code error;
  history::Baseline before;
  if (!writes || fs::exists(file, error)) {
    Result<history::Baseline> read_before = read(file);
    if (!read_before) return read_before.mistake();
    before = read_before.take();
  }
  const render::RenderOptions shown = render_options(streams, options.color);
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const history::Places places(shown.base_dir, report_base(request.roots, shown.base_dir),
                               request.roots, folder_of(file), *disk);
  const history::Scope scope{places, request.at_least};
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

std::optional<Mistake> only_changes(const ScanOptions& options, const project::Request& request,
                                    Report& report, const Streams& streams) {
  if (options.since.empty()) return std::nullopt;
  const std::string here = render_options(streams, options.color).base_dir;
  std::error_code error;
  const std::string& root = request.roots.front();
  const std::string folder = fs::is_directory(root, error) ? root : folder_of(root);
  const Result<history::ChangedLines> changed =
      history::ChangedLines::since(options.since, folder, *history::real_commands());
  if (!changed) return changed.mistake();
  history::hide_unchanged(*changed, report_base(request.roots, here), options.since, report);
  return std::nullopt;
}

}  // namespace

std::optional<Mistake> narrow(const ScanOptions& options, const project::Request& request,
                              Report& report, Streams& streams) {
  if (auto mistake = against_baseline(options, request, report, streams)) return mistake;
  return only_changes(options, request, report, streams);
}

}  // namespace pymolt::cli
