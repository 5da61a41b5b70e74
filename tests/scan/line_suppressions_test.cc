// Comments of suppression in scripts: the line, the lines below, the file.
// SPDX-License-Identifier: MIT
#include "scan/line_suppressions.h"

#include <gtest/gtest.h>

namespace pymolt::scan {
namespace {

TEST(LineSuppressions, SpeakOfALineOfThoseBelowOrOfTheFile) {
  const auto all = read_line_suppressions(
      "#!/bin/sh\n"
      "# pymolt: ignore-file[shell-python]\n"
      "python2 a.py  # pymolt: ignore[shell-python2] vendored\n"
      "\n"
      "  # pymolt: ignore\n"
      "# and a word about it\n"
      "python2 \\\n"
      "  b.py\n"
      "echo \"#pymolt: no\"\n"
      "x#pymolt: ignore\n"
      "python2 \\\n"
      "  c.py # pymolt: ignore[shell-python2]\n");
  ASSERT_EQ(all.size(), 4U);
  EXPECT_TRUE(all[0].whole_file);
  EXPECT_EQ(all[0].words, std::vector<std::string>{"shell-python"});
  const std::uint32_t lines[][2] = {{3, 3}, {7, 8}, {11, 12}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(all[i + 1].whole_file);
    EXPECT_EQ(all[i + 1].first_line, lines[i][0]);
    EXPECT_EQ(all[i + 1].last_line, lines[i][1]);
  }
  EXPECT_TRUE(read_line_suppressions("python2 a.py\n").empty());
  EXPECT_TRUE(read_line_suppressions("# pymolt: ignore").front().first_line > 0);
}

}  // namespace
}  // namespace pymolt::scan
