// Puts a policy beside its evidence: the whole answer of `pymolt gate`.
// SPDX-License-Identifier: MIT
//
// A criterion is met only by evidence that can be read, is not stale, was made on the target's Python, and keeps to the
// threshold. It is not met when that was measured, or cannot hold for what the evidence shows (a key twice, no number where
// one belongs). Everything else is no evidence.
#ifndef PYMOLT_GATE_CRITERIA_H_
#define PYMOLT_GATE_CRITERIA_H_

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "gate/scan_facts.h"
#include "model/gate_verdict.h"

namespace pymolt::gate {

/// What a gate is asked with, beside the policy.
struct Surroundings {
  std::int64_t as_of = 0;         // seconds since 1970; its day counts
  std::optional<ScanFacts> scan;  // nothing where there is none
  std::string no_scan;            // why not
  std::string revision;           // git's, of the policy's folder; empty where there is none
  std::int64_t changed = 0;       // when that revision was committed
  bool dirty = false;             // files that git tracks were changed since
};

/// Nothing when every measure and format of POLICY is known and fits.
[[nodiscard]] std::optional<Mistake> check_policy(const Policy& policy);

/// Whether a criterion of POLICY looks at a scan.
[[nodiscard]] bool needs_scan(const Policy& policy);

[[nodiscard]] GateAnswer answer_policy(const Policy& policy, const Surroundings& surroundings);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_CRITERIA_H_
