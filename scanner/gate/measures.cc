// The table itself, and what all measures need.
// SPDX-License-Identifier: MIT
#include "gate/measures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pymolt::gate {

namespace {

constexpr std::size_t kMostDetails = 20;

constexpr std::array kMeasures = {
    Measure{"compile-rate", Family::scan, false, measure_scan},
    Measure{"import-rate", Family::scan, false, measure_scan},
    Measure{"agreement-rate", Family::scan, false, measure_scan},
    Measure{"dependency-rate", Family::scan, false, measure_scan},
    Measure{"configuration-rate", Family::scan, false, measure_scan},
    Measure{"findings.critical", Family::scan, false, measure_scan},
    Measure{"findings.high", Family::scan, false, measure_scan},
    Measure{"findings.medium", Family::scan, false, measure_scan},
    Measure{"findings.low", Family::scan, false, measure_scan},
    Measure{"unknown", Family::scan, false, measure_scan},
    Measure{"pass-rate", Family::tests, false, measure_tests},
    Measure{"failed", Family::tests, false, measure_tests},
    Measure{"skipped", Family::tests, false, measure_tests},
    Measure{"tests", Family::tests, false, measure_tests},
    Measure{"newly-failing", Family::tests, true, measure_tests},
    Measure{"newly-skipped", Family::tests, true, measure_tests},
    Measure{"line-rate", Family::coverage, false, measure_coverage},
    Measure{"branch-rate", Family::coverage, false, measure_coverage},
    Measure{"slowdown", Family::benchmarks, true, measure_slowdown},
    Measure{"median-seconds", Family::benchmarks, false, measure_median},
    Measure{"p50-ms", Family::load, false, measure_load},
    Measure{"p95-ms", Family::load, false, measure_load},
    Measure{"p99-ms", Family::load, false, measure_load},
    Measure{"mean-ms", Family::load, false, measure_load},
    Measure{"error-rate", Family::load, false, measure_load},
    Measure{"throughput", Family::load, false, measure_load},
    Measure{"throughput-ratio", Family::load, true, measure_throughput_ratio},
    Measure{"vulnerabilities", Family::audit, false, measure_audit},
    Measure{"deprecations", Family::warnings, false, measure_warnings},
    Measure{"rows-missing", Family::tables, true, measure_tables},
    Measure{"rows-extra", Family::tables, true, measure_tables},
    Measure{"max-relative-difference", Family::tables, true, measure_tables},
    Measure{"max-absolute-difference", Family::tables, true, measure_tables},
    Measure{"sum-relative-difference", Family::tables, true, measure_tables},
    Measure{"mean-relative-difference", Family::tables, true, measure_tables},
    Measure{"p50-relative-difference", Family::tables, true, measure_tables},
    Measure{"p95-relative-difference", Family::tables, true, measure_tables},
    Measure{"p99-relative-difference", Family::tables, true, measure_tables},
    Measure{"p100-relative-difference", Family::tables, true, measure_tables},
    Measure{"sharpe-difference", Family::tables, true, measure_tables},
    Measure{"column.rows", Family::tables, false, measure_column},
    Measure{"column.sum", Family::tables, false, measure_column},
    Measure{"column.mean", Family::tables, false, measure_column},
    Measure{"column.min", Family::tables, false, measure_column},
    Measure{"column.max", Family::tables, false, measure_column},
    Measure{"column.p50", Family::tables, false, measure_column},
    Measure{"column.p95", Family::tables, false, measure_column},
    Measure{"column.p99", Family::tables, false, measure_column},
    Measure{"column.sharpe", Family::tables, false, measure_column},
    Measure{"files", Family::files, false, measure_files},
};

}  // namespace

Measured no_evidence(std::string why) {
  Measured measured;
  measured.no_evidence = std::move(why);
  return measured;
}

std::span<const Measure> measures() { return kMeasures; }

const Measure* find_measure(std::string_view name) {
  const auto found = std::ranges::find(kMeasures, name, &Measure::name);
  return found == kMeasures.end() ? nullptr : &*found;
}

std::string counted(std::uint64_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

bool keeps(const Criterion& criterion, double value) {
  const double line = criterion.threshold;
  if (std::fabs(value - line) <= 1e-9 * std::max(std::fabs(value), std::fabs(line))) return true;
  if (criterion.bound == Bound::at_least) return value >= line;
  return criterion.bound == Bound::at_most && value <= line;
}

void add_details(std::vector<std::string>& details, const std::string& what,
                 const std::vector<std::string>& items) {
  for (std::size_t i = 0; i < items.size() && i < kMostDetails; ++i)
    details.push_back(what + items[i]);
  if (items.size() > kMostDetails)
    details.push_back(what + "… and " + std::to_string(items.size() - kMostDetails) + " more");
}

}  // namespace pymolt::gate
