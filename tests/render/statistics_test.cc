// Counts by folder, versions that are alike, causes in the order of their weight, the wording.
// SPDX-License-Identifier: MIT
#include "render/statistics.h"

#include <gtest/gtest.h>

#include "render/sample_report.h"
#include "render/wording.h"

namespace pymolt::render {
namespace {

TEST(Words, CountAndList) {
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(999), "999");
  EXPECT_EQ(number(1000), "1,000");
  EXPECT_EQ(number(1234567), "1,234,567");
  EXPECT_EQ(counted(0, "file"), "no files");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(1200, "entry", "entries"), "1,200 entries");
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(listed({"a", "b", "c"}, 3), "a, b and c");
  EXPECT_EQ(listed({"a", "b", "c", "d"}, 2), "a, b and 2 more");
}

TEST(Words, SayWhenAFindingBites) {
  Finding finding;
  EXPECT_EQ(when(finding), "");
  finding.warns_on = VersionSet::from(Version::of(3, 4));
  EXPECT_EQ(when(finding), "applies to 3.4+");
  finding.breaks_on = VersionSet::from(Version::of(3, 12));
  EXPECT_EQ(when(finding), "breaks on 3.12+, deprecated on 3.4-3.11");
  finding.breaks_as = Severity::medium;
  finding.warns_on = {};
  EXPECT_EQ(when(finding), "applies to 3.12+");
}

TEST(Tally, JoinsVersionsThatAreAlike) {
  const Report report = sample_report(VersionSet::all());
  std::vector<std::string> heads;
  for (const VersionSet& column : columns(report, folders(report, 16)))
    heads.push_back(column.str());
  EXPECT_EQ(heads, (std::vector<std::string>{"2.7", "3.0-3.7", "3.8-3.9", "3.10+"}));
}

TEST(Tally, DoesNotJoinOverAVersionThatWasNotAsked) {
  const Report report =
      sample_report(VersionSet(Version::of(3, 10)) | VersionSet(Version::of(3, 12)));
  EXPECT_EQ(columns(report, folders(report, 16)).size(), 2U);
}

TEST(Tally, CountsDeepFoldersWithTheirParentsWhenThereAreMany) {
  Report report;
  report.target = VersionSet(Version::of(3, 13));
  for (const char* path : {"a.py", "b/c/d.py", "b/c/e/f.py", "b/g.py", "h/i.py", "j/k/l.py"}) {
    FileFacts file;
    file.path = path;
    file.compiles = report.target;
    report.files.push_back(file);
  }
  const auto shown = [&](std::size_t limit) {
    std::string text;
    for (const FolderRow& row : folders(report, limit)) {
      text += row.folder + "=" + std::to_string(row.compile.at(Version::of(3, 13)).ok) + " ";
    }
    return text;
  };
  EXPECT_EQ(shown(6), ".=1 b=1 b/c=1 b/c/e=1 h=1 j/k=1 ");
  EXPECT_EQ(shown(5), ".=1 b=1 b/c=2 h=1 j/k=1 ");
  EXPECT_EQ(shown(4), ".=1 b=3 h=1 j=1 ");
  EXPECT_EQ(shown(3), ".=1 b=3 (2 more folders)=2 ");
  report.files.back().compiles = VersionSet::none();
  EXPECT_EQ(shown(3), "b=3 j=0 (2 more folders)=2 ");
}

}  // namespace
}  // namespace pymolt::render
