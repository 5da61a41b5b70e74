// Paths are joined by their ends, for neither file says from where they are meant; where several fit, nothing is told.
// SPDX-License-Identifier: MIT
//
//   scan           app/feed.py:12
//   coverage.xml   <source>/ci/build/src</source>, filename="app/feed.py": `/ci/build/src/app/feed.py` ends with the scan's path
//   coverage.json  "feed.py", run in app/: the scan's path ends with it, and no other file of the scan does
#include "gate/findings_run.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "gate/evidence_file.h"

namespace pymolt::gate {

namespace {

using File = CoverageResults::File;

bool holds(const std::vector<std::uint32_t>& lines, const ScanFinding& finding) {
  return std::ranges::any_of(
      lines, [&](std::uint32_t line) { return line >= finding.line && line <= finding.end_line; });
}

// What the reports have of each path of the scan; of one that differing names stand for, nothing.
using Reports = std::map<std::string_view, std::vector<const File*>>;

Reports reports_of(const std::vector<Evidence>& coverage, const ScannedPaths& scanned) {
  Reports reports;
  for (const Evidence& evidence : coverage) {
    for (const File& file : std::get<CoverageResults>(evidence.data).files) {
      const std::string_view path = scanned.path_of(file);
      if (!path.empty()) reports[path].push_back(&file);
    }
  }
  std::erase_if(reports, [](const auto& row) {
    const std::vector<const File*>& files = row.second;
    return std::ranges::any_of(
        files, [&](const File* file) { return file->names != files.front()->names; });
  });
  return reports;
}

}  // namespace

FilesKnown files_known(const std::vector<Evidence>& coverage, const ScannedPaths& scanned,
                       const std::string& folder) {
  FilesKnown files;
  for (const Evidence& evidence : coverage) {
    for (const File& file : std::get<CoverageResults>(evidence.data).files) {
      const std::size_t statements = file.run.size() + file.not_run.size();
      // A file that git ignores is in the tree all the same.
      const bool known = scanned.knows(file) || !are_of_other_tree(file.names, folder);
      ++files.of;
      files.known += known ? 1 : 0;
      files.statements += statements;
      files.known_statements += known ? statements : 0;
    }
  }
  return files;
}

FindingsRun findings_run(const std::vector<Evidence>& coverage, const ScanFacts& scan,
                         const ScannedPaths& scanned) {
  FindingsRun sums;
  const Reports reports = reports_of(coverage, scanned);
  std::set<std::pair<std::string_view, std::uint32_t>> seen;
  for (const ScanFinding& finding : scan.list) {
    if (finding.line == 0 || !finding.path.ends_with(".py") ||
        !seen.emplace(finding.path, finding.line).second)
      continue;
    const auto found = reports.find(finding.path);
    const auto any = [&](std::vector<std::uint32_t> File::*lines) {
      return found != reports.end() && std::ranges::any_of(found->second, [&](const File* file) {
               return holds(file->*lines, finding);
             });
    };
    if (any(&File::run))
      ++sums.run;
    else if (any(&File::not_run))
      sums.not_run.push_back(finding.path + ":" + std::to_string(finding.line));
    else
      ++sums.unknown;
  }
  return sums;
}

}  // namespace pymolt::gate
