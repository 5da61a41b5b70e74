// The words of severities and confidences, and what a finding amounts to on a target.
// SPDX-License-Identifier: MIT
#include "model/finding.h"

#include <array>

namespace pymolt {

namespace {

constexpr std::array<std::string_view, 4> kSeverities = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> kConfidences = {"possible", "likely", "sure"};

template <typename Enum, std::size_t N>
std::optional<Enum> parse_word(const std::array<std::string_view, N>& words,
                               std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Severity severity) { return kSeverities[static_cast<std::size_t>(severity)]; }

std::string_view name(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}

std::optional<Severity> parse_severity(std::string_view text) {
  return parse_word<Severity>(kSeverities, text);
}

std::optional<Confidence> parse_confidence(std::string_view text) {
  return parse_word<Confidence>(kConfidences, text);
}

std::optional<Severity> Finding::consequence(VersionSet target) const {
  if (!needs.contains(target)) return std::nullopt;
  const bool breaks = breaks_on.intersects(target);
  const bool warns = warns_on.intersects(target);
  if (breaks && warns) return std::max(breaks_as, warns_as);
  if (breaks) return breaks_as;
  if (warns) return warns_as;
  return std::nullopt;
}

}  // namespace pymolt
