// Stated versions for people in a terminal of 80 columns: a heading a file, a line or a few a statement.
// SPDX-License-Identifier: MIT
//
//   Dockerfile
//       3  excludes 3.13  dockerfile-from  python:3.9-slim-buster
//                         write: python:3.13-slim
#include <algorithm>

#include "render/configuration_renderers.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

void write_note(std::string_view text, int indent, std::ostream& out) {
  for (const std::string& line : wrapped(visible(text), kColumns - indent)) {
    out << std::string(static_cast<std::size_t>(indent), ' ') << line << "\n";
  }
}

class Table {
 public:
  Table(const Report& report, std::ostream& out) : report_(report), out_(out) {
    for (const ConfigurationRow& row : report.configuration) {
      stand_ = std::max(stand_, display_width(stand_of(row, report.target)));
      kind_ = std::max(kind_, display_width(visible(row.statement.kind)));
    }
    stand_ = std::min(stand_, 30);
  }

  void write() {
    std::string_view path;
    for (const ConfigurationRow& row : report_.configuration) {
      if (row.path != path) out_ << "\n" << visible(path = row.path) << "\n";
      write_row(row);
    }
  }

 private:
  void write_row(const ConfigurationRow& row) {
    const VersionStatement& statement = row.statement;
    const int indent = 6 + 2 + stand_ + 2 + kind_ + 2;
    out_ << right(std::to_string(statement.span.line), 6) << "  "
         << left(stand_of(row, report_.target), stand_) << "  "
         << left(visible(statement.kind), kind_) << "  ";
    const std::vector<std::string> lines =
        wrapped(visible(statement.stated), std::max(20, kColumns - indent));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ << (i == 0 ? "" : std::string(static_cast<std::size_t>(indent), ' ')) << lines[i]
           << "\n";
    }
    if (lines.empty()) out_ << "\n";
    const int notes = 6 + 2 + stand_ + 2;
    if (!statement.note.empty()) write_note(statement.note, notes, out_);
    if (const std::string ended = ended_words(row); !ended.empty())
      write_note("past its end of life: " + ended, notes, out_);
    if (row.instead.empty() || row.instead == statement.stated) return;
    const bool within_quotes = row.instead.find("\", \"") != std::string::npos ||
                               row.instead.find("', '") != std::string::npos;
    if (row.instead.find('\n') == std::string::npos &&
        (!within_quotes || row.instead.ends_with(']'))) {
      write_note("write: " + row.instead, notes, out_);
    } else {
      write_note("add " + std::string(report_.target.newest().str()) + " to the list", notes, out_);
    }
  }

  const Report& report_;
  std::ostream& out_;
  int stand_ = 0;
  int kind_ = 0;
};

}  // namespace

void configuration_text(const Report& report, std::ostream& out) {
  for (const std::string& line : configuration_sums(report)) write_note(line, 0, out);
  if (!report.says_it_supports.empty())
    out << "It says that it supports " << report.says_it_supports.str() << "\n";
  Table(report, out).write();
  if (!report.contradictions.empty()) out << "\nContradictions\n";
  for (const Contradiction& one : report.contradictions) {
    write_note(one.message, 2, out);
    for (const std::size_t r : one.rows) {
      const ConfigurationRow& row = report.configuration[r];
      write_note(
          row.path + ":" + std::to_string(row.statement.span.line) + "  " + row.statement.stated, 6,
          out);
    }
  }
  if (!report.problems.empty()) out << "\nNot read\n";
  for (const ReportedProblem& problem : report.problems) {
    write_note(
        problem.path + ":" + std::to_string(problem.problem.line) + ": " + problem.problem.message,
        2, out);
  }
}

}  // namespace pymolt::render
