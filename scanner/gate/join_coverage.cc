// What a report states is taken off again for each file that another report has had, and its lines are joined.
// SPDX-License-Identifier: MIT
#include "gate/join_coverage.h"

#include <algorithm>
#include <map>

namespace pymolt::gate {

namespace {

// The statements of a file, each with whether it was run.
using Statements = std::map<std::uint32_t, bool>;

Statements statements_of(const CoverageResults::File& file) {
  Statements statements;
  for (const std::uint32_t line : file.not_run) statements.emplace(line, false);
  for (const std::uint32_t line : file.run) statements[line] = true;
  return statements;
}

double run_in(const Statements& statements) {
  return static_cast<double>(
      std::ranges::count_if(statements, [](const auto& one) { return one.second; }));
}

}  // namespace

JoinedCoverage join_coverage(const std::vector<Evidence>& coverage, const ScannedPaths* scanned) {
  JoinedCoverage sums;
  std::map<std::vector<std::string>, Statements> joined;  // by the names of the file
  for (const Evidence& evidence : coverage) {
    const auto& one = std::get<CoverageResults>(evidence.data);
    sums.covered += one.covered;
    sums.lines += one.lines;
    sums.covered_branches += one.covered_branches;
    sums.branches += one.branches;
    if (one.files.empty() && one.lines > 0) sums.without_files.push_back(evidence.path);
    std::map<std::vector<std::string>, Statements> own;  // a report may tell a file in pieces
    for (const CoverageResults::File& file : one.files) {
      const std::string name(scanned != nullptr ? scanned->path_of(file) : std::string_view());
      const std::vector<std::string> names = name.empty() ? file.names : std::vector{name};
      for (const auto& [line, run] : statements_of(file)) {
        bool& is_run = own[names][line];
        is_run = is_run || run;
      }
    }
    for (const auto& [names, statements] : own) {
      const auto [place, is_new] = joined.try_emplace(names, statements);
      if (is_new) continue;
      sums.overlap = true;
      sums.covered -= run_in(statements) + run_in(place->second);
      sums.lines -= static_cast<double>(statements.size() + place->second.size());
      for (const auto& [line, run] : statements) {
        bool& is_run = place->second[line];
        is_run = is_run || run;
      }
      sums.covered += run_in(place->second);
      sums.lines += static_cast<double>(place->second.size());
    }
  }
  return sums;
}

}  // namespace pymolt::gate
