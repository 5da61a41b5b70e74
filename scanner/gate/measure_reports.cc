// Measures of coverage, audits, warnings, and of files that need only be there.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "gate/evidence_file.h"
#include "gate/findings_run.h"
#include "gate/join_coverage.h"
#include "gate/measures.h"

namespace pymolt::gate {

namespace {

// Deprecations by the names that Python and its libraries give them.
bool is_deprecation(std::string_view category) {
  const std::string_view last = category.substr(category.rfind('.') + 1);
  return last.ends_with("DeprecationWarning") || last == "FutureWarning" ||
         last.starts_with("RemovedIn");
}

// Whether one path is the end of the other, whole names only.
bool is_same_file(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  while (b.starts_with("./")) b.remove_prefix(2);
  if (b.empty() || !a.ends_with(b)) return false;
  return a.size() == b.size() || a[a.size() - b.size() - 1] == '/';
}

// Findings by the last part of their path, where a warning's own can be looked up.
using ByName = std::multimap<std::string_view, const ScanFinding*>;

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The identifiers of TEXT, in lower case.
std::set<std::string> identifiers_in(std::string_view text) {
  std::set<std::string> identifiers;
  std::string one;
  for (const char c : text) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool inside =
        low == '_' || (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low < 0;
    if (inside) one += low;
    if (!inside && !one.empty()) identifiers.insert(std::exchange(one, {}));
  }
  if (!one.empty()) identifiers.insert(std::move(one));
  return identifiers;
}

// Whether FINDING speaks of what a warning with the identifiers MESSAGE is about: a part of its symbol stands there, or of
// what to write instead. A finding about syntax has no symbol that a message could name.
bool is_of_message(const ScanFinding& finding, const std::set<std::string>& message) {
  if (finding.symbol.empty() || finding.symbol == finding.rule) return true;
  const bool instead_is_name = finding.instead.find(' ') == std::string::npos;
  return std::ranges::any_of(
      identifiers_in(finding.symbol + (instead_is_name ? " " + finding.instead : "")),
      [&message](const std::string& one) { return message.contains(one); });
}

bool is_found_at(const std::string& path, std::uint32_t line, const std::set<std::string>& message,
                 const ByName& findings) {
  const auto [begin, end] = findings.equal_range(last_name(path));
  return std::any_of(begin, end, [&](const auto& row) {
    const ScanFinding& finding = *row.second;
    return is_same_file(path, finding.path) && line >= finding.line && line <= finding.end_line &&
           is_of_message(finding, message);
  });
}

// An exception ends in the library that warns: the line that is to be fixed is one that led there.
bool is_found(const SeenWarning& warning, const ByName& findings) {
  const std::set<std::string> message = identifiers_in(warning.message);
  return is_found_at(warning.path, warning.line, message, findings) ||
         std::ranges::any_of(warning.callers, [&](const auto& frame) {
           return is_found_at(frame.first, frame.second, message, findings);
         });
}

}  // namespace

Measured measure_coverage(const MeasureInput& input) {
  const JoinedCoverage sums = join_coverage(input.now);
  const bool is_lines = input.criterion.measure == "line-rate";
  if (!is_lines && sums.overlap)
    return no_evidence(
        "the reports share files, and their branches cannot be joined: "
        "`coverage combine` does it");
  const double covered = is_lines ? sums.covered : sums.covered_branches;
  const double all = is_lines ? sums.lines : sums.branches;
  Measured measured;
  if (all == 0) {
    measured.no_evidence = is_lines
                               ? "the coverage report has no statement"
                               : "the coverage report has no branch: run coverage with --branch";
    return measured;
  }
  measured.value = covered / all;
  measured.why = shortest(covered) + " of " + shortest(all) +
                 (is_lines ? " statements" : " branches") + " are covered";
  if (sums.overlap) measured.why += ", a statement of several reports counted once";
  for (const std::string& path : sums.without_files)
    measured.why += "; " + path + " names no file, so nothing shows that it is of this tree";
  if (input.scan == nullptr || input.scan->target != VersionSet(input.target)) return measured;
  const FilesKnown files = files_known(input.now, *input.scan);
  if (files.of > 0 && files.known == 0 && !input.scan->files.empty())
    return no_evidence("the coverage report is of another tree: the scan has none of its files");
  if (2 * files.known < files.of)
    measured.why +=
        "; the scan has " + std::to_string(files.known) + " of its " + counted(files.of, "file");
  measured.findings_run = findings_run(input.now, *input.scan);
  const FindingsRun& run = *measured.findings_run;
  if (run.run + run.unknown + run.not_run.size() > 0)
    measured.why += "; lines with findings: " + std::to_string(run.run) + " run, " +
                    std::to_string(run.not_run.size()) + " not run, " +
                    std::to_string(run.unknown) + " not in the report";
  add_details(measured.details, "not run: ", run.not_run);
  return measured;
}

Measured measure_audit(const MeasureInput& input) {
  std::set<std::string> all;
  std::vector<std::string> skipped;
  std::size_t packages = 0;
  for (const Evidence& evidence : input.now) {
    const auto& one = std::get<AuditResults>(evidence.data);
    all.insert(one.vulnerabilities.begin(), one.vulnerabilities.end());
    skipped.insert(skipped.end(), one.skipped.begin(), one.skipped.end());
    packages += one.packages;
  }
  Measured measured;
  measured.value = static_cast<double>(all.size());
  measured.why =
      all.size() == 1 ? "1 vulnerability" : std::to_string(all.size()) + " vulnerabilities";
  if (packages > 1) measured.why += " in " + counted(packages, "package");
  if (!skipped.empty())
    measured.why += ", " + counted(skipped.size(), "package") + " could not be audited";
  add_details(measured.details, "", {all.begin(), all.end()});
  add_details(measured.details, "not audited: ", skipped);
  return measured;
}

Measured measure_warnings(const MeasureInput& input) {
  std::set<SeenWarning> seen;
  bool ran = false;
  for (const Evidence& evidence : input.now) {
    const auto& one = std::get<WarningResults>(evidence.data);
    ran = ran || one.ran;
    for (const SeenWarning& warning : one.warnings) {
      if (is_deprecation(warning.category)) seen.insert(warning);
    }
  }
  Measured measured;
  if (!ran) measured.no_evidence = "the log shows neither a warning nor that anything was run";
  if (!ran) return measured;
  ByName findings;
  if (input.scan != nullptr) {
    for (const ScanFinding& finding : input.scan->list)
      findings.emplace(last_name(finding.path), &finding);
  }
  std::vector<std::string> fresh;
  std::vector<std::string> confirmed;
  for (const SeenWarning& warning : seen) {
    const std::string place =
        warning.path.empty() ? "" : warning.path + ":" + std::to_string(warning.line) + ": ";
    (is_found(warning, findings) ? confirmed : fresh)
        .push_back(place + warning.category + ": " + warning.message);
  }
  measured.value = static_cast<double>(fresh.size());
  measured.why = counted(fresh.size(), "deprecation") + " seen at run time " +
                 (fresh.size() == 1 ? "is" : "are") + " not in the scan, " +
                 std::to_string(confirmed.size()) + " confirmed";
  if (input.scan == nullptr)
    measured.why = counted(fresh.size(), "deprecation") +
                   " seen at run time; there is no scan to compare with";
  add_details(measured.details, "new: ", fresh);
  add_details(measured.details, "confirmed: ", confirmed);
  return measured;
}

Measured measure_files(const MeasureInput& input) {
  Measured measured;
  measured.value = static_cast<double>(input.now.size());
  measured.why = counted(input.now.size(), "file") + " with something in it";
  return measured;
}

}  // namespace pymolt::gate
