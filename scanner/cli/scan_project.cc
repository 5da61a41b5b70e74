// Finds and scans what the command line names, with the cache and a line of progress.
// SPDX-License-Identifier: MIT
#include "cli/scan_project.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/hash.h"
#include "cli/build_version.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "cli/read_installed.h"
#include "cli/rule_packs.h"
#include "cli/stated_target.h"
#include "cli/terminal.h"
#include "packaging/names.h"
#include "scan/archive_disk.h"
#include "scan/cache_store.h"
#include "scan/included_files.h"
#include "scan/read_environment.h"
#include "scan/scan_tree.h"
#include "scan/standard_input.h"

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

SettingsInForce in_force_of(const EffectiveOptions& effective, std::vector<PackInForce> packs) {
  SettingsInForce in_force;
  in_force.isolated = effective.options.isolated;
  in_force.settings = effective.settings.file;
  for (const auto& [key, line] : effective.settings.lines) {
    if (effective.origin(key) == Origin::file) in_force.keys.emplace_back(key, line);
  }
  in_force.packs = std::move(packs);
  for (PackInForce& pack : in_force.packs) pack.named_by = said_by(effective, "rules");
  return in_force;
}

// Those of ALL that are the share's, and what stands for them all.
std::vector<scan::FoundFile> share_of(const std::vector<scan::FoundFile>& all, ShareOf& share) {
  Hash walk;
  std::vector<scan::FoundFile> files;
  for (const scan::FoundFile& file : all) {
    walk.add(file.path).add(file.reason);
    if (share.share.holds(file.path)) files.push_back(file);
  }
  share.walk = walk.hex();
  return files;
}

// A pattern that takes nothing out is a slip where it was typed; settings may speak of what is built later.
void tell_unmatched(const EffectiveOptions& effective, const scan::PathPatterns& excluded,
                    Streams& streams) {
  const ProjectOptions& options = effective.options;
  if (!options.says("exclude") && options.view.detail != render::Detail::verbose) return;
  for (const std::string& pattern : excluded.unmatched())
    tell(streams, said_by(effective, "exclude") + ": `" + pattern + "` leaves out nothing");
}

// Whether DECLARATION is of the extra, or has a marker that asks for it.
bool speaks_of(const DependencyDeclaration& declaration, const std::string& extra) {
  if (packaging::canonical_name(declaration.group) == packaging::canonical_name(extra)) return true;
  const auto asks = [&](const std::string& quoted) {
    return declaration.marker.find(quoted) != std::string::npos;
  };
  return asks('"' + extra + '"') || asks("'" + extra + "'");
}

// An extra that nothing speaks of is a slip.
void tell_unknown_extras(const ProjectOptions& options, const std::vector<FileFacts>& files,
                         Streams& streams) {
  for (const std::string& extra : options.extras) {
    const auto speaks = [&](const FileFacts& file) {
      return std::ranges::any_of(file.inventory.dependencies, [&](const auto& declaration) {
        return speaks_of(declaration, extra);
      });
    };
    if (std::ranges::none_of(files, speaks))
      tell(streams, "--extra: no declaration speaks of an extra `" + extra + "`");
  }
}

Result<std::unique_ptr<scan::Disk>> with_standard_input(const EffectiveOptions& effective,
                                                        const scan::Disk& machine) {
  if (effective.standard_input.empty()) return std::unique_ptr<scan::Disk>();
  Result<std::string> text = read_whole("/dev/stdin");
  if (!text) return text.mistake();
  return std::unique_ptr<scan::Disk>(
      std::make_unique<scan::StandardInputDisk>(machine, effective.standard_input, text.take()));
}

// Where what is learnt is kept: shares of a tree do not push out each other's.
scan::CachePlace cache_of(const EffectiveOptions& effective, const std::string& store,
                          const ShareOf* share) {
  std::vector<std::string> roots = effective.paths;
  if (share != nullptr)
    roots.push_back("--shard " + std::to_string(share->share.number) + "/" +
                    std::to_string(share->share.of));
  return scan::cache_place(store, roots);
}

bool is_unknown(const FileFacts& file) {
  const bool is_open = file.kind == FileKind::python && !file.compiles;
  return file.state == FileState::scanned && (is_open || !file.not_analysed.empty());
}

