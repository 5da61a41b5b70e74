// What a line of releases means, and what is said about one that means nothing.
// SPDX-License-Identifier: MIT
#include "rulebook/release_file.h"

#include <gtest/gtest.h>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

TEST(ReleaseFile, ReadsVersionsBeyondTheAxis) {
  const auto releases = read_releases(
      {"t.releases", "# from the schedules\n\n3.15: released 2026-10-01\n3.17: planned 2028-10\n"});
  ASSERT_TRUE(releases.ok()) << releases.mistake().str();
  ASSERT_EQ(releases->size(), 2U);
  EXPECT_EQ((*releases)[0].version, "3.15");
  EXPECT_EQ((*releases)[0].date, "2026-10-01");
  EXPECT_TRUE((*releases)[0].released);
  EXPECT_EQ((*releases)[1].version, "3.17");
  EXPECT_EQ((*releases)[1].date, "2028-10");
  EXPECT_FALSE((*releases)[1].released);
}

TEST(ReleaseFile, SaysWhatIsWrong) {
  const struct {
    const char* line;
    const char* said;
  } kTable[] = {
      {"3.15 released", "a release needs a colon after its version"},
      {"3.15: relased 2026-10-01", "unknown word `relased`"},
      {"3.15: released soon", "a date is written 2028-10-06, or 2028-10"},
      {"3.15: released 2026-1-01", "a date is written 2028-10-06, or 2028-10"},
  };
  for (const auto& row : kTable) {
    const auto releases = read_releases({"t.releases", row.line});
    ASSERT_FALSE(releases.ok()) << row.line;
    EXPECT_EQ(releases.mistake().message, row.said) << row.line;
  }
}

// Every version of the axis has a date; the newest released one is the last that is said to be out; and whatever is
// scheduled has a date as well.
TEST(ReleaseFile, KnowsEveryVersionThatIsSpokenOf) {
  const Result<Rulebook> book = Rulebook::built_in();
  ASSERT_TRUE(book.ok()) << book.mistake().str();
  const auto release = [&](std::string_view version) -> const Release* {
    for (const Release& one : book->releases()) {
      if (one.version == version) return &one;
    }
    return nullptr;
  };
  for (const Version v : axis()) {
    ASSERT_NE(release(v.str()), nullptr) << v.str();
    EXPECT_EQ(release(v.str())->released, v <= kNewestReleased) << v.str();
  }
  for (const auto& [top, lives] : book->lifetimes()) {
    for (const Lifetime& life : *lives) {
      if (!life.has_date()) continue;
      EXPECT_NE(release(life.scheduled), nullptr) << life.name;
    }
  }
}

}  // namespace
}  // namespace pymolt::rulebook
