// What a rule page holds, and what is said about one that is not whole.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "rulebook/rule_page_file.h"

namespace pymolt::rulebook {
namespace {

constexpr const char* kWhole = R"(# no-nonzero

breaks: 3.0+
severity: medium
confidence: likely
docs: https://docs.python.org/3/whatsnew/3.0.html
applies: python2

Python 3 asks `__bool__`; a class that defines
only `__nonzero__` is always true.

More prose.

## Instead

Define `__bool__`.

## Query

```query
(function_definition name: (identifier) @here)
(#eq? @here "__nonzero__")
```

## Broken

```python target=3.8+
class A:
    def __nonzero__(self):  # broken: no-nonzero
        return False
    # broken: no-nonzero, other
    def __nonzero__(self): pass
```

## Fine

```python
__bool__ = 1
```
)";

TEST(RulePageFile, ReadsTheWholePage) {
  const auto page = read_rule_page({"pages/no-nonzero.md", kWhole});
  ASSERT_TRUE(page.ok()) << page.mistake().str();
  EXPECT_EQ(page->name, "no-nonzero");
  EXPECT_EQ(page->breaks.str(), "3.0+");
  EXPECT_EQ(page->severity, Severity::medium);
  EXPECT_EQ(page->confidence, Confidence::likely);
  EXPECT_TRUE(page->python2_only);
  EXPECT_EQ(page->kind, RuleKind::query);
  EXPECT_EQ(page->message,
            "Python 3 asks `__bool__`; a class that defines only `__nonzero__` is always true.");
  EXPECT_EQ(page->instead, "Define `__bool__`.");
  EXPECT_EQ(page->query_line, 21);
  ASSERT_EQ(page->broken.size(), 1U);
  const Example& example = page->broken.front();
  EXPECT_EQ(example.target.str(), "3.8+");
  EXPECT_EQ(example.first_line, 28);
  ASSERT_EQ(example.expected.size(), 3U);
  EXPECT_EQ(example.expected[0].line, 2);
  EXPECT_EQ(example.expected[1].line, 5);
  EXPECT_EQ(example.expected[2].rule, "other");
  EXPECT_EQ(page->fine.size(), 1U);
}

TEST(RulePageFile, SaysWhatTheAdviceNeeds) {
  std::string text = kWhole;
  text.replace(text.find("applies: python2"), std::string_view("applies: python2").size(),
               "needs: 3.6+");
  const Result<RulePage> page = read_rule_page({"pages/no-nonzero.md", text});
  ASSERT_TRUE(page.ok()) << page.mistake().str();
  EXPECT_EQ(page->needs.str(), "3.6+");
  EXPECT_FALSE(page->python2_only);
}

TEST(RulePageFile, SaysWhatIsMissing) {
  const std::string whole = kWhole;
  const auto without = [&](const std::string& from, const std::string& to) {
    std::string text = whole;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, to.empty() ? std::string::npos : text.find(to, at) - at, "");
  };
  const auto replaced = [&](const std::string& what, const std::string& by) {
    std::string text = whole;
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
  };
  const struct {
    std::string text;
    const char* said;
  } kTable[] = {
      {without("## Fine", ""), "pages/no-nonzero.md:1:1: the page has no example under *Fine*"},
      {without("## Broken", "## Fine"),
       "pages/no-nonzero.md:1:1: the page has no example under *Broken*"},
      {without("## Query", "## Broken"),
       "pages/no-nonzero.md:1:1: the page has no `construct`, `check`, `explains` or query"},
      {replaced("severity: medium", "severity: bad"),
       "pages/no-nonzero.md:4:11: a severity is critical, high, medium or low"},
      {replaced("severity: medium", "sevrity: medium"),
       "pages/no-nonzero.md:4:1: unknown header word `sevrity`"},
      {replaced("breaks: 3.0+", "breaks: 3.x"),
       "pages/no-nonzero.md:3:9: `3.x` does not name a version"},
      {replaced("## Fine", "## Good"), "pages/no-nonzero.md:35:4: unknown section `Good`"},
      {replaced("# no-nonzero\n", "# nonzero\n"),
       "pages/no-nonzero.md:1:3: the page is called `nonzero` but its file `no-nonzero.md`"},
      {replaced("__bool__ = 1", "__bool__ = 1  # broken: x"),
       "pages/no-nonzero.md:37:1: a `# broken:` mark under *Fine*"},
      {replaced("applies: python2", "check: x"),
       "pages/no-nonzero.md:20:1: a page has one of `construct`, `check`, `explains` and a query"},
  };
  for (const auto& row : kTable) {
    const auto page = read_rule_page({"pages/no-nonzero.md", row.text});
    ASSERT_FALSE(page.ok()) << row.said;
    const std::string said = page.mistake().str();
    EXPECT_EQ(said.substr(0, said.find('\n')), row.said);
  }
}

}  // namespace
}  // namespace pymolt::rulebook
