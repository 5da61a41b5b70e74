// What a finding amounts to for a target.
// SPDX-License-Identifier: MIT
#include "model/finding.h"

#include <gtest/gtest.h>

#include "base/version_range.h"

namespace pymolt {
namespace {

TEST(Finding, AmountsToTheGraverOfWhatConcernsTheTarget) {
  Finding finding;
  finding.breaks_on = VersionSet::from(Version::of(3, 12));
  finding.breaks_as = Severity::high;
  finding.warns_on = VersionSet::from(Version::of(3, 8)) - finding.breaks_on;
  finding.warns_as = Severity::medium;
  const struct {
    const char* target;
    std::optional<Severity> severity;
  } kTable[] = {
      {"3.7", std::nullopt},         {"3.8", Severity::medium}, {"3.7,3.9", Severity::medium},
      {"3.11-3.12", Severity::high}, {"3.13+", Severity::high},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(finding.consequence(parse_versions(row.target).value()), row.severity) << row.target;
  }
}

TEST(Finding, KeepsQuietWhereTheAdviceWorksOnAPartOfTheTargetOnly) {
  Finding finding;
  finding.warns_on = VersionSet::all();
  finding.warns_as = Severity::low;
  finding.needs = VersionSet::from(Version::of(3, 6));
  EXPECT_EQ(finding.consequence(parse_versions("3.6+").value()), Severity::low);
  EXPECT_EQ(finding.consequence(parse_versions("3.5-3.13").value()), std::nullopt);
  EXPECT_EQ(finding.consequence(parse_versions("2.7,3.13").value()), std::nullopt);
}

}  // namespace
}  // namespace pymolt
