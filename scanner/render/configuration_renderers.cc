// What the forms have in common, and those that are tables: Markdown and CSV.
// SPDX-License-Identifier: MIT
#include "render/configuration_renderers.h"

#include <array>
#include <set>

#include "render/escape.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::array kConfigurationFormats = {
    ConfigurationFormat{"text", configuration_text},
    ConfigurationFormat{"json", configuration_json},
    ConfigurationFormat{"markdown", configuration_markdown},
    ConfigurationFormat{"csv", configuration_csv},
};

std::size_t files_of(const Report& report) {
  std::set<std::string_view> paths;
  for (const ConfigurationRow& row : report.configuration) {
    if (row.statement.pins) paths.insert(row.path);
  }
  return paths.size();
}

bool excludes(const ConfigurationRow& row, VersionSet target) {
  return row.statement.pins && !row.statement.versions.contains(target);
}

}  // namespace

std::span<const ConfigurationFormat> configuration_formats() { return kConfigurationFormats; }

std::string stand_of(const ConfigurationRow& row, VersionSet target) {
  if (!row.statement.pins) {
    const VersionSet told = row.statement.versions;
    const bool any = told.empty() || told == VersionSet::all() || told == VersionSet::python3();
    return any ? "names no version" : "told, not judged";
  }
  const VersionSet against = target - row.statement.versions;
  return against.empty() ? "allows " + target.str() : "excludes " + against.str();
}

std::string ended_words(const ConfigurationRow& row) {
  std::vector<std::string> words;
  for (const auto& [version, date] : row.ended)
    words.push_back(std::string(version.str()) + " (" + date + ")");
  return listed(words);
}

std::vector<std::string> configuration_sums(const Report& report) {
  std::vector<std::string> lines;
  const auto& sums = report.summary.configuration;
  for (auto row = sums.begin(); row != sums.end();) {
    const Count& count = row->second;
    VersionSet alike;
    for (; row != sums.end() && row->second == count; ++row) alike |= row->first;
    std::string line = python(alike) + ": ";
    if (count.of == count.unknown) {
      lines.push_back(
          line + (count.of == 0 ? "no file states a version"
                                : "none of " + counted(count.of, "statement") + " pins a version"));
      continue;
    }
    line += number(count.ok) + " of " + counted(count.of - count.unknown, "statement") + " in " +
            counted(files_of(report), "file") + (count.ok == 1 ? " allows it" : " allow it");
    if (count.unknown > 0)
      line +=
          "; " + number(count.unknown) + (count.unknown == 1 ? " names" : " name") + " no version";
    lines.push_back(std::move(line));
  }
  return lines;
}

void configuration_table(const Report& report, bool all, std::ostream& out,
                         std::string_view prefix) {
  out << "| file | kind | stated | | write |\n| --- | --- | --- | --- | --- |\n";
  for (const ConfigurationRow& row : report.configuration) {
    if (!all && !excludes(row, report.target)) continue;
    const VersionStatement& statement = row.statement;
    std::string remark = stand_of(row, report.target);
    if (const std::string ended = ended_words(row); !ended.empty())
      remark += "; past its end of life: " + ended;
    if (!statement.note.empty()) remark += "; " + statement.note;
    out << "| "
        << markdown_code(std::string(prefix) + row.path + ":" + std::to_string(statement.span.line),
                         MarkdownPlace::table)
        << " | " << markdown_text(statement.kind) << " | "
        << markdown_code(statement.stated, MarkdownPlace::table) << " | " << markdown_text(remark)
        << " | "
        << (row.instead.empty() || row.instead.find('\n') != std::string::npos
                ? ""
                : markdown_code(row.instead, MarkdownPlace::table))
        << " |\n";
  }
}

void configuration_markdown(const Report& report, std::ostream& out) {
  out << "# Stated versions\n\n";
  for (const std::string& line : configuration_sums(report)) out << line << ".\n";
  if (!report.says_it_supports.empty())
    out << "It says that it supports " << report.says_it_supports.str() << ".\n";
  out << "\n";
  configuration_table(report, true, out);
  if (!report.contradictions.empty()) out << "\n## Contradictions\n\n";
  for (const Contradiction& one : report.contradictions) {
    out << "- " << markdown_text(one.message) << ":";
    for (const std::size_t r : one.rows) {
      const ConfigurationRow& row = report.configuration[r];
      out << " "
          << markdown_code(row.path + ":" + std::to_string(row.statement.span.line) + " " +
                           row.statement.stated);
    }
    out << "\n";
  }
  if (!report.problems.empty()) out << "\n## What could not be read\n\n";
  for (const ReportedProblem& problem : report.problems) {
    out << "- " << markdown_code(problem.path + ":" + std::to_string(problem.problem.line)) << " "
        << markdown_text(problem.problem.message) << "\n";
  }
}

void configuration_csv(const Report& report, std::ostream& out) {
  out << "path,line,column,kind,stated,versions,allows,instead,ended,note\r\n";
  for (const ConfigurationRow& row : report.configuration) {
    const VersionStatement& s = row.statement;
    const std::string fields[] = {row.path,
                                  std::to_string(s.span.line),
                                  std::to_string(s.span.column),
                                  s.kind,
                                  s.stated,
                                  s.versions.empty() ? "" : s.versions.str(),
                                  !s.pins                              ? ""
                                  : s.versions.contains(report.target) ? "yes"
                                                                       : "no",
                                  row.instead,
                                  ended_words(row),
                                  s.note};
    bool first = true;
    for (const std::string& field : fields) {
      out << (first ? "" : ",") << csv_field(field);
      first = false;
    }
    out << "\r\n";
  }
}

}  // namespace pymolt::render