// Says the SENTENCE of each of FILES that has one: of the first, and how many more there are.
template <typename Sentence>
void tell_some(const std::vector<FileFacts>& files, std::string_view what, Streams& streams,
               Sentence sentence) {
  constexpr std::size_t kMostTold = 20;
  std::size_t told = 0;
  for (const FileFacts& file : files) {
    const std::string text = sentence(file);
    if (!text.empty() && ++told <= kMostTold) tell(streams, text);
  }
  if (told > kMostTold)
    tell(streams, "… and " + std::to_string(told - kMostTold) + " more " + std::string(what));
}

// The files of an environment that lies below the reported folder are named as all other files are.
void begin_paths(const std::string& environment, project::ReportRequest& request) {
  namespace fs = std::filesystem;
  const fs::path begin = fs::path(request.paths_begin).lexically_normal();
  const std::string below = (fs::path(this_folder()) / environment)
                                .lexically_normal()
                                .lexically_relative(begin)
                                .generic_string();
  if (below.empty() || below == "." || below.starts_with("..")) return;
  const std::string prefix = below.ends_with('/') ? below : below + '/';
  for (scan::Installed& one : request.machine.installed.packages) one.path.insert(0, prefix);
  for (auto& [path, problem] : request.machine.installed.problems) path.insert(0, prefix);
}

}  // namespace

void put_in_force(SettingsInForce& settings, Report& report) {
  settings.left_out = std::move(report.in_force.left_out);
  report.in_force = std::move(settings);
}

scan::PathPatterns excluded_by(const EffectiveOptions& effective) {
  const ProjectOptions& options = effective.options;
  scan::PathPatterns excluded(options.exclude, options.exclude_from, this_folder(),
                              said_by(effective, "exclude"));
  if (!options.says("exclude")) return excluded;
  std::error_code error;
  for (const std::string& path : effective.paths) {
    if (std::filesystem::is_directory(path, error)) excluded.also_from(path);
  }
  return excluded;
}

std::optional<StatedTarget> stated_target(const EffectiveOptions& effective,
                                          const scan::ScanContext& context,
                                          const scan::Disk& disk) {
  const ProjectOptions& options = effective.options;
  if (options.target || !effective.asks_project) return std::nullopt;
  const std::string& python = options.venv.empty() ? options.python : options.venv;
  if (!python.empty()) {
    const Result<NamedPython> named = look_at_python(python, disk);
    if (named && named->version)
      return StatedTarget{VersionSet(*named->version), "the Python of " + python};
  }
  return target_of_project(effective.paths, context, disk);
}

std::unique_ptr<scan::Cache> open_cache(const EffectiveOptions& effective,
                                        const rulebook::Rulebook& book) {
  const std::string store =
      effective.options.no_cache ? "" : scan::cache_store(effective.options.cache_dir);
  const scan::CachePlace place = cache_of(effective, store, nullptr);
  if (place.file.empty()) return nullptr;
  scan::name_project(place);
  return std::make_unique<scan::Cache>(place.file, cache_stamp(book));
}

bool is_one_folder(const EffectiveOptions& effective) {
  std::error_code error;
  if (!effective.options.root.empty() && effective.paths != std::vector<std::string>{"."})
    return false;
  return effective.paths.size() == 1 &&
         std::filesystem::is_directory(effective.paths.front(), error);
}

Result<project::ReportRequest> request_of(const EffectiveOptions& effective, bool one_folder) {
  const ProjectOptions& options = effective.options;
  project::ReportRequest request;
  request.roots = effective.paths;
  request.target = options.target.value_or(VersionSet(kNewestReleased));
  request.from = options.from.value_or(VersionSet());
  request.obeys_comments = !options.isolated;
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
  std::string environment = options.venv;
  if (!options.python.empty()) {
    const Result<NamedPython> named = look_at_python(options.python, *scan::real_disk());
    if (!named) return named.mistake();
    environment = named->folder;
  }
  if (environment.empty()) return request;
  Result<scan::Environment> installed = scan::read_environment(environment, *scan::real_disk());
  if (installed) {
    request.machine.installed = installed.take();
    begin_paths(environment, request);
  } else if (options.python.empty()) {  // an interpreter may have no packages of its own
    return installed.mistake();
  }
  return request;
}

