// Finds and scans what the command line names, with the cache and a line of progress.
// SPDX-License-Identifier: MIT
#include "cli/scan_project.h"

#include <fstream>
#include <iostream>
#include <memory>

#include "base/hash.h"
#include "cli/packs.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "scan/scan_tree.h"

namespace pymolt::cli {

namespace {

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

}  // namespace

int refuse(Streams& streams, const Mistake& mistake) {
  streams.err << "pymolt: " << mistake.str() << '\n';
  return 2;
}

Result<ScannedProject> scan_project(const ScanOptions& options, Streams& streams) {
  Result<rulebook::Rulebook> book = load_rulebook(options.rules);
  if (!book) return book.mistake();
  ScannedProject project;
  project.book = book.take();
  const Result<scan::Knowledge> knowledge = scan::Knowledge::make(project.book);
  if (!knowledge) return knowledge.mistake();
  const Result<std::vector<std::string>> paths = paths_of(options);
  if (!paths) return paths.mistake();
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const Result<Settings> settings = find_settings(*paths, *disk);
  if (!settings) return settings.mistake();

  const std::vector<scan::FoundFile> files = scan::find_files(*paths, *disk);
  Progress progress(streams);
  scan::ScanOptions how;
  how.jobs = options.jobs;
  scan::Cache cache = options.no_cache ? scan::Cache() : scan::Cache(scan::cache_file(*paths), stamp_of(project.book));
  if (cache.active()) how.cache = &cache;
  if (progress.shown()) how.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
  project.facts = scan::scan_files(files, *disk, *knowledge, how);
  progress.clear();
  cache.save();

  project.request.roots = *paths;
  project.request.target = options.target.value_or(settings->target.value_or(VersionSet(kNewestReleased)));
  project.request.from = options.from.value_or(settings->from.value_or(VersionSet()));
  project.request.select = options.select;
  project.request.ignore = options.ignore;
  project.request.at_least = options.confidence;
  return project;
}

}  // namespace pymolt::cli
