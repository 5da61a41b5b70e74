// Dependencies as Markdown, CSV and a page of HTML.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "render/dependencies_json.h"
#include "render/dependency_renderers.h"
#include "render/escape.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

std::string place_of(const DependencyRow& row) {
  return row.path + ":" + std::to_string(row.declaration.line);
}

std::string why(const DependencyRow& row, VersionSet target) {
  std::string text;
  for (const std::string& evidence : evidence_words(row, target))
    text += (text.empty() ? "" : "; ") + evidence;
  return text;
}

std::string raised(const UpgradeStep& step) {
  if (!step.to.empty()) return step.to;
  return step.instead.empty() ? "no release is known" : step.instead + " instead";
}

}  // namespace

void dependencies_markdown(const DependencyAnswer& answer, std::ostream& out) {
  const Report& report = answer.report;
  const auto code = [](const std::string& text) {
    return markdown_code(text, MarkdownPlace::table);
  };
  out << "# Dependencies on Python " << report.target.str() << "\n\n";
  for (const auto& [python, count] : report.summary.dependencies)
    out << "- Python " << python.str() << ": " << sum_words(count) << "\n";
  out << "\n| name | wanted | verdict | where | why |\n| --- | --- | --- | --- | --- |\n";
  for (const DependencyRow* row : shown_rows(report)) {
    out << "| " << code(row->declaration.name) << " | " << code(wanted_words(*row)) << " | "
        << verdict_words(*row, report.target) << " | " << code(place_of(*row)) << " | "
        << markdown_sentence(why(*row, report.target), MarkdownPlace::table) << " |\n";
  }
  if (!report.dependencies.undeclared.empty()) out << "\n## Imported and not declared\n\n";
  for (const UndeclaredImport& one : report.dependencies.undeclared) {
    out << "- " << markdown_code(one.module)
        << (one.name.empty() ? "" : ", from " + markdown_code(one.name)) << ", at "
        << markdown_code(one.path + ":" + std::to_string(one.line)) << "\n";
  }
  if (!report.problems.empty()) out << "\n## Not understood\n\n";
  for (const ReportedProblem& one : report.problems) {
    out << "- " << markdown_code(one.path + ":" + std::to_string(one.problem.line)) << ": "
        << markdown_sentence(one.problem.message) << "\n";
  }
  if (answer.plan == nullptr) return;
  out << "\n## What to raise\n\n";
  for (const UpgradeStep& step : answer.plan->steps) {
    out << "- [ ] " << markdown_code(step.name + step.from) << " to " << markdown_code(raised(step))
        << ", at " << markdown_code(listed(step.places, 5)) << "\n";
  }
}

void dependencies_csv(const DependencyAnswer& answer, std::ostream& out) {
  const Report& report = answer.report;
  out << "name,specifier,kind,group,marker,path,line,python,verdict,in_force,first,evidence\n";
  for (const DependencyRow* row : shown_rows(report)) {
    const DependencyDeclaration& declared = row->declaration;
    for (const auto& [python, judged] : row->on) {
      if (!report.target.contains(python)) continue;
      out << csv_field(declared.name) << ',' << csv_field(declared.specifier) << ','
          << name(declared.kind) << ',' << csv_field(declared.group) << ','
          << csv_field(declared.marker) << ',' << csv_field(row->path) << ',' << declared.line
          << ',' << python.str() << ',' << pymolt::name(judged.support) << ','
          << csv_field(judged.in_force) << ',' << csv_field(judged.first) << ','
          << csv_field(judged.evidence) << '\n';
    }
  }
}

void dependencies_html(const DependencyAnswer& answer, std::ostream& out) {
  const Report& report = answer.report;
  out << "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dependencies on "
         "Python "
      << report.target.str()
      << "</title>\n<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem "
         "auto;max-width:70rem;padding:0 1rem}"
         "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem "
         ".3rem 0;border-bottom:1px solid #8884;"
         "vertical-align:top;overflow-wrap:anywhere}th{white-space:nowrap}code{font:13px "
         "ui-monospace,monospace}"
         ".no{color:#b3261e;font-weight:600}.ok{color:#1a7f37}.source,.unknown{color:#8a6100}"
         "@media(prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}.no{color:#"
         "ff8a80}.ok{color:#7ee2a0}"
         ".source,.unknown{color:#f0c05a}}</style></head>\n<body><h1>Dependencies on Python "
      << report.target.str() << "</h1>\n<ul>";
  for (const auto& [python, count] : report.summary.dependencies)
    out << "<li>Python " << python.str() << ": " << sum_words(count) << "</li>";
  out << "</ul>\n<table><thead><tr><th>name</th><th>wanted</th><th>verdict</th><th>where</"
         "th><th>why</th></tr></thead><tbody>\n";
  for (const DependencyRow* row : shown_rows(report)) {
    Support worst = Support::ok;
    for (const auto& [python, judged] : row->on) {
      if (report.target.contains(python)) worst = std::min(worst, judged.support);
    }
    out << "<tr><td><code>" << xml_text(row->declaration.name) << "</code></td><td><code>"
        << xml_text(wanted_words(*row)) << "</code></td><td class=\"" << pymolt::name(worst)
        << "\">" << verdict_words(*row, report.target) << "</td><td><code>"
        << xml_text(place_of(*row)) << "</code></td><td>" << xml_text(why(*row, report.target))
        << "</td></tr>\n";
  }
  out << "</tbody></table>\n";
  if (!report.dependencies.undeclared.empty()) out << "<h2>Imported and not declared</h2><ul>\n";
  for (const UndeclaredImport& one : report.dependencies.undeclared) {
    out << "<li><code>" << xml_text(one.module) << "</code>"
        << (one.name.empty() ? "" : " (" + xml_text(one.name) + ")") << " at <code>"
        << xml_text(one.path) << ":" << one.line << "</code></li>\n";
  }
  if (!report.dependencies.undeclared.empty()) out << "</ul>\n";
  if (answer.plan != nullptr) {
    out << "<h2>What to raise</h2><ul>\n";
    for (const UpgradeStep& step : answer.plan->steps) {
      out << "<li><code>" << xml_text(step.name + step.from) << "</code> to <code>"
          << xml_text(raised(step)) << "</code>, at " << xml_text(listed(step.places, 5))
          << "</li>\n";
    }
    out << "</ul>\n";
  }
  out << "</body></html>\n";
}

}  // namespace pymolt::render
