// Which lines with findings the tests ran: a scan beside a coverage report.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_FINDINGS_RUN_H_
#define PYMOLT_GATE_FINDINGS_RUN_H_

#include <vector>

#include "gate/evidence.h"
#include "gate/scan_facts.h"
#include "gate/scanned_paths.h"
#include "model/gate_verdict.h"

namespace pymolt::gate {

/// COVERAGE is read from coverage reports, SCANNED are the paths of SCAN; a line that one of them shows as run was run.
[[nodiscard]] FindingsRun findings_run(const std::vector<Evidence>& coverage, const ScanFacts& scan,
                                       const ScannedPaths& scanned);

/// Of the files of all reports, how many the scan has, under a name that may mean several of its files too.
struct FilesKnown {
  std::size_t known = 0;
  std::size_t of = 0;
  std::size_t known_statements = 0;  // of the known ones
  std::size_t statements = 0;
};
/// FOLDER is the policy's: what lies there is known as well.
[[nodiscard]] FilesKnown files_known(const std::vector<Evidence>& coverage,
                                     const ScannedPaths& scanned, const std::string& folder);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_FINDINGS_RUN_H_