void tell_failed(const std::vector<FileFacts>& files, Streams& streams) {
  tell_some(files, "could not be read", streams, [](const FileFacts& file) {
    return file.state == FileState::failed ? file.path + ": " + file.reason : std::string();
  });
}

void tell_unknown(const std::vector<FileFacts>& files, Streams& streams) {
  tell_some(files, "were not analysed", streams, [](const FileFacts& file) {
    if (!is_unknown(file)) return std::string();
    const std::string& why =
        file.not_analysed.empty() ? file.unknown_because : file.not_analysed.front();
    return file.path + ": not analysed: " + why;
  });
}

bool is_incomplete(const std::vector<FileFacts>& files) {
  return std::any_of(files.begin(), files.end(), [](const FileFacts& f) {
    return f.state == FileState::failed || is_unknown(f);
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
  const ProjectOptions& options = effective.options;
  Result<ScannedProject> opened = open_project(effective);
  if (!opened) return opened;
  ScannedProject& project = *opened;
  Result<scan::ScanContext> context = scan::ScanContext::make(project.book);
  if (!context) return context.mistake();
  if (options.docs) context->readers = inventory::Table(inventory::readers_and_documents());

  project.machine =
      options.follow_links ? scan::real_disk() : scan::real_disk_within(effective.paths);
  Result<std::unique_ptr<scan::Disk>> with_input = with_standard_input(effective, *project.machine);
  if (!with_input) return with_input.mistake();
  project.input = with_input.take();
  const auto disk = std::make_unique<scan::ArchiveDisk>(project.disk(), effective.paths);
  const scan::PathPatterns excluded = excluded_by(effective);
  std::vector<scan::FoundFile> files =
      scan::find_files(effective.paths, *disk, excluded, &context->readers, options.follow_links,
                       !options.root.empty());
  tell_unmatched(effective, excluded, streams);
  if (look == Look::inventory) {
    scan::only_inventory(files);
  } else if (std::ranges::all_of(files, [&](const scan::FoundFile& f) {
               return f.state == FileState::skipped ||
                      (f.kind != FileKind::python && !options.docs);
             })) {
    tell(streams, "No Python files found");
  }
  std::vector<scan::FoundFile> all;
  if (share != nullptr) {
    all.swap(files);
    files = share_of(all, *share);
  }
  Progress progress(streams);
  scan::ScanOptions how;
  how.jobs = options.jobs;
  how.docs = options.docs;
  how.reread = options.reread;
  const std::string store = options.no_cache || !effective.standard_input.empty()
                                ? ""
                                : scan::cache_store(options.cache_dir);
  const scan::CachePlace place = cache_of(effective, store, share);
  scan::Cache cache =
      place.file.empty() ? scan::Cache() : scan::Cache(place.file, cache_stamp(project.book));
  if (cache.active()) how.cache = &cache;
  if (progress.shown())
    how.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
  project.facts = scan::scan_files(files, *disk, *context, how);
  scan::add_included_files(share == nullptr ? files : all, *disk, project.facts);
  Result<project::ReportRequest> request = request_of(effective, is_one_folder(effective));
  if (!request) return request.mistake();
  project.request = request.take();
  if (const auto stated = stated_target(effective, *context, *disk)) {
    project.request.target = stated->versions;
    project.in_force.target_by = stated->by;
    if (share != nullptr) share->target = *stated;
    if (options.view.detail != render::Detail::quiet)
      tell(streams, "target: Python " + stated->versions.str() + ", by " + stated->by +
                        " (--target asks about others)");
  }
  tell_unknown_extras(options, project.facts, streams);
  if (!options.venv.empty())
    read_installed(project.facts, *scan::real_disk(), *context, how, project.request);
  progress.clear();
  if (cache.save()) scan::settle_store(store, place);  // what has not changed needs no more room
  project.request.package = scan::package_at(
      std::filesystem::path(project.request.paths_begin).lexically_normal().generic_string(),
      *disk);
  return opened;
}

}  // namespace pymolt::cli
