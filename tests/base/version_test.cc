// Versions, sets of them, and how people write them.
// SPDX-License-Identifier: MIT
#include "base/version.h"

#include <gtest/gtest.h>

#include "base/version_range.h"

namespace pymolt {
namespace {

TEST(Version, KnowsItsPlaceAndItsName) {
  EXPECT_EQ(Version::of(2, 7).place(), 0);
  EXPECT_EQ(Version::of(3, 0).place(), 1);
  EXPECT_EQ(Version::of(3, 16).place(), Version::kCount - 1);
  for (const Version v : axis()) EXPECT_EQ(Version::parse(v.str()), v) << v.str();
  for (const char* wrong : {"", "3", "2.6", "3.17", "3.08", "3.8.1", " 3.8"}) {
    EXPECT_FALSE(Version::parse(wrong)) << wrong;
  }
}

TEST(VersionSet, IsASetOnTheAxis) {
  const VersionSet gone = VersionSet::from(Version::of(3, 12));
  EXPECT_TRUE(gone.contains(Version::of(3, 12)));
  EXPECT_FALSE(gone.contains(Version::of(3, 11)));
  EXPECT_EQ(~gone, VersionSet::before(Version::of(3, 12)));
  EXPECT_EQ(VersionSet::python2() | VersionSet::python3(), VersionSet::all());
  EXPECT_EQ(VersionSet::between(Version::of(3, 8), Version::of(3, 10)).size(), 3);
  EXPECT_EQ((VersionSet::all() - VersionSet::python2()).oldest(), Version::of(3, 0));
  EXPECT_EQ(VersionSet::before(Version::of(3, 3)).newest(), Version::of(3, 2));
}

TEST(VersionSet, SpeaksToPeople) {
  const struct {
    const char* written;
    const char* said;
  } kTable[] = {
      {"all", "every version"}, {"3.13", "3.13"},           {"3.0+", "3.0+"},
      {"3.16", "3.16"},         {"2.7, 3.3+", "2.7, 3.3+"}, {"3.9-3.11, 3.14", "3.9-3.11, 3.14"},
      {"3.15+", "3.15+"},       {"2.7,3.0-3.2", "2.7-3.2"},
  };
  for (const auto& row : kTable) {
    const auto set = parse_versions(row.written);
    ASSERT_TRUE(set.ok()) << row.written;
    EXPECT_EQ(set->str(), row.said) << row.written;
  }
  EXPECT_EQ(VersionSet::none().str(), "no version");
}

TEST(VersionRange, ReadsSpecifiersAsPackagingDoes) {
  const struct {
    const char* written;
    const char* means;
  } kTable[] = {
      {">=3.8,<3.14", "3.8-3.13"},
      {"3.8+,<3.14", "3.8-3.13"},
      {"3.9-3.13,!=3.10.*", "3.9, 3.11-3.13"},
      {"3.13,3.8+,<3.10", "3.8-3.9, 3.13"},
      {"3.13,<3.0", "2.7, 3.13"},
      {">=3.8.2", "3.8+"},              // 3.8.2 and later 3.8s fit
      {">3.8", "3.8+"},                 // 3.8.1 is greater than 3.8
      {"<3.14", "2.7-3.13"},            //
      {"<3.14.2", "2.7-3.14"},          // 3.14.0 fits
      {"<=3.8", "2.7-3.8"},             // 3.8.0 fits
      {"~=3.8", "3.8+"},                // >= 3.8, == 3.*
      {"~=3.8.1", "3.8"},               // >= 3.8.1, == 3.8.*
      {"==3.*", "3.0+"},                //
      {">=3.8,!=3.9.*", "3.8, 3.10+"},  //
      {">=3.8,!=3.9", "3.8+"},          // only 3.9.0 is excluded
      {"==3.10.4", "3.10"},             //
      {">=2.7,!=3.0.*,!=3.1.*,!=3.2.*", "2.7, 3.3+"},
      {"3.12,>=3.14,<3.16", "3.12, 3.14-3.15"},
  };
  for (const auto& row : kTable) {
    const auto set = parse_versions(row.written);
    ASSERT_TRUE(set.ok()) << row.written << ": " << set.mistake().str();
    EXPECT_EQ(set->str(), row.means) << row.written;
  }
}

TEST(VersionRange, SaysWhatItDidNotUnderstandAndWhere) {
  const auto set = parse_versions("3.8, 3.99");
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(
      set.mistake().str(),
      "`3.99` does not name a version\n"
      "  3.8, 3.99\n"
      "       ^\n"
      "  versions are 2.7 and 3.0 to 3.16; write 3.13, 3.9-3.13, 3.8+, \">=3.8,<3.14\" or all");
  for (const char* wrong : {"", "x", "3.8-", "-3.8", "3.10-3.8", "=>3.8", ">=3.8,<3.8", "~=3",
                            "3.8,,3.9", "==3.8.-1", ">=a"}) {
    EXPECT_FALSE(parse_versions(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace pymolt
