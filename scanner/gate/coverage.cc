// Coverage reports: Cobertura's XML, as coverage.py and others write it, and coverage.py's own JSON.
// SPDX-License-Identifier: MIT
//
//   <coverage lines-valid="10" lines-covered="8" branches-valid="4" branches-covered="2" line-rate="0.8" timestamp="1764475200000">
//   {"meta": {"timestamp": "…"}, "totals": {"covered_lines": 8, "num_statements": 10, "covered_branches": 2, "num_branches": 4}}
//
// Where the XML has no sums, its `<line>` elements are counted. Which lines were run stands in both by file; the XML's file
// names are relative to one of its `<source>` folders, and it does not say to which.
#include <algorithm>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"
#include "model/gate_verdict.h"

namespace pymolt::gate {

namespace {

constexpr const char* kNoFile = "lists no file, so it is of no tree";

// `50% (1/2)` of a line with branches.
void add_branches(std::string_view condition, CoverageResults& sums) {
  const std::size_t open = condition.find('(');
  const std::size_t slash = condition.find('/', open);
  const std::size_t close = condition.find(')', slash);
  if (close == std::string_view::npos) return;
  sums.covered_branches += parse_number(condition.substr(open + 1, slash - open - 1)).value_or(0);
  sums.branches += parse_number(condition.substr(slash + 1, close - slash - 1)).value_or(0);
}

// What FILE may be called in each of FOLDERS.
std::vector<std::string> names_in(const std::vector<std::string>& folders, std::string file) {
  std::ranges::replace(file, '\\', '/');
  std::vector<std::string> names;
  for (std::string folder : folders) {
    std::ranges::replace(folder, '\\', '/');
    if (!folder.empty() && !folder.ends_with('/')) folder += '/';
    names.push_back(file.starts_with('/') ? file : folder + file);
  }
  if (names.empty()) names.push_back(std::move(file));
  return names;
}

// The lines of all files, and their sums.
CoverageResults counted_lines(const pugi::xml_node& root) {
  CoverageResults sums;
  std::vector<std::string> folders;
  for (const pugi::xml_node source : root.child("sources").children("source"))
    folders.emplace_back(trimmed(source.text().get()));
  for (const pugi::xml_node package : root.child("packages").children("package")) {
    for (const pugi::xml_node one : package.child("classes").children("class")) {
      CoverageResults::File file{names_in(folders, one.attribute("filename").value()), {}, {}};
      for (const pugi::xml_node line : one.child("lines").children("line")) {
        const bool run = line.attribute("hits").as_llong() > 0;
        sums.lines += 1;
        sums.covered += run ? 1 : 0;
        (run ? file.run : file.not_run).push_back(line.attribute("number").as_uint());
        if (line.attribute("branch").as_bool())
          add_branches(line.attribute("condition-coverage").value(), sums);
      }
      sums.files.push_back(std::move(file));
    }
  }
  return sums;
}

std::vector<std::uint32_t> lines_of(const Json& list) {
  std::vector<std::uint32_t> lines;
  for (const Json& line : list_of(list)) {
    if (line.is_number_unsigned()) lines.push_back(line.get<std::uint32_t>());
  }
  return lines;
}

void add_files(const Json& files, CoverageResults& sums) {
  if (!files.is_object()) return;
  for (const auto& [name, file] : files.items()) {
    sums.files.push_back({names_in({}, name), lines_of(member(file, "executed_lines")),
                          lines_of(member(file, "missing_lines"))});
  }
}

// A report whose sums are not those of the lines that it lists: the sums count, and that is said.
void note_contradiction(const CoverageResults& sums, double stated_not_run, Evidence& evidence) {
  std::size_t shown = 0;
  std::size_t lines = 0;
  for (const CoverageResults::File& file : sums.files) {
    shown += file.not_run.size();
    lines += file.not_run.size() + file.run.size();
  }
  if (lines > 0 && static_cast<double>(shown) != stated_not_run)
    evidence.remarks.push_back("it states that " + shortest(stated_not_run) +
                               " lines were not run, and lists " + std::to_string(shown));
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
  CoverageResults sums = counted_lines(root);
  if (root.child("packages") && sums.files.empty()) return Mistake{kNoFile};
  if (sum("lines-valid") && sum("lines-covered")) {
    note_contradiction(sums, *sum("lines-valid") - *sum("lines-covered"), evidence);
    sums.covered = *sum("lines-covered");
    sums.lines = *sum("lines-valid");
    sums.covered_branches = sum("branches-covered").value_or(0);
    sums.branches = sum("branches-valid").value_or(0);
  }
  if (!are_sane(sums)) return Mistake{"has sums that cannot be: more is covered than there is"};
  if (const auto stamp = sum("timestamp")) evidence.stamp = from_epoch(*stamp);
  evidence.data = std::move(sums);
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
  CoverageResults sums;
  sums.covered = *covered;
  sums.lines = *lines;
  sums.covered_branches = number_at(totals, "covered_branches").value_or(0);
  sums.branches = number_at(totals, "num_branches").value_or(0);
  add_files(member(*document, "files"), sums);
  if (member(*document, "files").is_object() && sums.files.empty()) return Mistake{kNoFile};
  note_contradiction(sums, sums.lines - sums.covered, evidence);
  if (!are_sane(sums)) return Mistake{"has sums that cannot be: more is covered than there is"};
  evidence.stamp = parse_time(text_at(member(*document, "meta"), "timestamp"));
  evidence.data = std::move(sums);
  return std::nullopt;
}

}  // namespace pymolt::gate
