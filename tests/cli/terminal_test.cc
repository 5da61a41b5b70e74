// When there is colour, and what a long scan says of itself.
// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <gtest/gtest.h>

#include <sstream>

namespace pymolt::cli {
namespace {

TEST(Terminal, IsAskedBeforeThereIsColour) {
  constexpr auto kAuto = ColorWish::automatic;
  const struct {
    ColorWish wish;
    bool is_terminal;
    Environment environment;  // NO_COLOR, FORCE_COLOR, dumb
    bool color;
  } kTable[] = {
      {kAuto, true, {false, false, false}, true},
      {kAuto, false, {false, false, false}, false},
      {kAuto, true, {true, false, false}, false},
      {kAuto, true, {false, false, true}, false},
      {kAuto, false, {false, true, true}, true},
      {kAuto, true, {true, true, false}, false},  // who wants none comes first
      {ColorWish::always, false, {true, false, true}, true},
      {ColorWish::never, true, {false, true, false}, false},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(is_color_wanted(row.wish, row.is_terminal, row.environment), row.color);
}

TEST(Terminal, IsToldHowFarAScanIs) {
  EXPECT_EQ(progress_line(1234, 2900, 4, 80),
            " 42% scanned 1,234 of 2,900 files, 308 a second, 5 s left");
  EXPECT_EQ(progress_line(0, 5, 1, 80), "  0% scanned 0 of 5 files");
  EXPECT_EQ(progress_line(5, 5, 5, 80), "100% scanned 5 of 5 files, 1 a second, 0 s left");
  EXPECT_EQ(progress_line(100, 100'100, 1, 80),
            "  0% scanned 100 of 100,100 files, 100 a second, 17 min left");
  EXPECT_EQ(progress_line(5, 5, 1, 12), "100% scanne")
      << "a line that wraps could not be taken away";
}

TEST(Terminal, IsLeftAloneWhereThereIsNone) {
  std::ostringstream out;
  std::ostringstream err;
  Streams streams{out, err};
  {
    Progress progress(streams);
    EXPECT_FALSE(progress.shown());
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace pymolt::cli
