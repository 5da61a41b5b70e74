// A text that only gained or lost lines gives the same facts, moved; any other difference is none of lines.
// SPDX-License-Identifier: MIT
#include "scan/line_move.h"

#include <gtest/gtest.h>

namespace pymolt::scan {
namespace {

FileFacts facts_with(std::uint32_t lines, std::uint32_t import, std::uint32_t finding,
                     std::uint32_t comment) {
  FileFacts facts;
  facts.path = "a.py";
  facts.lines = lines;
  facts.sha256 = std::to_string(lines);
  facts.imports.resize(1);
  facts.imports[0].span = {import, 1, import, 9};
  facts.findings.resize(1);
  facts.findings[0].span = {finding, 3, finding + 1, 4};
  facts.suppressions.resize(1);
  facts.suppressions[0].first_line = facts.suppressions[0].last_line = facts.suppressions[0].line =
      comment;
  return facts;
}

TEST(LineMove, LeadsToTheOtherFacts) {
  const FileFacts before = facts_with(40, 2, 10, 30);
  for (const FileFacts& after :
       {facts_with(41, 2, 11, 31), facts_with(43, 5, 13, 33), facts_with(38, 2, 10, 28)}) {
    const auto move = line_move(before, after);
    ASSERT_TRUE(move);
    FileFacts moved = before;
    move_lines(*move, moved);
    moved.sha256 = after.sha256;
    EXPECT_EQ(moved, after);
  }
}

TEST(LineMove, IsNoneWhereMoreThanLinesDiffers) {
  const FileFacts before = facts_with(40, 2, 10, 30);
  EXPECT_FALSE(line_move(before, facts_with(41, 3, 10, 31)));  // not in order
  EXPECT_FALSE(line_move(before, facts_with(41, 2, 12, 31)));  // further than the rest
  EXPECT_FALSE(line_move(before, facts_with(40, 2, 11, 31)));
  FileFacts other = facts_with(41, 2, 11, 31);
  other.findings[0].span.column = 5;
  EXPECT_FALSE(line_move(before, other));
  other = facts_with(41, 2, 11, 31);
  other.findings[0].symbol = "imp";
  EXPECT_FALSE(line_move(before, other));
  other = facts_with(41, 2, 11, 31);
  other.imports[0].module = "b";
  EXPECT_FALSE(line_move(before, other));
}

}  // namespace
}  // namespace pymolt::scan
