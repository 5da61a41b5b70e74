// Depth is counted outside strings and comments only.
// SPDX-License-Identifier: MIT
#include "base/depth.h"

#include <gtest/gtest.h>

#include <string>

namespace pymolt {
namespace {

TEST(Depth, CountsBracketsOfJson) {
  EXPECT_FALSE(json_too_deep("{\"a\": [[1], \"[[[[\", \"\\\"[[[\"]}", 3));
  const auto deep = json_too_deep("{\"a\":\n [[[1]]]}", 3);
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->line, 2U);
  EXPECT_EQ(deep->column, 4U);
  EXPECT_TRUE(json_too_deep(std::string(200'000, '[')));
  EXPECT_FALSE(json_too_deep("\"never closed [[[", 1));
}

TEST(Depth, CountsBracketsAndPartsOfKeysOfToml) {
  EXPECT_FALSE(toml_too_deep(
      "a.b = [1.5, 2.5, 3.5]\n# [[[[\nx = '''\n....[[[[\n'''\ny = \"[[[[\\\"[[\"\n", 3));
  EXPECT_TRUE(toml_too_deep("a.b.c.d.e = 1\n", 3));
  EXPECT_TRUE(toml_too_deep("x = {a.b.c.d.e = 1}\n", 3));
  EXPECT_TRUE(toml_too_deep("x = [[[[1]]]]\n", 3));
  EXPECT_FALSE(toml_too_deep("[tool.a.b]\n[tool.a.b.c]\n", 3));
  std::string dotted = "[a";
  for (int i = 0; i < 600'000; ++i) dotted += ".a";
  EXPECT_TRUE(toml_too_deep(dotted + "]"));
}

}  // namespace
}  // namespace pymolt
