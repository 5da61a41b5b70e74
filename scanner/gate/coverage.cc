// Coverage reports: Cobertura's XML, as coverage.py and others write it, and coverage.py's own JSON.
// SPDX-License-Identifier: MIT
//
//   <coverage lines-valid="10" lines-covered="8" branches-valid="4" branches-covered="2" line-rate="0.8" timestamp="1764475200000">
//   {"meta": {"timestamp": "…"}, "totals": {"covered_lines": 8, "num_statements": 10, "covered_branches": 2, "num_branches": 4}}
//
// Where the XML has no sums, its `<line>` elements are counted.
#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

// `50% (1/2)` of a line with branches.
void add_branches(std::string_view condition, CoverageResults& sums) {
  const std::size_t open = condition.find('(');
  const std::size_t slash = condition.find('/', open);
  const std::size_t close = condition.find(')', slash);
  if (close == std::string_view::npos) return;
  sums.covered_branches += parse_number(condition.substr(open + 1, slash - open - 1)).value_or(0);
  sums.branches += parse_number(condition.substr(slash + 1, close - slash - 1)).value_or(0);
}

CoverageResults counted_lines(const pugi::xml_node& root) {
  CoverageResults sums;
  for (const pugi::xml_node package : root.child("packages").children("package")) {
    for (const pugi::xml_node one : package.child("classes").children("class")) {
      for (const pugi::xml_node line : one.child("lines").children("line")) {
        sums.lines += 1;
        sums.covered += line.attribute("hits").as_llong() > 0 ? 1 : 0;
        if (line.attribute("branch").as_bool())
          add_branches(line.attribute("condition-coverage").value(), sums);
      }
    }
  }
  return sums;
}

bool are_sane(const CoverageResults& sums) {
  return sums.covered >= 0 && sums.covered <= sums.lines && sums.covered_branches >= 0 &&
         sums.covered_branches <= sums.branches;
}

}  // namespace

bool looks_like_cobertura(const Head& head) {
  return head.bytes.find("<coverage") != std::string_view::npos;
}

Problem read_cobertura(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest(kLargestXml);
  if (!text) return text.mistake();
  pugi::xml_document document;
  if (auto mistake = parse_xml(*text, document)) return mistake;
  const pugi::xml_node root = document.document_element();
  if (std::string_view(root.name()) != "coverage")
    return Mistake{"is not coverage XML: its root is <" + std::string(root.name()) + ">"};
  const auto sum = [&root](const char* name) { return parse_number(root.attribute(name).value()); };
  CoverageResults sums;
  if (sum("lines-valid") && sum("lines-covered")) {
    sums = {*sum("lines-covered"), *sum("lines-valid"), sum("branches-covered").value_or(0),
            sum("branches-valid").value_or(0)};
  } else {
    sums = counted_lines(root);
  }
  if (!are_sane(sums)) return Mistake{"has sums that cannot be: more is covered than there is"};
  if (const auto stamp = sum("timestamp")) evidence.stamp = from_epoch(*stamp);
  evidence.data = sums;
  return std::nullopt;
}

bool looks_like_coverage_json(const Head& head) {
  return head.bytes.starts_with('{') && head.bytes.find("\"meta\"") != std::string_view::npos &&
         (head.bytes.find("\"covered_lines\"") != std::string_view::npos ||
          head.bytes.find("\"executed_lines\"") != std::string_view::npos);
}

Problem read_coverage_json(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest();
  if (!text) return text.mistake();
  const Result<Json> document = parse_json(*text);
  if (!document) return document.mistake();
  const Json& totals = member(*document, "totals");
  const auto covered = number_at(totals, "covered_lines");
  const auto lines = number_at(totals, "num_statements");
  if (!covered || !lines)
    return Mistake{"has no `totals` with `covered_lines` and `num_statements`"};
  const CoverageResults sums = {*covered, *lines, number_at(totals, "covered_branches").value_or(0),
                                number_at(totals, "num_branches").value_or(0)};
  if (!are_sane(sums)) return Mistake{"has sums that cannot be: more is covered than there is"};
  evidence.stamp = parse_time(text_at(member(*document, "meta"), "timestamp"));
  evidence.data = sums;
  return std::nullopt;
}

}  // namespace pymolt::gate
