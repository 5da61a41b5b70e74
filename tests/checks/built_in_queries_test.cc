// The queries of the built-in rules: a scan takes their regular expressions to be right without compiling them all.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "rulebook/rulebook.h"
#include "syntax/query.h"

namespace pymolt::checks {
namespace {

TEST(BuiltInQueries, CompileWithTheirExpressions) {
  const auto book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book);
  int queries = 0;
  for (const rulebook::RulePage& page : book->pages()) {
    if (page.query.empty()) continue;
    ++queries;
    const auto query = syntax::Query::compile(page.query);
    EXPECT_TRUE(query) << page.name << ": " << (query ? "" : query.mistake().message);
  }
  EXPECT_GT(queries, 100);
}

}  // namespace
}  // namespace pymolt::checks
