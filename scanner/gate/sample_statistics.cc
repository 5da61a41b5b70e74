// Resampling is done by drawing: small samples value by value, large ones by the place of the median, which is nearly normal.
// SPDX-License-Identifier: MIT
#include "gate/sample_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace pymolt::gate {

namespace {

constexpr std::size_t kSmall = 300;
constexpr std::uint64_t kSeed = 0x70796d6f6c74;  // "pymolt"

// The median of one resample of SORTED.
double drawn_median(std::span<const double> sorted, Chance& chance, std::vector<double>& room) {
  const auto size = static_cast<double>(sorted.size());
  if (sorted.size() > kSmall) {
    const double place = 0.5 + chance.normal() * 0.5 / std::sqrt(size);
    return percentile(sorted, std::clamp(place, 0.0, 1.0));
  }
  room.clear();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    room.push_back(sorted[static_cast<std::size_t>(chance.uniform() * size)]);
  }
  std::sort(room.begin(), room.end());
  return percentile(room, 0.5);
}

Interval middle(std::vector<double> answers) {
  std::sort(answers.begin(), answers.end());
  return {percentile(answers, 0.025), percentile(answers, 0.975)};
}

}  // namespace

double percentile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return percentile(values, 0.5);
}

std::uint64_t Chance::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

double Chance::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double Chance::normal() {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

Interval ratio_interval(std::vector<double> now, std::vector<double> before, int resamples) {
  std::sort(now.begin(), now.end());
  std::sort(before.begin(), before.end());
  Chance chance(kSeed);
  std::vector<double> room;
  std::vector<double> answers;
  for (int i = 0; i < resamples; ++i) {
    const double below = drawn_median(before, chance, room);
    answers.push_back(drawn_median(now, chance, room) /
                      std::max(below, std::numeric_limits<double>::min()));
  }
  return middle(std::move(answers));
}

std::optional<Interval> median_interval(std::vector<double> runs) {
  if (runs.size() < 2) return std::nullopt;
  std::sort(runs.begin(), runs.end());
  if (runs.size() == 2) return Interval{runs[0], runs[1]};
  Chance chance(kSeed);
  std::vector<double> room;
  std::vector<double> answers;
  for (int i = 0; i < 2000; ++i) answers.push_back(drawn_median(runs, chance, room));
  return middle(std::move(answers));
}

void Moments::add(double value) {
  ++count_;
  const double whole = sum_ + value;
  lost_ += std::fabs(sum_) >= std::fabs(value) ? (sum_ - whole) + value : (value - whole) + sum_;
  sum_ = whole;
  const double step = value - mean_;
  mean_ += step / static_cast<double>(count_);
  squares_ += step * (value - mean_);
}

double Moments::deviation() const {
  return count_ < 2 ? std::numeric_limits<double>::quiet_NaN()
                    : std::sqrt(squares_ / static_cast<double>(count_ - 1));
}

}  // namespace pymolt::gate
