// What a criterion can measure: a table with one row each, of a family of evidence and a function.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_MEASURES_H_
#define PYMOLT_GATE_MEASURES_H_

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "gate/compare_tables.h"
#include "gate/evidence.h"
#include "gate/sample_statistics.h"
#include "gate/scan_facts.h"
#include "model/gate_verdict.h"

namespace pymolt::gate {

/// Comparisons that were made, by the files and the question: each is made once, however many criteria ask it.
using TableCache = std::map<std::tuple<std::string, std::string, TableQuestion>, TableAnswer>;

/// What there is to measure from. Everything is borrowed.
struct MeasureInput {
  const Criterion& criterion;
  const std::vector<Evidence>& now;
  const std::vector<Evidence>& before;  // the baseline; empty where none is asked for
  const ScanFacts* scan;                // null where there is no report to look at
  Version target;
  const VersionSet& from;     // the policy's
  const std::string& folder;  // the policy's
  TableCache& tables;
};

struct Measured {
  std::optional<double> value;
  std::string no_evidence;           // why nothing could be measured
  std::string unlike;                // why it is not met though nothing could be measured
  std::string why;                   // what was measured, in words
  std::optional<Interval> interval;  // of the value, where there are several runs
  bool cannot_tell = false;          // the interval crosses the threshold
  bool surely_not = false;           // something is beyond the threshold whatever the noise
  std::vector<std::string> details;
  std::optional<FindingsRun> findings_run;
};

struct Measure {
  std::string_view name;
  Family family;
  bool compares;  // needs a baseline
  Measured (*measure)(const MeasureInput& input);
};

[[nodiscard]] std::span<const Measure> measures();
[[nodiscard]] const Measure* find_measure(std::string_view name);

/// Nothing measured, because of WHY.
[[nodiscard]] Measured no_evidence(std::string why);

Measured measure_scan(const MeasureInput& input);
/// Of evidence by `pymolt verify`, in place of the scan's word.
Measured measure_interpreter(const MeasureInput& input);
Measured measure_tests(const MeasureInput& input);
Measured measure_coverage(const MeasureInput& input);
Measured measure_slowdown(const MeasureInput& input);
Measured measure_median(const MeasureInput& input);
Measured measure_load(const MeasureInput& input);
Measured measure_throughput_ratio(const MeasureInput& input);
Measured measure_audit(const MeasureInput& input);
Measured measure_warnings(const MeasureInput& input);
Measured measure_tables(const MeasureInput& input);
Measured measure_column(const MeasureInput& input);
Measured measure_files(const MeasureInput& input);

/// `1 test`, `3 tests`.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view noun);
/// Whether VALUE keeps to CRITERION's threshold, with a relative tolerance of 1e-9.
[[nodiscard]] bool keeps(const Criterion& criterion, double value);
/// Adds ITEMS to DETAILS, the first twenty, each after WHAT.
void add_details(std::vector<std::string>& details, const std::string& what,
                 const std::vector<std::string>& items);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_MEASURES_H_
