// Which facts are listed for which question, with what kind, and how they look.
// SPDX-License-Identifier: MIT
#include "rulebook/api_table.h"

#include <gtest/gtest.h>

namespace pymolt::rulebook {
namespace {

constexpr std::string_view kFacts =
    "builtins:\n"
    "builtins.reduce: removed 3.0 -> functools.reduce (2.7+)\n"
    "imp: deprecated 3.4, removed 3.12 -> importlib\n"
    "imp.reload: deprecated 3.4 -> importlib.reload (3.4+)\n"
    "logging:\n"
    "logging.Logger.warn: deprecated 3.3 -> logging.Logger.warning (2.7+)\n"
    "logging.basicConfig(force): since 3.8\n"
    "syntax.walrus: since 3.8\n"
    "token:\n"
    "token.ASYNC: since 3.5, removed 3.7, since 3.8, removed 3.13\n";

Rulebook book() {
  Rulebook made;
  EXPECT_TRUE(made.add_owned({{"lifetimes/t.life", std::string(kFacts)}}).ok());
  return made;
}

std::string names(const std::vector<ApiRow>& rows) {
  std::string text;
  for (const ApiRow& row : rows) text += (text.empty() ? "" : " ") + std::string(row.life->name);
  return text;
}

TEST(ApiTable, NarrowsByAllThatIsAsked) {
  const Version v37 = Version::of(3, 7), v38 = Version::of(3, 8), v312 = Version::of(3, 12);
  const struct {
    ApiQuery query;
    const char* listed;
  } kTable[] = {
      {{.removed_in = VersionSet(v312)}, "imp"},
      {{.removed_in = VersionSet(v37)}, "token.ASYNC"},
      {{.removed_in = VersionSet::from(v312)}, "imp token.ASYNC"},
      {{.added_in = VersionSet(v38)}, "logging.basicConfig(force) syntax.walrus token.ASYNC"},
      {{.added_in = VersionSet(Version::of(2, 7))}, ""},
      {{.deprecated_in = VersionSet(Version::of(3, 4))}, "imp imp.reload"},
      {{.deprecated = true}, "logging.Logger.warn"},
      {{.removed_in = VersionSet::all(), .deprecated = true}, "imp"},
      {{.names = {"imp*"}}, "imp imp.reload"},
      {{.names = {"imp", "token.*"}}, "imp token.ASYNC"},
      {{.names = {"logging.*"}, .added_in = VersionSet::all()}, "logging.basicConfig(force)"},
  };
  const Rulebook known = book();
  for (const auto& row : kTable) EXPECT_EQ(names(api_table(known, row.query)), row.listed);
}

TEST(ApiTable, TellsTheKindAndWhereItCanBeReached) {
  const struct {
    const char* name;
    const char* kind;
    const char* exists;
  } kTable[] = {
      {"imp", "module", "2.7-3.11"},
      {"imp.reload", "name", "2.7-3.11"},
      {"builtins.reduce", "name", "2.7"},
      {"logging.Logger.warn", "method", "every version"},
      {"logging.basicConfig(force)", "parameter", "3.8+"},
      {"syntax.walrus", "construct", "3.8+"},
      {"token.ASYNC", "name", "3.5-3.6, 3.8-3.12"},
  };
  const Rulebook known = book();
  for (const auto& row : kTable) {
    const std::vector<ApiRow> rows = api_table(known, {.names = {row.name}});
    ASSERT_EQ(rows.size(), 1U) << row.name;
    EXPECT_EQ(name(rows[0].kind), row.kind) << row.name;
    EXPECT_EQ(rows[0].exists.str(), row.exists) << row.name;
  }
}

}  // namespace
}  // namespace pymolt::rulebook
