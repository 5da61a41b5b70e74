// A finding a row, as RFC 4180 says it: CRLF, quotes doubled. Safe to open in a spreadsheet.
// SPDX-License-Identifier: MIT
//
// What is broken where the code comes from as well has the severity `already`. A file that was skipped, not read or not analysed has a row as well: its severity is `unknown`,
// its rule says which.
#include <array>

#include "render/escape.h"
#include "render/renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

using Row = std::array<std::string, 14>;

void write_row(const Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "," : "") << csv_field(row[i]);
  out << "\r\n";
}

Row row_of(const ReportedFinding& reported) {
  const Finding& f = reported.finding;
  return {std::string(name(reported.severity)),
          std::string(name(f.confidence)),
          f.rule,
          f.symbol,
          reported.path,
          std::to_string(f.span.line),
          std::to_string(f.span.column),
          std::to_string(f.span.end_line),
          std::to_string(f.span.end_column),
          f.breaks_on.empty() ? "" : f.breaks_on.str(),
          f.message,
          f.instead,
          f.docs,
          f.fingerprint};
}

Row row_of(const FileFacts& file) {
  Row row;
  row[0] = "unknown";
  row[2] = file.state == FileState::failed    ? "not-read"
           : file.state == FileState::skipped ? "skipped"
                                              : "not-analysed";
  row[4] = file.path;
  row[10] = file.state == FileState::scanned ? file.unknown_because : file.reason;
  return row;
}

}  // namespace

Remarks render_csv(const Report& report, const RenderOptions& options, std::ostream& out) {
  const auto write_at = [&](Row row) {
    row[4].insert(0, options.path_prefix);
    write_row(row, out);
  };
  write_row({"severity", "confidence", "rule", "symbol", "path", "line", "column", "end_line",
             "end_column", "breaks_on", "message", "instead", "docs", "fingerprint"},
            out);
  for (const ReportedFinding& reported : report.findings) write_at(row_of(reported));
  for (const ReportedFinding& reported : report.already) {
    Row row = row_of(reported);
    row[0] = "already";
    write_at(std::move(row));
  }
  for (const FileFacts& file : report.files) {
    if (file.state != FileState::scanned || !file.compiles) write_at(row_of(file));
  }
  return {};
}

}  // namespace pymolt::render
