// Measures of coverage, audits, and of files that need only be there.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <set>

#include "gate/findings_run.h"
#include "gate/join_coverage.h"
#include "gate/measures.h"

namespace pymolt::gate {

Measured measure_coverage(const MeasureInput& input) {
  std::optional<ScannedPaths> scanned;
  if (input.scan != nullptr) scanned.emplace(input.scan->files);
  const JoinedCoverage sums = join_coverage(input.now, scanned ? &*scanned : nullptr);
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
  if (covered > all || covered < 0)
    return no_evidence("the sums of the reports are not those of the lines that they list");
  measured.value = covered / all;
  measured.why = shortest(covered) + " of " + shortest(all) +
                 (is_lines ? " statements" : " branches") + " are covered";
  if (sums.overlap) measured.why += ", a statement of several reports counted once";
  for (const std::string& path : sums.without_files)
    measured.why += "; " + path + " names no file, so nothing shows that it is of this tree";
  if (input.scan == nullptr || input.scan->target != VersionSet(input.target)) return measured;
  const FilesKnown files = files_known(input.now, *scanned, input.folder);
  if (files.of > 0 && files.known == 0 && !input.scan->files.empty())
    return no_evidence(
        "the coverage report is of another tree: the scan has none of its files (coverage's "
        "`[paths]` maps paths)");
  const std::string part = "the scan has " + std::to_string(files.known) + " of its " +
                           counted(files.of, "file") + ", " +
                           std::to_string(files.known_statements) + " of " +
                           counted(files.statements, "statement");
  if (2 * files.known_statements < files.statements && !input.scan->files.empty())
    return no_evidence("most of the coverage report is of another tree: " + part +
                       " (coverage's `[paths]` maps paths)");
  if (files.known < files.of) measured.why += "; " + part;
  measured.findings_run = findings_run(input.now, *input.scan, *scanned);
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
  std::size_t ignored = 0;
  for (const Evidence& evidence : input.now) {
    const auto& one = std::get<AuditResults>(evidence.data);
    all.insert(one.vulnerabilities.begin(), one.vulnerabilities.end());
    skipped.insert(skipped.end(), one.skipped.begin(), one.skipped.end());
    packages += one.packages;
    ignored += one.ignored;
  }
  Measured measured;
  measured.value = static_cast<double>(all.size());
  measured.why =
      all.size() == 1 ? "1 vulnerability" : std::to_string(all.size()) + " vulnerabilities";
  if (packages > 1) measured.why += " in " + counted(packages, "package");
  if (ignored > 0)
    measured.why += ", " + std::to_string(ignored) + " ignored by the audit's settings";
  if (!skipped.empty())
    measured.why += ", " + counted(skipped.size(), "package") + " could not be audited";
  add_details(measured.details, "", {all.begin(), all.end()});
  add_details(measured.details, "not audited: ", skipped);
  return measured;
}

Measured measure_files(const MeasureInput& input) {
  Measured measured;
  measured.value = static_cast<double>(input.now.size());
  measured.why = counted(input.now.size(), "file") + " with something in it";
  return measured;
}

}  // namespace pymolt::gate
