// Dated sums of a migration: what `pymolt history` shows as a burn-down.
// SPDX-License-Identifier: MIT
//
// history/ reads and writes them, render/ shows them.
#ifndef PYMOLT_MODEL_BURN_DOWN_H_
#define PYMOLT_MODEL_BURN_DOWN_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/report.h"

namespace pymolt {

/// The sums of one report.
struct BurnPoint {
  std::string date;      // 2026-11-30
  std::string revision;  // git's; may be empty
  VersionSet target;
  std::uint32_t scanned = 0;
  std::array<std::uint32_t, 4> findings = {};  // by severity
  std::string command;                         // the scan that made the report; may be empty
  std::uint32_t hidden = 0;                    // findings that a baseline left out of these
  std::map<Version, Count> compile;            // for every version of the target
  std::map<Version, Count> import;
  std::map<Version, std::string> verdict;  // `go`, `no-go`, `unknown`
};

/// In the order of their dates.
struct BurnDown {
  std::string file;
  std::vector<BurnPoint> points;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_BURN_DOWN_H_
