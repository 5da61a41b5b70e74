// Go or no-go, and the exit status: what all answers of a report come to.
// SPDX-License-Identifier: MIT
//
// A version is no-go for what works where the code comes from and not on that version; without an origin, for all that
// does not work on it. Each part of a report that can say no is one question in decision.cc.
#ifndef PYMOLT_PROJECT_DECISION_H_
#define PYMOLT_PROJECT_DECISION_H_

#include <optional>

#include "model/report.h"

namespace pymolt::project {

/// The decision for V, of a report whose findings, modules and sums are made.
[[nodiscard]] Decision decide(const Report& report, Version v);

/// From which severity on a finding makes the status 1, and what else counts.
struct StatusRequest {
  std::optional<Severity> fail_on;
  bool allow_unknown = false;
  bool fail_on_stale = false;
  bool allow_nothing =
      false;  // that nothing was analysed; the settings of a tree may not allow that
};

/// 0 nothing of that kind; 1 something; 2 the answer is not complete.
[[nodiscard]] int exit_status(const Report& report, const StatusRequest& request);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_DECISION_H_
