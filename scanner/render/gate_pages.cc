// The answer of a gate for people elsewhere: Markdown for a merge request, HTML for a browser.
// SPDX-License-Identifier: MIT
#include "render/escape.h"
#include "render/gate_renderers.h"
#include "render/page.h"

namespace pymolt::render {

namespace {

std::string measured_words(const CriterionAnswer& answer) {
  return answer.measured ? rounded(*answer.measured) : "–";
}

std::string class_of(Outcome outcome) {
  return outcome == Outcome::met ? "go" : outcome == Outcome::not_met ? "no-go" : "unknown";
}

void write_row(const CriterionAnswer& answer, std::ostream& out) {
  out << "<tr><td><span class=\"badge " << class_of(answer.outcome) << "\">"
      << spoken(answer.outcome) << "</span></td><td>" << xml_text(answer.criterion.name)
      << "<br><code>" << xml_text(answer.criterion.measure) << "</code></td><td>"
      << xml_text(wanted(answer.criterion)) << "</td><td>" << xml_text(measured_words(answer))
      << "</td><td>" << html_sentence(answer.why);
  if (!answer.details.empty()) {
    out << "<details><summary>" << answer.details.size()
        << (answer.details.size() == 1 ? " line" : " lines") << "</summary><ul>";
    for (const std::string& detail : answer.details)
      out << "<li><code>" << xml_text(detail) << "</code></li>";
    out << "</ul></details>";
  }
  out << "</td><td>";
  for (const EvidenceFile& file : answer.evidence) {
    out << "<code>" << xml_text(file.path) << "</code><br><span class=\"soft\">"
        << xml_text(file.date.substr(0, 10)) << "<br>sha256 " << xml_text(file.sha256.substr(0, 12))
        << "</span><br>";
  }
  out << "</td></tr>\n";
}

}  // namespace

void gate_markdown(const GateAnswer& answer, std::ostream& out) {
  out << "# " << headline(answer)
      << "\n\n| | Criterion | Wanted | Measured | Why | Evidence |\n| --- | --- | --- | --- | --- "
         "| --- |\n";
  const auto cell = [](std::string_view text) {
    return markdown_sentence(text, MarkdownPlace::table);
  };
  for (const CriterionAnswer& one : answer.criteria) {
    const bool met = one.outcome == Outcome::met;
    out << "| " << (met ? "met" : "**" + std::string(spoken(one.outcome)) + "**") << " | "
        << markdown_text(one.criterion.name) << " ("
        << markdown_code(one.criterion.measure, MarkdownPlace::table) << ") | "
        << wanted(one.criterion) << " | " << measured_words(one) << " | " << cell(one.why) << " | ";
    for (std::size_t i = 0; i < one.evidence.size(); ++i) {
      out << (i > 0 ? ", " : "") << markdown_code(one.evidence[i].path, MarkdownPlace::table) << " "
          << one.evidence[i].date.substr(0, 10);
    }
    out << " |\n";
  }
  for (const CriterionAnswer& one : answer.criteria) {
    if (one.outcome == Outcome::met || one.details.empty()) continue;
    out << "\n## " << markdown_text(one.criterion.name) << "\n\n";
    for (const std::string& detail : one.details) out << "- " << markdown_text(detail) << "\n";
  }
}

void gate_html(const GateAnswer& answer, std::ostream& out) {
  open_page("Evidence gate", headline(answer), out);
  out << "<section><table "
         "class=\"plain\"><thead><tr><th></th><th>Criterion</th><th>Wanted</th><th>Measured</"
         "th><th>Why</th><th>Evidence</th></tr></thead><tbody>\n";
  for (const CriterionAnswer& one : answer.criteria) write_row(one, out);
  out << "</tbody></table></section>\n";
  close_page(out);
}

}  // namespace pymolt::render
