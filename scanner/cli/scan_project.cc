// Finds and scans what the command line names, with the cache and a line of progress.
// SPDX-License-Identifier: MIT
#include "cli/scan_project.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/hash.h"
#include "cli/outputs.h"
#include "cli/packs.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "scan/archive_disk.h"
#include "scan/included_files.h"
#include "scan/read_environment.h"
#include "scan/scan_tree.h"

namespace pymolt::cli {

namespace {

// Stands for this pymolt and these rules: facts learnt by others are not asked for.
std::uint64_t stamp_of(const rulebook::Rulebook& book) {
  return Hash().add(kToolVersion).add(build_stamp()).add(std::to_string(book.fingerprint())).value();
}

std::string this_folder() {
  std::error_code error;
  return std::filesystem::current_path(error).generic_string();
}

// Where the report's paths begin: in the one folder that is scanned, or here.
std::string paths_begin(const std::vector<std::string>& roots, const std::string& here) {
  std::error_code error;
  const bool one_folder = roots.size() == 1 && std::filesystem::is_directory(roots.front(), error);
  return one_folder ? (std::filesystem::path(here) / roots.front()).generic_string() : here;
}

// `pymolt.toml:4`, `--ignore`: where what is in force under KEY stands; empty where nobody said anything.
std::string said_by(const Settled& settled, std::string_view key) {
  switch (settled.origin(key)) {
    case Origin::command_line:
      return "--" + std::string(key);
    case Origin::file:
      return settled.settings.file + ":" + std::to_string(settled.settings.lines.find(key)->second);
    case Origin::built_in:
      break;
  }
  return {};
}

InForce in_force_of(const Settled& settled, std::vector<PackInForce> packs) {
  InForce in_force;
  in_force.isolated = settled.options.isolated;
  in_force.settings = settled.settings.file;
  for (const auto& [key, line] : settled.settings.lines) {
    if (settled.origin(key) == Origin::file) in_force.keys.emplace_back(key, line);
  }
  in_force.packs = std::move(packs);
  for (PackInForce& pack : in_force.packs) pack.named_by = said_by(settled, "rules");
  return in_force;
}

project::Request request_of(const Settled& settled, const std::string& here) {
  const ScanOptions& options = settled.options;
  project::Request request;
  request.roots = settled.paths;
  request.target = options.target.value_or(VersionSet(kNewestReleased));
  request.from = options.from.value_or(VersionSet());
  request.heeds_comments = !options.isolated;
  request.settings_file = settled.settings.file;
  request.select_by = said_by(settled, "select");
  request.ignore_by = said_by(settled, "ignore");
  request.select = options.select;
  request.ignore = options.ignore;
  request.severities = options.severities;
  request.at_least = options.confidence;
  request.per_path = options.per_path;
  request.per_path_from = options.per_path_from;
  request.as_of = options.as_of;
  request.paths_begin = paths_begin(settled.paths, here);
  request.machine.platform = packaging::Platform::parse(options.platform).value_or(packaging::Platform());
  request.machine.extras = options.extras;
  request.machine.free_threaded = options.free_threaded;
  return request;
}

}  // namespace

void tell_failed(const std::vector<FileFacts>& files, Streams& streams) {
  constexpr std::size_t kMostTold = 20;
  std::size_t failed = 0;
  for (const FileFacts& file : files) {
    if (file.state != FileState::failed || ++failed > kMostTold) continue;
    tell(streams, file.path + ": " + file.reason);
  }
  if (failed > kMostTold) tell(streams, "… and " + std::to_string(failed - kMostTold) + " more could not be read");
}

bool is_incomplete(const std::vector<FileFacts>& files) {
  return std::any_of(files.begin(), files.end(), [](const FileFacts& f) {
    return f.state == FileState::failed || (f.state == FileState::scanned && (!f.compiles || !f.not_analysed.empty()));
  });
}

int refuse(Streams& streams, const Mistake& mistake) {
  streams.err << "pymolt: " << mistake.str() << '\n';
  return 2;
}

Result<ScannedProject> scan_project(const Settled& settled, Streams& streams, Look look) {
  const ScanOptions& options = settled.options;
  std::vector<PackInForce> packs;
  Result<rulebook::Rulebook> book = load_rulebook(options.rules, &packs);
  if (!book) return book.mistake();
  ScannedProject project;
  project.in_force = in_force_of(settled, std::move(packs));
  project.book = book.take();
  if (auto mistake = check_words(settled, project.book)) return *mistake;
  Result<scan::Knowledge> knowledge = scan::Knowledge::make(project.book);
  if (!knowledge) return knowledge.mistake();
  if (options.docs) knowledge->readers = inventory::Table(inventory::readers_and_documents());

  const std::unique_ptr<scan::Disk> machine = scan::real_disk();
  const auto disk = std::make_unique<scan::ArchiveDisk>(*machine, settled.paths);
  const std::string here = this_folder();
  const scan::PathPatterns excluded(options.exclude, options.exclude_from, here, said_by(settled, "exclude"));
  std::vector<scan::FoundFile> files =
      scan::find_files(settled.paths, *disk, excluded, &knowledge->readers, options.follow_links);
  if (look == Look::inventory) {
    scan::only_inventory(files);
  } else if (std::all_of(files.begin(), files.end(), [](const auto& f) {
        return f.state == FileState::skipped || f.kind != FileKind::python;
      })) {
    tell(streams, "no Python source was found there, so there is nothing to say of it");
  }
  Progress progress(streams);
  scan::ScanOptions how;
  how.jobs = options.jobs;
  how.docs = options.docs;
  scan::Cache cache = options.no_cache ? scan::Cache() : scan::Cache(scan::cache_file(settled.paths), stamp_of(project.book));
  if (cache.active()) how.cache = &cache;
  if (progress.shown()) how.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
  project.facts = scan::scan_files(files, *disk, *knowledge, how);
  scan::add_included_files(files, *disk, project.facts);
  progress.clear();
  cache.save();

  project.request = request_of(settled, here);
  if (!options.venv.empty()) {
    Result<scan::Environment> installed = scan::read_environment(options.venv, *machine);
    if (!installed) return installed.mistake();
    project.request.machine.installed = installed.take();
  }
  project.request.package = scan::package_at(
      std::filesystem::path(project.request.paths_begin).lexically_normal().generic_string(), *disk);
  return project;
}

}  // namespace pymolt::cli
