// Which places are kept and which are counted.
// SPDX-License-Identifier: MIT
#include "model/kept_places.h"

#include <gtest/gtest.h>

namespace pymolt {
namespace {

Finding finding_at(std::uint32_t line, const char* symbol) {
  Finding finding;
  finding.rule = "removed-module";
  finding.symbol = symbol;
  finding.span.line = line;
  return finding;
}

TEST(KeptPlacesTest, TheFirstOfEachKindAreKept) {
  std::vector<Finding> findings;
  std::vector<MorePlaces> more;
  for (std::uint32_t line = 1; line <= 3000; ++line) findings.push_back(finding_at(line, "imp"));
  findings.push_back(finding_at(3001, "asyncore"));
  findings.push_back(finding_at(3002, "imp"));
  findings.back().at_import = VersionSet::python3();  // ends an import, which the others do not
  keep_first_places(findings, more);
  ASSERT_EQ(findings.size(), kMostPlacesOfKind + 2);
  EXPECT_EQ(findings[kMostPlacesOfKind].symbol, "asyncore");
  EXPECT_EQ(findings.back().span.line, 3002U);
  EXPECT_EQ(more, (std::vector<MorePlaces>{{"removed-module", "imp", 1000, 2001}}));
}

TEST(KeptPlacesTest, OneOfEachKindIsKeptHoweverManyThereAre) {
  std::vector<Finding> findings;
  std::vector<MorePlaces> more;
  for (std::uint32_t line = 1; line <= 12'000; ++line)
    findings.push_back(finding_at(line, std::to_string(line % 10).c_str()));
  for (std::uint32_t line = 12'001; line <= 12'100; ++line)
    findings.push_back(finding_at(line, line % 2 == 0 ? "even" : "odd"));
  keep_first_places(findings, more);
  EXPECT_EQ(findings.size(), kMostPlaces + 2);
  std::uint32_t counted = 0;
  for (const MorePlaces& one : more) counted += one.places;
  EXPECT_EQ(counted, 2098U);
}

TEST(KeptPlacesTest, AskedTwiceOfOnePlaceItIsOnePlace) {
  KeptPlaces kept;
  for (int i = 0; i < 5000; ++i) EXPECT_TRUE(kept.keeps("a", 7));
  for (std::uint64_t place = 8; place < 7 + kMostPlacesOfKind; ++place)
    EXPECT_TRUE(kept.keeps("a", place));
  EXPECT_FALSE(kept.keeps("a", 100'000));
  EXPECT_FALSE(kept.keeps("a", 100'000));
  EXPECT_TRUE(kept.keeps("b", 100'000));
}

}  // namespace
}  // namespace pymolt
