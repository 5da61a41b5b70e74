// Round by round: the files of the modules asked for, then those of the modules that they import; what they come to is one project.
// SPDX-License-Identifier: MIT
#include "cli/read_installed.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/dotted.h"
#include "scan/find_files.h"

namespace pymolt::cli {

namespace {

constexpr std::size_t kMostInstalledFiles = 100'000;

using NameSet = std::set<std::string, std::less<>>;

NameSet imported_by(std::span<const FileFacts> facts) {
  NameSet tops;
  for (const FileFacts& file : facts) {
    for (const ImportFact& import : file.imports) {
      const std::string_view top = first_part(import.module);
      if (import.level == 0 && !top.empty() && !tops.contains(top)) tops.emplace(top);
    }
  }
  return tops;
}

// The files below FOLDER by the top-level module they are of.
std::multimap<std::string, scan::FoundFile> files_by_module(const std::string& folder,
                                                            const scan::Disk& disk) {
  std::multimap<std::string, scan::FoundFile> found;
  for (scan::FoundFile& file : scan::find_files({folder}, disk)) {
    if (file.kind != FileKind::python || file.state == FileState::skipped) continue;
    std::string top = file.path.substr(0, file.path.find('/'));
    if (top.size() == file.path.size()) top.resize(top.find('.'));
    if (found.size() < kMostInstalledFiles) found.emplace(std::move(top), std::move(file));
  }
  return found;
}

class EnvironmentReader {
 public:
  EnvironmentReader(const scan::Disk& disk, const scan::ScanContext& context,
                    const scan::ScanOptions& how)
      : disk_(disk), context_(context), how_(how) {}

  void read(const std::string& folder, NameSet wanted, bool all, project::Machine& machine) {
    const auto files = files_by_module(folder, disk_);
    if (all) {
      for (const auto& [top, file] : files) wanted.insert(top);
    }
    NameSet seen;
    std::vector<FileFacts> facts;
    while (!wanted.empty()) {
      std::vector<scan::FoundFile> round;
      for (const std::string& top : wanted) {
        if (!seen.insert(top).second) continue;
        const auto [begin, end] = files.equal_range(top);
        for (auto at = begin; at != end; ++at) round.push_back(at->second);
      }
      std::vector<FileFacts> more = scan::scan_files(round, disk_, context_, how_);
      wanted = imported_by(more);
      std::erase_if(wanted, [&](const std::string& top) { return seen.contains(top); });
      std::ranges::move(more, std::back_inserter(facts));
    }
    std::ranges::sort(facts, {}, &FileFacts::path);
    note_failures(folder, std::move(facts), machine);
  }

 private:
  void note_failures(const std::string& folder, std::vector<FileFacts> facts,
                     project::Machine& machine) {
    project::ReportRequest request;
    request.roots = {folder};
    request.target = VersionSet::all();
    request.obeys_comments = false;
    const Report report = project::reduce(std::move(facts), request, context_.book);
    for (const ModuleVerdict& module : report.modules) {
      if (module.name.find('.') != std::string::npos) continue;
      const VersionSet fails = VersionSet::all() - module.imports - module.unknown;
      if (fails.empty()) continue;
      project::FailingImport& failing = machine.broken[module.name];
      failing.on |= fails;
      const VersionSet why = module.because.versions();
      if (!failing.because.empty() || why.empty()) continue;
      const Because& newest = *module.because.on(why.newest());
      failing.because.emplace_back(
          VersionSet::all(), "its own `" + module.name + "` does not import: `" + newest.cause +
                                 "`, at " + newest.path + ":" + std::to_string(newest.line));
    }
  }

  const scan::Disk& disk_;
  const scan::ScanContext& context_;
  const scan::ScanOptions& how_;
};

}  // namespace

void read_installed(std::span<const FileFacts> facts, const scan::Disk& disk,
                    const scan::ScanContext& context, const scan::ScanOptions& how,
                    project::ReportRequest& request) {
  const NameSet wanted = imported_by(facts);
  EnvironmentReader reader(disk, context, how);
  const std::vector<std::string> folders = request.machine.installed.folders;
  for (const std::string& folder : folders)
    reader.read(folder, wanted, wanted.empty(), request.machine);
}

}  // namespace pymolt::cli
