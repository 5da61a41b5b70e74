// What a gate asks of a scan, read from its JSON report: sums, and the findings that run-time warnings may confirm.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_SCAN_FACTS_H_
#define PYMOLT_GATE_SCAN_FACTS_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "model/finding.h"
#include "model/report.h"

namespace pymolt::gate {

struct ScanFinding {
  std::string rule;
  std::string symbol;
  Severity severity = Severity::low;
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t end_line = 0;
  std::string instead = {};
};

struct ScanFacts {
  std::string path;  // of the report, as it was named; empty for a scan that was run now
  std::string sha256;
  std::int64_t time = 0;           // when it was made, as it says itself; 0 where it does not
  std::vector<std::string> roots;  // what was scanned, as it says itself; may be empty
  std::string revision;            // git's, as it says itself; may be empty
  bool dirty = false;              // it says that files were changed since
  VersionSet target;
  VersionSet from;
  std::map<std::string, Count, std::less<>>
      counts;  // of the policy's target, by `compile`, `import`, `dependencies`, `configuration`
  std::array<std::uint32_t, 4> findings = {};  // by severity
  std::uint32_t unknown = 0;         // files and modules without an answer on the policy's target
  std::uint32_t hidden = 0;          // findings that a baseline or --since hides
  bool since = false;                // only changed lines are in it
  bool narrowed = false;             // made with --select or --ignore: only some rules are in it
  bool asks_origin = false;          // made with --from
  bool empty = false;                // it says that no file was analysed
  bool severities = false;           // settings give rules other severities
  std::uint32_t suppressed = 0;      // findings that comments hide
  std::uint32_t files_left_out = 0;  // by settings, as the report says
  std::uint32_t findings_left_out = 0;  // the same
  std::vector<ScanFinding> list;
  std::vector<std::string> files;   // all paths of the report's files
  std::vector<std::string> hashes;  // their SHA-256, in the same order
};

/// Reads the JSON report TEXT for VERSION.
[[nodiscard]] Result<ScanFacts> read_scan(std::string_view text, Version version);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_SCAN_FACTS_H_
