// `pymolt scan`: find, scan, reduce, render, and the exit status.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include "base/hash.h"
#include "cli/commands.h"
#include "cli/packs.h"
#include "cli/report_options.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "project/minimum.h"
#include "project/reduce.h"
#include "render/renderer.h"
#include "render/version_needs.h"
#include "scan/scan_tree.h"

namespace pymolt::cli {

namespace {

int refuse(Streams& streams, const Mistake& mistake) {
  streams.err << "pymolt: " << mistake.str() << '\n';
  return 2;
}

// The paths to scan: those named, those listed in --files-from, else this folder.
Result<std::vector<std::string>> paths_of(const ScanOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (!options.files_from.empty()) {
    std::ifstream file;
    if (options.files_from != "-") file.open(options.files_from);
    std::istream& in = options.files_from == "-" ? std::cin : file;
    if (!in) {
      Mistake mistake;
      mistake.file = options.files_from;
      mistake.message = "cannot be read";
      return mistake;
    }
    for (std::string line; std::getline(in, line);) {
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) paths.push_back(line);
    }
  } else if (paths.empty()) {
    paths.emplace_back(".");
  }
  return paths;
}

// Stands for this pymolt and these rules: facts learnt by others are not asked for.
std::uint64_t stamp_of(const rulebook::Rulebook& book) {
  return Hash().add(kToolVersion).add(build_stamp()).add(std::to_string(book.fingerprint())).value();
}

int exit_status(const Report& report, const ScanOptions& options) {
  const bool unknown = std::any_of(report.files.begin(), report.files.end(), [](const FileFacts& f) {
    return f.state == FileState::scanned && !f.compiles;
  });
  if (report.summary.failed > 0 || (unknown && !options.allow_unknown)) return 2;
  if (!options.fail_on) return 0;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.severity >= *options.fail_on) return 1;
  }
  return 0;
}

// Writes one report where it belongs; false when that failed.
bool write(const Report& report, const FormatRequest& request, const std::string& file,
           const render::RenderOptions& options, Streams& streams) {
  const render::Format& format = *render::find_format(request.format);
  render::Remarks remarks;
  if (file.empty()) {
    remarks = format.render(report, options, streams.out);
    streams.out.flush();
  } else {
    std::ofstream out(file, std::ios::binary);
    render::RenderOptions plain = options;
    plain.color = plain.hyperlinks = false;
    remarks = format.render(report, plain, out);
    out.flush();
    if (!out) {
      streams.err << "pymolt: " << file << ": cannot be written\n";
      return false;
    }
  }
  for (const std::string& remark : remarks) streams.err << "pymolt: " << remark << '\n';
  return static_cast<bool>(streams.out);
}

int render_all(const Report& report, const ScanOptions& options, render::RenderOptions shown, Streams& streams) {
  shown.exit_status = exit_status(report, options);
  bool written = true;
  for (const FormatRequest& request : options.formats) {
    const std::string& file = request.file.empty() ? options.output : request.file;
    written = write(report, request, file, shown, streams) && written;
  }
  return written ? shown.exit_status : 2;
}

// Answers `--min-version`.
int tell_version_needs(const std::vector<FileFacts>& facts, const ScanOptions& options, const rulebook::Rulebook& book,
                       Streams& streams) {
  const std::vector<VersionNeed> needs = project::version_needs(facts, book);
  if (options.formats.front().format == "json") {
    render::version_needs_json(needs, streams.out);
  } else {
    render::version_needs_text(needs, streams.out);
  }
  const bool incomplete = std::any_of(facts.begin(), facts.end(), [](const FileFacts& f) {
    return f.state == FileState::failed || (f.state == FileState::scanned && !f.compiles);
  });
  return incomplete && !options.allow_unknown ? 2 : 0;
}

}  // namespace

int run_scan(const Invocation& invocation, Streams& streams) {
  const ScanOptions& options = invocation.scan;
  const Result<rulebook::Rulebook> book = load_rulebook(options.rules);
  if (!book) return refuse(streams, book.mistake());
  const Result<scan::Knowledge> knowledge = scan::Knowledge::make(*book);
  if (!knowledge) return refuse(streams, knowledge.mistake());
  const Result<std::vector<std::string>> paths = paths_of(options);
  if (!paths) return refuse(streams, paths.mistake());
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const Result<Settings> settings = find_settings(*paths, *disk);
  if (!settings) return refuse(streams, settings.mistake());

  const std::vector<scan::FoundFile> files = scan::find_files(*paths, *disk);
  Progress progress(streams);
  scan::ScanOptions how;
  how.jobs = options.jobs;
  scan::Cache cache = options.no_cache ? scan::Cache() : scan::Cache(scan::cache_file(*paths), stamp_of(*book));
  if (cache.active()) how.cache = &cache;
  if (progress.shown()) how.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
  std::vector<FileFacts> facts = scan::scan_files(files, *disk, *knowledge, how);
  progress.clear();
  cache.save();

  if (options.min_version) return tell_version_needs(facts, options, *book, streams);

  project::Request request;
  request.roots = *paths;
  request.target = options.target.value_or(settings->target.value_or(VersionSet(kNewestReleased)));
  request.from = options.from.value_or(settings->from.value_or(VersionSet()));
  request.select = options.select;
  request.ignore = options.ignore;
  request.at_least = options.confidence;
  Report report = project::reduce(std::move(facts), request, *book);
  report.tool_version = kToolVersion;
  return render_all(report, options, report_options(streams, options, request, *book), streams);
}

}  // namespace pymolt::cli
