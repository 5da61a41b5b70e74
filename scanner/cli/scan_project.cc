// Finds and scans what the command line names, with the cache and a line of progress.
// SPDX-License-Identifier: MIT
#include "cli/scan_project.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/hash.h"
#include "cli/build_version.h"
#include "cli/outputs.h"
#include "cli/rule_packs.h"
#include "cli/terminal.h"
#include "scan/archive_disk.h"
#include "scan/included_files.h"
#include "scan/read_environment.h"
#include "scan/scan_tree.h"

namespace pymolt::cli {

namespace {

// Stands for this pymolt and these rules: facts learnt by others are not asked for.
std::uint64_t cache_stamp(const rulebook::Rulebook& book) {
  return Hash()
      .add(kToolVersion)
      .add(build_stamp())
      .add(std::to_string(book.fingerprint()))
      .value();
}

std::string this_folder() {
  std::error_code error;
  return std::filesystem::current_path(error).generic_string();
}

// `pymolt.toml:4`, `--ignore`: where what is in force under KEY stands; empty where nobody said anything.
std::string said_by(const EffectiveOptions& effective, std::string_view key) {
  switch (effective.origin(key)) {
    case Origin::command_line:
      return "--" + std::string(key);
    case Origin::file:
      return effective.settings.file + ":" +
             std::to_string(effective.settings.lines.find(key)->second);
    case Origin::built_in:
      break;
  }
  return {};
}

InForce in_force_of(const EffectiveOptions& effective, std::vector<PackInForce> packs) {
  InForce in_force;
  in_force.isolated = effective.options.isolated;
  in_force.settings = effective.settings.file;
  for (const auto& [key, line] : effective.settings.lines) {
    if (effective.origin(key) == Origin::file) in_force.keys.emplace_back(key, line);
  }
  in_force.packs = std::move(packs);
  for (PackInForce& pack : in_force.packs) pack.named_by = said_by(effective, "rules");
  return in_force;
}

// Only those of the share, and what stands for them all.
void take_share(ShareOf& share, const inventory::Table& readers,
                std::vector<scan::FoundFile>& files) {
  Hash walk;
  for (const scan::FoundFile& file : files) walk.add(file.path).add(file.reason);
  share.walk = walk.hex();
  // A setup.py may name files as a requirements.txt does: it goes where they are.
  std::erase_if(files, [&](const scan::FoundFile& file) {
    return !share.share.holds(file.path,
                              readers.claim(file.path) ? FileKind::inventory : file.kind);
  });
}

// Where what is learnt is kept: shares of a tree do not push out each other's.
std::string cache_of(const EffectiveOptions& effective, const ShareOf* share) {
  std::vector<std::string> roots = effective.paths;
  if (share != nullptr)
    roots.push_back("--shard " + std::to_string(share->share.number) + "/" +
                    std::to_string(share->share.of));
  return scan::cache_file(roots);
}

}  // namespace

scan::PathPatterns excluded_by(const EffectiveOptions& effective) {
  return scan::PathPatterns(effective.options.exclude, effective.options.exclude_from,
                            this_folder(), said_by(effective, "exclude"));
}

std::unique_ptr<scan::Cache> open_cache(const EffectiveOptions& effective,
                                        const rulebook::Rulebook& book) {
  return std::make_unique<scan::Cache>(cache_of(effective, nullptr), cache_stamp(book));
}

bool is_one_folder(const EffectiveOptions& effective) {
  std::error_code error;
  return effective.paths.size() == 1 &&
         std::filesystem::is_directory(effective.paths.front(), error);
}

Result<project::Request> request_of(const EffectiveOptions& effective, bool one_folder) {
  const ScanOptions& options = effective.options;
  project::Request request;
  request.roots = effective.paths;
  request.target = options.target.value_or(VersionSet(kNewestReleased));
  request.from = options.from.value_or(VersionSet());
  request.heeds_comments = !options.isolated;
  request.settings_file = effective.settings.file;
  request.select_by = said_by(effective, "select");
  request.ignore_by = said_by(effective, "ignore");
  request.select = options.select;
  request.ignore = options.ignore;
  request.severities = options.severities;
  request.at_least = options.confidence;
  request.per_path = options.per_path;
  request.per_path_from = options.per_path_from;
  request.as_of = options.as_of;
  const std::string here = this_folder();
  request.paths_begin =
      one_folder ? (std::filesystem::path(here) / effective.paths.front()).generic_string() : here;
  request.machine.platform =
      packaging::Platform::parse(options.platform).value_or(packaging::Platform());
  request.machine.extras = options.extras;
  request.machine.free_threaded = options.free_threaded;
  if (options.venv.empty()) return request;
  Result<scan::Environment> installed = scan::read_environment(options.venv, *scan::real_disk());
  if (!installed) return installed.mistake();
  request.machine.installed = installed.take();
  return request;
}

void tell_failed(const std::vector<FileFacts>& files, Streams& streams) {
  constexpr std::size_t kMostTold = 20;
  std::size_t failed = 0;
  for (const FileFacts& file : files) {
    if (file.state != FileState::failed || ++failed > kMostTold) continue;
    tell(streams, file.path + ": " + file.reason);
  }
  if (failed > kMostTold)
    tell(streams, "… and " + std::to_string(failed - kMostTold) + " more could not be read");
}

bool is_incomplete(const std::vector<FileFacts>& files) {
  return std::any_of(files.begin(), files.end(), [](const FileFacts& f) {
    return f.state == FileState::failed ||
           (f.state == FileState::scanned && (!f.compiles || !f.not_analysed.empty()));
  });
}

int refuse(Streams& streams, const Mistake& mistake) {
  streams.err << "pymolt: " << mistake.str() << '\n';
  return 2;
}

Result<ScannedProject> open_project(const EffectiveOptions& effective) {
  std::vector<PackInForce> packs;
  Result<rulebook::Rulebook> book = load_rulebook(effective.options.rules, &packs);
  if (!book) return book.mistake();
  ScannedProject project;
  project.in_force = in_force_of(effective, std::move(packs));
  project.book = book.take();
  if (auto mistake = check_words(effective, project.book)) return *mistake;
  return project;
}

Result<ScannedProject> scan_project(const EffectiveOptions& effective, Streams& streams, Look look,
                                    ShareOf* share) {
  const ScanOptions& options = effective.options;
  Result<ScannedProject> opened = open_project(effective);
  if (!opened) return opened;
  ScannedProject& project = *opened;
  Result<scan::ScanContext> context = scan::ScanContext::make(project.book);
  if (!context) return context.mistake();
  if (options.docs) context->readers = inventory::Table(inventory::readers_and_documents());

  const std::unique_ptr<scan::Disk> machine = scan::real_disk();
  const auto disk = std::make_unique<scan::ArchiveDisk>(*machine, effective.paths);
  const scan::PathPatterns excluded = excluded_by(effective);
  std::vector<scan::FoundFile> files =
      scan::find_files(effective.paths, *disk, excluded, &context->readers, options.follow_links);
  if (look == Look::inventory) {
    scan::only_inventory(files);
  } else if (std::all_of(files.begin(), files.end(), [](const auto& f) {
               return f.state == FileState::skipped || f.kind != FileKind::python;
             })) {
    tell(streams, "no Python source was found there, so there is nothing to say of it");
  }
  const std::vector<scan::FoundFile> all =
      share == nullptr ? std::vector<scan::FoundFile>() : files;
  if (share != nullptr) take_share(*share, context->readers, files);
  Progress progress(streams);
  scan::ScanOptions how;
  how.jobs = options.jobs;
  how.docs = options.docs;
  scan::Cache cache = options.no_cache
                          ? scan::Cache()
                          : scan::Cache(cache_of(effective, share), cache_stamp(project.book));
  if (cache.active()) how.cache = &cache;
  if (progress.shown())
    how.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
  project.facts = scan::scan_files(files, *disk, *context, how);
  if (share == nullptr || share->share.number == 1)
    scan::add_included_files(share == nullptr ? files : all, *disk, project.facts);
  progress.clear();
  cache.save();

  Result<project::Request> request = request_of(effective, is_one_folder(effective));
  if (!request) return request.mistake();
  project.request = request.take();
  project.request.package = scan::package_at(
      std::filesystem::path(project.request.paths_begin).lexically_normal().generic_string(),
      *disk);
  return opened;
}

}  // namespace pymolt::cli
