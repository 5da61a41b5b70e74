// Every page of the built-in pack does what it says: its examples are tests.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "project/page_tests.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {
namespace {

class Pages : public testing::Test {
 protected:
  static const rulebook::Rulebook& book() {
    static const Result<rulebook::Rulebook> loaded = rulebook::Rulebook::built_in();
    EXPECT_TRUE(loaded.ok()) << loaded.mistake().str();
    return loaded.value();
  }
};

TEST_F(Pages, DoWhatTheirExamplesSay) {
  const Result<scan::ScanContext> context = scan::ScanContext::make(book());
  ASSERT_TRUE(context.ok()) << context.mistake().str();
  scan::ScanScratch bench;
  EXPECT_GT(book().pages().size(), 30U);
  for (const rulebook::RulePage& page : book().pages()) {
    for (const PageFailure& failure : test_page(page, *context, bench))
      ADD_FAILURE() << failure.str();
  }
}

TEST_F(Pages, HoldQueriesTheLibraryAccepts) {
  for (const rulebook::RulePage& page : book().pages()) {
    if (page.query.empty()) continue;
    const Result<bool> accepted = syntax::accepted_by_library(page.query);
    EXPECT_TRUE(accepted.ok()) << page.file << ": " << accepted.mistake().str();
  }
}

TEST_F(Pages, NameConstructsAndNamesThatAreKnown) {
  for (const rulebook::RulePage& page : book().pages()) {
    if (!page.construct.empty()) {
      EXPECT_NE(book().lifetime(page.construct), nullptr) << page.file;
    }
    for (const std::string_view name : page.explains) {
      const std::string_view bare = name.ends_with(".*") ? name.substr(0, name.size() - 2) : name;
      EXPECT_TRUE(book().lifetime(bare) != nullptr || !book().below(bare).empty())
          << page.file << ": " << name;
    }
    EXPECT_FALSE(page.docs.empty()) << page.file << " links no documentation";
  }
}

// What a user sees whose own pack has a wrong example: the page, the line, and whether it was missing or noise.
TEST_F(Pages, SayWhatIsMissingAndWhatIsNoise) {
  Result<rulebook::Rulebook> own = rulebook::Rulebook::built_in();
  ASSERT_TRUE(own.ok());
  const Result<int> added = own->add_owned({{"pages/no-frob.md", R"(# no-frob

breaks: 3.0+
severity: high
docs: https://docs.python.org/3/

Calling `frob` fails.

## Query

```query
((call function: (identifier) @here) (#eq? @here "frob"))
```

## Broken

```python
frob()
grob()  # broken: no-frob
```

## Fine

```python
x = 1
frob()
```
)"}});
  ASSERT_TRUE(added.ok()) << added.mistake().str();
  const Result<scan::ScanContext> context = scan::ScanContext::make(*own);
  ASSERT_TRUE(context.ok());
  scan::ScanScratch bench;
  std::string said;
  for (const PageFailure& failure : test_page(*own->page("no-frob"), *context, bench))
    said += failure.str() + "\n";
  EXPECT_EQ(said,
            "pages/no-frob.md:19: missing: `no-frob` was expected here and not found\n"
            "    grob()  # broken: no-frob\n"
            "pages/no-frob.md:18: noise: `no-frob` was found here and not expected\n"
            "    frob()\n"
            "    said: Calling `frob` fails.\n"
            "pages/no-frob.md:26: noise: `no-frob` was found here and not expected\n"
            "    frob()\n"
            "    said: Calling `frob` fails.\n");
}

}  // namespace
}  // namespace pymolt::project
