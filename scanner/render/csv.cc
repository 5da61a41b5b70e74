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

// OWNERS: null where they are not asked for.
void write_row(const Row& row, const std::string* owners, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "," : "") << csv_field(row[i]);
  if (owners != nullptr) out << "," << csv_field(*owners);
  out << "\r\n";
}

std::string owners_of(const Report& report, const std::string& path) {
  std::string words;
  if (!report.owners) return words;
  const auto of = report.owners->of.find(path);
  for (const std::string& owner :
       of == report.owners->of.end() ? std::vector<std::string>() : of->second)
    words += (words.empty() ? "" : " ") + owner;
  return words;
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
  const auto write_line = [&](const Row& row, const std::string& owners) {
    write_row(row, report.owners ? &owners : nullptr, out);
  };
  const auto write = [&](Row row, const std::string& owners) {
    row[4].insert(0, options.path_prefix);
    write_line(row, owners);
  };
  write_line({"severity", "confidence", "rule", "symbol", "path", "line", "column", "end_line",
              "end_column", "breaks_on", "message", "instead", "docs", "fingerprint"},
             "owners");
  for (const ReportedFinding& reported : report.findings)
    write(row_of(reported), owners_of(report, reported.path));
  for (const ReportedFinding& reported : report.already) {
    Row row = row_of(reported);
    row[0] = "already";
    write(row, {});
  }
  for (const FileFacts& file : report.files) {
    if (file.state != FileState::scanned || !file.compiles) write(row_of(file), {});
  }
  return {};
}

}  // namespace pymolt::render
