// A cell is found by its first line.
// SPDX-License-Identifier: MIT
#include "project/cells.h"

#include <algorithm>

namespace pymolt::project {

namespace {

// The cell that holds LINE of the module.
const CellStart* cell_of(const FileFacts& file, std::uint32_t line) {
  const auto behind =
      std::upper_bound(file.cells.begin(), file.cells.end(), line,
                       [](std::uint32_t l, const CellStart& cell) { return l < cell.line; });
  return behind == file.cells.begin() ? nullptr : &*std::prev(behind);
}

std::uint32_t place(const FileFacts& file, Span& span) {
  const CellStart* cell = cell_of(file, span.line);
  if (cell == nullptr) return 0;
  span.line -= cell->line - 1;
  span.end_line -= std::min(span.end_line - 1, cell->line - 1);
  return cell->cell;
}

const FileFacts* notebook_at(const Report& report, const std::string& path) {
  if (!path.ends_with(".ipynb")) return nullptr;
  const auto found = std::ranges::lower_bound(report.files, path, {}, &FileFacts::path);
  return found != report.files.end() && found->path == path && !found->cells.empty() ? &*found
                                                                                     : nullptr;
}

std::string in_cell(std::uint32_t cell, const std::string& message) {
  return "in cell " + std::to_string(cell) + ": " + message;
}

void place_findings(const Report& report, std::vector<ReportedFinding>& findings) {
  for (ReportedFinding& reported : findings) {
    const FileFacts* file = notebook_at(report, reported.path);
    if (file == nullptr || reported.finding.cell != 0) continue;
    reported.finding.cell = place(*file, reported.finding.span);
    if (reported.finding.cell != 0)
      reported.finding.message = in_cell(reported.finding.cell, reported.finding.message);
  }
}

}  // namespace

void place_in_cells(Report& report) {
  place_findings(report, report.findings);
  place_findings(report, report.already);
  place_findings(report, report.suppressed);
  for (FileFacts& file : report.files) {
    if (file.cells.empty()) continue;
    for (CompileError& error : file.errors) {
      if (error.cell == 0) error.cell = place(file, error.span);
    }
  }
  for (ModuleVerdict& module : report.modules) {
    for (auto& [versions, because] : module.because.all()) {
      const FileFacts* file = notebook_at(report, because.path);
      if (file == nullptr) continue;
      if (const CellStart* cell = cell_of(*file, because.line)) because.line -= cell->line - 1;
    }
  }
}

}  // namespace pymolt::project
