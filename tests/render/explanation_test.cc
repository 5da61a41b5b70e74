// What is told of a name, byte for byte.
// SPDX-License-Identifier: MIT
#include "render/explanation.h"

#include <gtest/gtest.h>

#include <sstream>

namespace pymolt::render {
namespace {

constexpr std::string_view kExplainedFacts =
    "a: since 3.4\n"
    "a.B: deprecated 3.14, scheduled 3.17 -> c.D (3.5+)\n"
    "a.B.go: removed 3.6\n"
    "a.f(x@1): deprecated 3.8, removed 3.10 -> leave it out (3.4+)\n"
    "a.g: since 3.9\n"
    "builtins.cmp: removed 3.0 -> (a > b) - (a < b) (2.7+)\n"
    "e.f: scheduled undated, deprecated 3.2\n"
    "syntax.walrus: since 3.8, title \"assignment expression (`:=`)\"\n"
    "token:\n"
    "token.ASYNC: since 3.5, removed 3.7, since 3.8, removed 3.13\n";

rulebook::Rulebook explained_book() {
  rulebook::Rulebook made;
  EXPECT_TRUE(made.add_owned({{"lifetimes/t.life", std::string(kExplainedFacts)},
                              {"python.releases", "3.17: planned 2028-10\n"}})
                  .ok());
  return made;
}

TEST(Explanation, TellsALifeInStretches) {
  const struct {
    const char* name;
    const char* told;
  } kTable[] = {
      {"a.B",
       "a.B (name)\n\n"
       "  2.7-3.3   not available (nor is its module)\n"
       "  3.4-3.13  works\n"
       "  3.14+     works, deprecated\n"
       "  3.17+     to be removed, planned for 2028-10\n"
       "  instead   c.D (3.5+)\n"
       "  docs      https://docs.python.org/3/deprecations/index.html\n"},
      {"a.B.go",
       "a.B.go (method)\n\n"
       "  2.7-3.3   not available (nor is its module)\n"
       "  3.4-3.5   works\n"
       "  3.6+      gone: AttributeError where it is used\n"
       "  docs      https://docs.python.org/3/whatsnew/3.6.html\n"},
      {"a.f(x@1)",
       "a.f(x) (parameter, also by position: argument 2)\n\n"
       "  2.7-3.3   not available (nor is its module)\n"
       "  3.4-3.7   works\n"
       "  3.8-3.9   works, deprecated\n"
       "  3.10+     gone: TypeError where it is passed\n"
       "  instead   leave it out (3.4+)\n"
       "  docs      https://docs.python.org/3/whatsnew/3.10.html\n"},
      {"builtins.cmp",
       "builtins.cmp (name)\n\n"
       "  2.7       works\n"
       "  3.0+      gone: NameError where it is used\n"
       "  instead   (a > b) - (a < b) (2.7+)\n"
       "  docs      https://docs.python.org/3/whatsnew/3.0.html\n"},
      {"e.f",
       "e.f (method)\n\n"
       "  2.7-3.1   works\n"
       "  3.2+      works, deprecated\n"
       "  later     to be removed, no date is set\n"
       "  docs      https://docs.python.org/3/whatsnew/3.2.html\n"},
      {"syntax.walrus",
       "syntax.walrus (construct): assignment expression (`:=`)\n\n"
       "  2.7-3.7   not available: SyntaxError, the file does not compile\n"
       "  3.8+      works\n"
       "  docs      https://docs.python.org/3/whatsnew/3.8.html\n"},
      {"token.ASYNC",
       "token.ASYNC (name)\n\n"
       "  2.7-3.4   not available: AttributeError where it is used, ImportError in `from … "
       "import`\n"
       "  3.5-3.6   works\n"
       "  3.7       gone: AttributeError where it is used, ImportError in `from … import`\n"
       "  3.8-3.12  works\n"
       "  3.13+     gone: AttributeError where it is used, ImportError in `from … import`\n"
       "  docs      https://docs.python.org/3/whatsnew/3.7.html\n"},
  };
  const rulebook::Rulebook known = explained_book();
  for (const auto& row : kTable) {
    std::ostringstream out;
    explain_life(known, *known.lifetime(row.name), out);
    EXPECT_EQ(out.str(), row.told);
  }
}

TEST(Explanation, ListsWhatEndsBelowAndCountsWhatIsNew) {
  std::ostringstream out;
  explain_members(explained_book(), "a", out);
  EXPECT_EQ(out.str(),
            "\nRemoved or deprecated names below it\n"
            "  a.B: since 3.4, deprecated 3.14, to be removed in 3.17 -> c.D (3.5+)\n"
            "  a.B.go: since 3.4, removed 3.6\n"
            "  a.f(x@1): since 3.4, deprecated 3.8, removed 3.10 -> leave it out (3.4+)\n"
            "\n1 thing that is not available on every version: pymolt apis 'a*' --added-in all\n");
}

TEST(Explanation, LeavesOutWhatOnlyTheScannerReads) {
  rulebook::RulePage page;
  page.text =
      "# rule\n\nbreaks: 3.0+\nexplains: a, b\n\nIt breaks.\n\n## Query\n\nquery\n\n## "
      "Broken\n\ncode\n";
  std::ostringstream out;
  explain_page(page, out);
  EXPECT_EQ(out.str(), "# rule\n\nbreaks: 3.0+\n\nIt breaks.\n\n## Broken\n\ncode\n");
}

}  // namespace
}  // namespace pymolt::render
