// Dependencies as text for a terminal of 80 columns: a line each, and below it why where it is not simply ok.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "render/dependency_renderers.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr int kName = 22;
constexpr int kWanted = 22;
constexpr int kVerdict = 12;

std::string cut(const std::string& text, int columns) {
  std::string shown = visible(text);
  if (display_width(shown) < columns) return left(shown, columns);
  std::string kept;
  for (std::size_t at = 0; at < shown.size();) {
    const Character next = character_at(shown, at);
    if (display_width(kept) + width(next.code) > columns - 2) break;
    kept += shown.substr(at, next.length);
    at += next.length;
  }
  return left(kept + "…", columns);
}

void write_indented(const std::string& text, int indent, std::ostream& out) {
  for (const std::string& line : wrapped(visible(text), kColumns - indent))
    out << std::string(static_cast<std::size_t>(indent), ' ') << line << '\n';
}

void write_row(const DependencyRow& row, VersionSet target, std::ostream& out) {
  const std::string verdict = verdict_words(row, target);
  std::string line = cut(row.declaration.name, kName) + cut(wanted_words(row), kWanted);
  const std::string place = visible(row.path) + ":" + std::to_string(row.declaration.line);
  const bool brief = static_cast<int>(verdict.size()) < kVerdict &&
                     kName + kWanted + kVerdict + display_width(place) <= kColumns;
  out << line << (brief ? left(verdict, kVerdict) + place : verdict) << '\n';
  if (!brief) write_indented(place, 4, out);
  for (const std::string& evidence : evidence_words(row, target)) write_indented(evidence, 4, out);
}

void write_lists(const Report& report, std::ostream& out) {
  if (!report.dependencies.undeclared.empty()) out << "\nImported and not declared\n";
  for (const UndeclaredImport& one : report.dependencies.undeclared) {
    const std::string from = one.name.empty() ? "" : " (" + one.name + ")";
    write_indented(one.module + from + " at " + one.path + ":" + std::to_string(one.line), 2, out);
  }
  if (!report.dependencies.unused.empty()) {
    out << "\nDeclared and never imported\n";
    write_indented(listed(report.dependencies.unused), 2, out);
  }
  if (!report.problems.empty()) out << "\nNot understood\n";
  for (const ReportedProblem& one : report.problems) {
    write_indented(one.path + ":" + std::to_string(one.problem.line) + ": " + one.problem.message,
                   2, out);
  }
}

void write_plan(const UpgradePlan& plan, std::ostream& out) {
  out << "\nWhat to raise for Python " << plan.target.str() << '\n';
  if (plan.steps.empty()) out << "  nothing that is known to fail\n";
  for (const UpgradeStep& step : plan.steps) {
    std::string line = step.name + (step.from.empty() ? "" : " " + step.from) + " -> ";
    line += step.to.empty()
                ? (step.instead.empty() ? "no release is known to do" : step.instead + " instead")
                : step.to;
    if (!step.requires_python.empty()) line += ", which needs Python " + step.requires_python;
    write_indented(line, 2, out);
    std::string where = listed(step.places, 5);
    if (step.imported_by > 0) where += "; imported in " + counted(step.imported_by, "file");
    if (step.breaks > 0)
      where += "; " + counted(step.breaks, "line") + (step.breaks == 1 ? " breaks" : " break");
    write_indented(where, 6, out);
  }
  if (!plan.steps.empty() && plan.possible_from != VersionSet::all()) {
    write_indented(
        "Raised so, they work on " + plan.possible_from.str() + " only, as far as is known.", 2,
        out);
  }
}

}  // namespace

void dependencies_text(const DependencyAnswer& answer, std::ostream& out) {
  const Report& report = answer.report;
  const auto rows = shown_rows(report);
  if (rows.empty()) out << "No declared dependencies were found.\n";
  if (!rows.empty())
    out << left("name", kName) << left("wanted", kWanted) << left("verdict", kVerdict) << "where\n";
  for (const DependencyRow* row : rows) write_row(*row, report.target, out);
  write_lists(report, out);
  if (answer.plan != nullptr) write_plan(*answer.plan, out);
  out << '\n';
  for (const auto& [python, count] : report.summary.dependencies) {
    out << "Python " << python.str() << ": " << sum_words(count) << '\n';
  }
}

}  // namespace pymolt::render
