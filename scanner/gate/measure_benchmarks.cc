// Slowdown of benchmarks against a baseline: the greatest ratio of medians, with a bootstrap interval where times are kept.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include "gate/measures.h"

namespace pymolt::gate {

namespace {

constexpr double kBudget = 1e8;  // values drawn, for all benchmarks together

using Benchmarks = std::map<std::string, Benchmark>;

// Those that failed in a run and have a time in none.
std::set<std::string> failed_in(const std::vector<Evidence>& files, const Benchmarks& timed) {
  std::set<std::string> failed;
  for (const Evidence& evidence : files) {
    for (const std::string& name : std::get<BenchmarkResults>(evidence.data).failed) {
      if (!timed.contains(name)) failed.insert(name);
    }
  }
  return failed;
}

// The benchmarks of several runs: their times together; of medians without times their median.
Benchmarks joined(const std::vector<Evidence>& files) {
  std::map<std::string, std::vector<double>> medians;
  Benchmarks all;
  for (const Evidence& evidence : files) {
    for (const auto& [name, one] : std::get<BenchmarkResults>(evidence.data).benchmarks) {
      medians[name].push_back(one.median);
      Benchmark& sum = all[name];
      sum.samples.insert(sum.samples.end(), one.samples.begin(), one.samples.end());
    }
  }
  for (auto& [name, one] : all) {
    const std::vector<double>& of = medians[name];
    one.median = of.size() > 1 && one.samples.size() > 1 ? median(one.samples) : median(of);
    if (one.samples.size() < 2) one.samples = of;  // runs are samples as well
  }
  return all;
}

std::string percent(double ratio) {
  const double change = (ratio - 1) * 100;
  return rounded(std::round(std::fabs(change) * 100) / 100) + " % " +
         (change < 0 ? "faster" : "slower");
}

struct Pair {
  std::string name;
  double ratio;
  std::optional<Interval> interval;
};

std::vector<Pair> pairs_of(const Benchmarks& now, const Benchmarks& before) {
  double size = 1;
  for (const auto& [name, one] : now)
    size += static_cast<double>(std::min<std::size_t>(one.samples.size(), 300));
  const int resamples = static_cast<int>(std::clamp(kBudget / (2 * size), 100.0, 2000.0));
  std::vector<Pair> pairs;
  for (const auto& [name, one] : now) {
    const auto other = before.find(name);
    if (other == before.end()) continue;
    Pair pair{name, one.median / other->second.median, std::nullopt};
    if (one.samples.size() > 1 && other->second.samples.size() > 1) {
      pair.interval = ratio_interval(one.samples, other->second.samples, resamples);
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

// Whether something is beyond the line for sure, or may be.
void judge(const std::vector<Pair>& pairs, const Criterion& criterion, Measured& measured) {
  if (criterion.bound == Bound::equals) return;
  for (const Pair& pair : pairs) {
    if (!pair.interval) continue;
    const bool low = keeps(criterion, pair.interval->low - 1);
    const bool high = keeps(criterion, pair.interval->high - 1);
    measured.surely_not =
        measured.surely_not || (criterion.bound == Bound::at_most && !low && !high);
    measured.cannot_tell =
        measured.cannot_tell || (criterion.bound == Bound::at_most && low != high);
  }
}

void note_one_sided(const Benchmarks& here, const Benchmarks& there, const char* what,
                    Measured& measured) {
  std::vector<std::string> names;
  for (const auto& [name, one] : here) {
    if (!there.contains(name)) names.push_back(name);
  }
  if (!names.empty()) measured.why += ", " + std::to_string(names.size()) + " only " + what;
  add_details(measured.details, std::string("only ") + what + ": ", names);
}

}  // namespace

Measured measure_slowdown(const MeasureInput& input) {
  const Benchmarks now = joined(input.now);
  const Benchmarks before = joined(input.before);
  std::vector<Pair> pairs = pairs_of(now, before);
  Measured measured;
  std::vector<std::string> lost;  // had a time before, and failed after
  for (const std::string& name : failed_in(input.now, now)) {
    if (before.contains(name)) lost.push_back(name);
  }
  if (!lost.empty())
    measured.unlike = counted(lost.size(), "benchmark") + " with a time before failed after";
  if (!lost.empty()) add_details(measured.details, "failed: ", lost);
  if (!lost.empty()) return measured;
  if (pairs.empty()) measured.no_evidence = "no benchmark is in both the evidence and the baseline";
  if (pairs.empty()) return measured;
  std::ranges::stable_sort(pairs, std::ranges::greater(), &Pair::ratio);
  const Pair& worst = pairs.front();
  measured.value = worst.ratio - 1;
  if (worst.interval)
    measured.interval = Interval{worst.interval->low - 1, worst.interval->high - 1};
  measured.why = "`" + worst.name + "` is " + percent(worst.ratio) + ", the slowest of " +
                 counted(pairs.size(), "benchmark");
  if (input.criterion.bound == Bound::at_least && measured.interval) {
    measured.cannot_tell = keeps(input.criterion, measured.interval->low) !=
                           keeps(input.criterion, measured.interval->high);
  }
  judge(pairs, input.criterion, measured);
  note_one_sided(before, now, "before", measured);
  note_one_sided(now, before, "after", measured);
  std::vector<std::string> lines;
  for (const Pair& pair : pairs) {
    std::string line = pair.name + ": " + percent(pair.ratio);
    if (pair.interval)
      line += " (95 %: " + rounded(pair.interval->low - 1) + " to " +
              rounded(pair.interval->high - 1) + ")";
    lines.push_back(line);
  }
  add_details(measured.details, "", lines);
  return measured;
}

Measured measure_median(const MeasureInput& input) {
  Measured measured;
  const Benchmarks all = joined(input.now);
  for (const auto& [name, one] : all) {
    if (measured.value && one.median <= *measured.value) continue;
    measured.value = one.median;
    measured.interval = median_interval(
        one.samples.size() > 300 ? std::vector<double>{one.median, one.median} : one.samples);
    measured.why = "`" + name + "` takes " + rounded(one.median) + " s, the longest of " +
                   counted(all.size(), "benchmark");
  }
  if (all.empty()) measured.no_evidence = "every benchmark failed";
  if (const std::size_t failed = failed_in(input.now, all).size(); failed > 0)
    measured.why += "; " + counted(failed, "other") + " failed";
  if (measured.interval && input.criterion.bound != Bound::equals) {
    measured.cannot_tell = keeps(input.criterion, measured.interval->low) !=
                           keeps(input.criterion, measured.interval->high);
  }
  return measured;
}

}  // namespace pymolt::gate
