// What `gate` and `report` begin with: read the policy, scan or read the report, put the evidence beside it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_GATE_ANSWER_H_
#define PYMOLT_CLI_GATE_ANSWER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/commands.h"
#include "cli/scan_project.h"
#include "model/gate_verdict.h"
#include "model/report.h"

namespace pymolt::cli {

/// A project that was scanned and reduced for one question. The reduction borrows from what was scanned.
struct ReducedProject {
  std::unique_ptr<ScannedProject> scanned;  // its facts are in the report now
  project::Reduction reduced;
};

/// Scans PATHS for TARGET and FROM, with the settings that hold there.
[[nodiscard]] Result<ReducedProject> reduce_project(const std::vector<std::string>& paths,
                                                    VersionSet target, VersionSet from,
                                                    const ProjectOptions& how, Streams& streams);

/// The day that evidence is dated against: WORD, else SOURCE_DATE_EPOCH, else now. Seconds since 1970.
[[nodiscard]] Result<std::int64_t> day_asked(const std::string& word);

struct Gated {
  Policy policy;
  GateAnswer answer;
  std::int64_t as_of = 0;
};

/// The answer to OPTIONS. REDUCED is a scan for the policy's target that was run already, or null.
[[nodiscard]] Result<Policy> policy_of(const GateOptions& options);
[[nodiscard]] Result<Gated> answer_gate(const GateOptions& options, const Policy& policy,
                                        const ProjectOptions& how, const Report* reduced,
                                        Streams& streams);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_GATE_ANSWER_H_
