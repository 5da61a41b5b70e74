// Medians, percentiles and bootstrap intervals; the same numbers give the same answer on every machine.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_SAMPLE_STATISTICS_H_
#define PYMOLT_GATE_SAMPLE_STATISTICS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pymolt::gate {

/// An interval that holds 95 of 100 bootstrap answers.
struct Interval {
  double low = 0;
  double high = 0;
};

/// The value below which SHARE (0 to 1) of SORTED lies, by linear interpolation. SORTED is not empty.
[[nodiscard]] double percentile(std::span<const double> sorted, double share);
[[nodiscard]] double median(std::vector<double> values);

/// Numbers that look like chance and are the same each time (splitmix64, then Box and Muller's method).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t next();
  [[nodiscard]] double uniform();  // [0, 1)
  [[nodiscard]] double normal();

 private:
  std::uint64_t state_;
};

/// The interval of median(now) / median(before). Both hold at least two values; RESAMPLES answers are drawn.
[[nodiscard]] Interval ratio_interval(std::vector<double> now, std::vector<double> before,
                                      int resamples);
/// The interval of the median of several runs: nothing for one run, their ends for two.
[[nodiscard]] std::optional<Interval> median_interval(std::vector<double> runs);

/// A sum that loses nothing to rounding (Neumaier's), and mean and variance as they come (Welford's).
class Moments {
 public:
  void add(double value);
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double sum() const { return sum_ + lost_; }
  [[nodiscard]] double mean() const { return sum() / static_cast<double>(count_); }
  /// The standard deviation with one degree of freedom taken off.
  [[nodiscard]] double deviation() const;

 private:
  std::uint64_t count_ = 0;
  double sum_ = 0;
  double lost_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_SAMPLE_STATISTICS_H_
