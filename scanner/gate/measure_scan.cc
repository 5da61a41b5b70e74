// Measures of the scan; an interpreter's own word stands in measure_interpreter.cc.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/measures.h"
#include "gate/path_ends.h"
#include "model/selection.h"
#include "rulebook/known_words.h"
#include "rulebook/rulebook.h"

namespace pymolt::gate {

namespace {

constexpr std::pair<std::string_view, std::string_view> kRates[] = {
    {"compile-rate", "compile"},
    {"import-rate", "import"},
    {"dependency-rate", "dependencies"},
    {"configuration-rate", "configuration"}};
constexpr std::string_view kNouns[] = {"files compile", "modules import",
                                       "dependencies are compatible",
                                       "statements of configuration allow it"};

Measured rate_of(const ScanFacts& scan, std::size_t row) {
  const auto found = scan.counts.find(kRates[row].second);
  if (found == scan.counts.end())
    return no_evidence("the report has no `" + std::string(kRates[row].second) + "`");
  const Count& count = found->second;
  if (count.of == 0)
    return no_evidence("the scan found nothing to count: 0 of 0 " + std::string(kNouns[row]));
  Measured measured;
  measured.value = static_cast<double>(count.ok) / count.of;
  measured.why =
      std::to_string(count.ok) + " of " + std::to_string(count.of) + " " + std::string(kNouns[row]);
  if (count.unknown > 0) measured.why += ", " + std::to_string(count.unknown) + " unknown";
  return measured;
}

bool is_selected(const ScanFinding& finding, const std::vector<std::string>& select) {
  return select.empty() || any_word_names(select, finding.rule, finding.symbol);
}

// The first of the words of SELECT that names nothing: no finding of SCAN, and nothing that the rules know. Else empty.
std::string names_nothing(const ScanFacts& scan, const std::vector<std::string>& select) {
  for (const std::string& word : select) {
    const bool found = std::ranges::any_of(scan.list, [&](const ScanFinding& finding) {
      return word_names(word, finding.rule, finding.symbol);
    });
    if (found) continue;
    static const Result<rulebook::Rulebook> kBook = rulebook::Rulebook::built_in();
    if (kBook && !rulebook::may_name(*kBook, word)) return word;
  }
  return {};
}

Measured findings_of(const MeasureInput& input, Severity severity) {
  const ScanFacts& scan = *input.scan;
  if (const std::string word = names_nothing(scan, input.criterion.select); !word.empty())
    return no_evidence("`" + word + "` names no rule and no symbol");
  if (scan.target != VersionSet(input.target))
    return no_evidence("the report asks about several versions: its findings are not of " +
                       std::string(input.target.str()) + " alone");
  if (!scan.path.empty() && scan.asks_origin && scan.from != input.from)
    return no_evidence("the report asks about code from Python " + scan.from.str() +
                       (input.from.empty() ? ", the policy names no origin"
                                           : ", the policy about Python " + input.from.str()));
  if (scan.since) return no_evidence("the report holds changed lines only (--since)");
  if (scan.hidden > 0)  // only a saved report can have one
    return no_evidence("a baseline hides " + counted(scan.hidden, "finding") +
                       " from the report: scan without it");
  if (scan.narrowed && input.criterion.select.empty())
    return no_evidence("the report holds some rules only (--select or --ignore)");
  Measured measured;
  std::vector<std::string> places;
  std::size_t count = scan.findings[static_cast<std::size_t>(severity)];
  for (const ScanFinding& finding : scan.list) {
    if (finding.severity != severity || !is_selected(finding, input.criterion.select)) continue;
    places.push_back(finding.path + ":" + std::to_string(finding.line) + " " + finding.symbol);
  }
  if (!input.criterion.select.empty()) count = places.size();
  measured.value = static_cast<double>(count);
  measured.why = counted(count, std::string(name(severity)) + " finding");
  if (scan.suppressed > 0)
    measured.why += ", " + std::to_string(scan.suppressed) + " of any severity suppressed";
  if (scan.severities) measured.why += "; settings change severities";
  add_details(measured.details, "", places);
  return measured;
}

// The paths that SCAN is about, where it was saved and they are a part of FOLDER only; empty where they are not known to be.
std::string part_of_tree(const ScanFacts& scan, const std::string& folder) {
  std::string part;
  if (scan.path.empty()) return part;  // run now, of the whole
  for (const std::string& root : scan.roots) {
    if (root == "." || root.starts_with("..") || is_same_file(folder, root)) return {};
    part += (part.empty() ? "`" : ", `") + root + "`";
  }
  return part;
}

Measured by_scan(const MeasureInput& input) {
  if (input.scan == nullptr) return no_evidence("there is no report of a scan");
  if (const std::string part = part_of_tree(*input.scan, input.folder); !part.empty())
    return no_evidence("the report is about a part of the tree: " + part);
  const std::string& measure = input.criterion.measure;
  if (!input.scan->target.contains(input.target)) {
    return no_evidence("the report asks about Python " + input.scan->target.str() + ", not " +
                       std::string(input.target.str()));
  }
  if (input.scan->empty && (measure == "unknown" || measure.starts_with("findings.")))
    return no_evidence("the scan analysed no file");
  if (measure == "unknown") {
    Measured measured;
    measured.value = input.scan->unknown;
    measured.why = counted(input.scan->unknown, "answer") + " unknown, of files and modules";
    return measured;
  }
  if (measure.starts_with("findings."))
    return findings_of(input, *parse_severity(std::string_view(measure).substr(9)));
  for (std::size_t row = 0; row < std::size(kRates); ++row) {
    if (measure == kRates[row].first) return rate_of(*input.scan, row);
  }
  return no_evidence("`" + measure + "` needs the JSON of `pymolt verify` as its evidence");
}

}  // namespace

Measured measure_scan(const MeasureInput& input) {
  if (!input.now.empty()) return measure_interpreter(input);
  Measured measured = by_scan(input);
  const ScanFacts* scan = input.scan;
  if (scan == nullptr || !measured.value) return measured;
  if (scan->files_left_out + scan->findings_left_out > 0)
    measured.why +=
        "; left out by settings and ignore files: " + counted(scan->files_left_out, "file") +
        " and " + counted(scan->findings_left_out, "finding");
  if (scan->from != input.from && !scan->from.empty())
    measured.why += "; asked is what works on Python " + scan->from.str();
  return measured;
}

}  // namespace pymolt::gate
