// A finding as it is remembered between two scans: enough to know it again when the code around it has changed.
// SPDX-License-Identifier: MIT
//
// Baselines keep them, and reports are compared by them. No line numbers: code moves.
#ifndef PYMOLT_MODEL_KNOWN_FINDING_H_
#define PYMOLT_MODEL_KNOWN_FINDING_H_

#include <string>

#include "model/finding.h"

namespace pymolt {

/// Ordered by path, then by what it is, so that a list of them changes only where the code did.
struct KnownFinding {
  std::string path;
  std::string rule;
  std::string symbol;
  std::string scope;
  std::string code;  // the normal form of its statement
  std::string fingerprint;
  Severity severity = Severity::low;
  auto operator<=>(const KnownFinding&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_KNOWN_FINDING_H_
