// The words and sums of a gate's answer.
// SPDX-License-Identifier: MIT
#include "model/gate_verdict.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pymolt {

std::string_view name(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kNames = {"met", "not-met", "no-evidence"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string_view name(GateVerdict verdict) {
  constexpr std::array<std::string_view, 3> kNames = {"go", "no-go", "not-enough-evidence"};
  return kNames[static_cast<std::size_t>(verdict)];
}

const FindingsRun* GateAnswer::findings_run() const {
  for (const CriterionAnswer& answer : criteria) {
    if (answer.outcome != Outcome::no_evidence && answer.findings_run) return &*answer.findings_run;
  }
  return nullptr;
}

std::size_t GateAnswer::count(Outcome outcome) const {
  return static_cast<std::size_t>(std::ranges::count(criteria, outcome, &CriterionAnswer::outcome));
}

GateVerdict GateAnswer::verdict() const {
  if (count(Outcome::not_met) > 0) return GateVerdict::no_go;
  return count(Outcome::no_evidence) > 0 || criteria.empty() ? GateVerdict::not_enough_evidence
                                                             : GateVerdict::go;
}

std::string wanted(const Criterion& criterion) {
  constexpr std::array<const char*, 3> kSigns = {"≥ ", "≤ ", "= "};
  return kSigns[static_cast<std::size_t>(criterion.bound)] + shortest(criterion.threshold);
}

std::string shortest(double value) {
  std::array<char, 64> digits;
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
  const auto end = plain ? std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                         std::chars_format::fixed)
                         : std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end.ptr};
}

std::string rounded(double value) {
  std::array<char, 64> digits;
  if (std::fabs(value) >= 1e6 || value == std::floor(value)) return shortest(std::round(value));
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::general, 6);
  return {digits.data(), end.ptr};
}

}  // namespace pymolt
