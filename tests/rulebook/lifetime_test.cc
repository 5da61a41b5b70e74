// What a line of a .life file means, and what is said about one that means nothing.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "rulebook/lifetime_file.h"

namespace pymolt::rulebook {
namespace {

Result<std::vector<Lifetime>> read(std::string_view text) {
  return read_lifetimes({"lifetimes/t.life", text});
}

TEST(LifetimeFile, ReadsEveryPart) {
  const struct {
    const char* line;
    const char* exists;
    const char* deprecated_on;
    const char* life;
    const char* advice;
  } kTable[] = {
      {"os:", "every version", "no version", "on every version", ""},
      {"imp: deprecated 3.4, removed 3.12 -> importlib", "2.7-3.11", "3.4-3.11",
       "deprecated 3.4, removed 3.12", "importlib"},
      {"tomllib: since 3.11", "3.11+", "no version", "since 3.11", ""},
      {"token.ASYNC: since 3.6, removed 3.7, since 3.8, removed 3.13", "3.6, 3.8-3.12",
       "no version", "since 3.6, removed 3.7, since 3.8, removed 3.13", ""},
      {"types.NoneType: removed 3.0, since 3.10", "2.7, 3.10+", "no version",
       "removed 3.0, since 3.10", ""},
      {"string.letters: removed 3.0 -> string.ascii_letters (2.7+)", "2.7", "no version",
       "removed 3.0", "string.ascii_letters"},
      {"datetime.datetime.utcnow: deprecated 3.12, scheduled undated -> "
       "datetime.datetime.now(datetime.UTC) (3.11+)",
       "every version", "3.12+", "deprecated 3.12", "datetime.datetime.now(datetime.UTC)"},
      {"a.b: deprecated 3.13, scheduled 3.19", "every version", "3.13+",
       "deprecated 3.13, to be removed in 3.19", ""},
      {"syntax.return-outside-function: never", "no version", "no version", "on no version", ""},
  };
  for (const auto& row : kTable) {
    const auto facts = read(row.line);
    ASSERT_TRUE(facts.ok()) << facts.mistake().str();
    const Lifetime& life = facts->front();
    EXPECT_EQ(life.exists.str(), row.exists) << row.line;
    EXPECT_EQ(life.deprecated_on().str(), row.deprecated_on) << row.line;
    EXPECT_EQ(life.life(), row.life) << row.line;
    EXPECT_EQ(life.advice, row.advice) << row.line;
  }
}

TEST(LifetimeFile, KnowsParametersTitlesAndModules) {
  const auto facts = read(
      "# where this comes from\n\n"
      "asyncio.sleep(loop): deprecated 3.8, removed 3.10\n"
      "os.path: module\n"
      "random.shuffle(random@1): removed 3.11 -> shuffle it yourself (2.7+)\n"
      "syntax.walrus: since 3.8, title \"`:=`, the walrus\", docs https://docs.python.org/x#y -> "
      "assign first\n");
  ASSERT_TRUE(facts.ok()) << facts.mistake().str();
  ASSERT_EQ(facts->size(), 4U);
  EXPECT_EQ((*facts)[0].owner, "asyncio.sleep");
  EXPECT_EQ((*facts)[0].parameter, "loop");
  EXPECT_EQ((*facts)[0].position, -1);
  EXPECT_EQ((*facts)[0].line, 3);
  EXPECT_TRUE((*facts)[1].is_module);
  EXPECT_EQ((*facts)[2].parameter, "random");
  EXPECT_EQ((*facts)[2].position, 1);
  EXPECT_EQ((*facts)[2].advice_from, Version::of(2, 7));
  EXPECT_EQ((*facts)[3].title, "`:=`, the walrus");
  EXPECT_EQ((*facts)[3].docs, "https://docs.python.org/x#y");
  EXPECT_EQ((*facts)[3].advice, "assign first");
}

TEST(LifetimeFile, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* text;
    const char* said;
  } kTable[] = {
      {"imp remved 3.12",
       "lifetimes/t.life:1:1: a fact needs a colon after its name\n"
       "  1 | imp remved 3.12\n"
       "    | ^\n"
       "  for example `imp: removed 3.12`"},
      {"a:\nimp: remvoed 3.12",
       "lifetimes/t.life:2:6: unknown word `remvoed`\n"
       "  2 | imp: remvoed 3.12\n"
       "    |      ^\n"
       "  did you mean `removed`?"},
      {"imp: removed 3.99",
       "lifetimes/t.life:1:14: `removed` requires a version, not `3.99`\n"
       "  1 | imp: removed 3.99\n"
       "    |              ^\n"
       "  versions are 2.7 and 3.0 to 3.16"},
      {"b:\na:",
       "lifetimes/t.life:2:1: out of order: lines are sorted by name\n"
       "  2 | a:\n"
       "    | ^\n"
       "  the line before is `b`"},
      {"a:\na: removed 3.0",
       "lifetimes/t.life:2:1: said twice\n"
       "  2 | a: removed 3.0\n"
       "    | ^\n"
       "  the line before is `a`"},
      {"a: since 3.4, since 3.6",
       "lifetimes/t.life:1:15: `since` and `removed` take turns, oldest first\n"
       "  1 | a: since 3.4, since 3.6\n"
       "    |               ^"},
      {"a: since 3.4 removed 3.6",
       "lifetimes/t.life:1:14: expected a comma or `->` here\n"
       "  1 | a: since 3.4 removed 3.6\n"
       "    |              ^"},
      {"a: removed 3.4 ->",
       "lifetimes/t.life:1:16: `->` requires advice after it\n"
       "  1 | a: removed 3.4 ->\n"
       "    |                ^"},
      {"f(x@b): removed 3.4",
       "lifetimes/t.life:1:5: a position is a number, 0 for the first\n"
       "  1 | f(x@b): removed 3.4\n"
       "    |     ^"},
  };
  for (const auto& row : kTable) {
    const auto facts = read(row.text);
    ASSERT_FALSE(facts.ok()) << row.text;
    EXPECT_EQ(facts.mistake().str(), row.said);
  }
}

}  // namespace
}  // namespace pymolt::rulebook
