// The Markdown report: verdict, tables, check list. What a parser sees: check_documents.mjs.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <sstream>

#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

std::string markdown_of(const Report& report, const RenderOptions& options = {}) {
  std::ostringstream out;
  (void)find_format("markdown")->render(report, options, out);
  return out.str();
}

TEST(Markdown, TellsVerdictCausesAndWhatToDo) {
  RenderOptions options;
  options.command = "pymolt scan .";
  const std::string text = markdown_of(sample_report(VersionSet::all()), options);
  for (const char* part : {
           "**Python 2.7+: no-go**\n",
           "| 3.0-3.7 | no-go | 2 of 5 (1 unknown) | 2 of 5 (1 unknown) |\n",
           "| `feeds` | 1 of 1 | 0 of 1 | 0 of 1 | 0 of 1 |\n",
           "| `collections.Mapping` | `store/cache.py:5` | 3.10+ | 2: `quant` and "
           "`quant.store.cache` |\n",
           "| critical | [`imp`](https://docs.python.org/3/whatsnew/3.12.html#imp) removed-module "
           "| 1 | 1 | "
           "3.12+ | importlib |\n",
           "### `feeds/feed.py`\n\n- [ ] line 3, critical: `imp` was removed",
           "- [ ] lines 9, 12 and 30, critical: `print` is a function on Python 3: the file does "
           "not compile. (breaks on "
           "3.0+) Instead: print(…), after `from __future__ import print_function` where 2.7 must "
           "still run it\n",
           "\n1 finding of low severity is not listed here.\n",
           "- `private/keys.py` failed: permission denied\n",
           "- 2 third-party modules, assumed importable: `numpy` and `pandas`\n",
           "Made by pymolt 0.1.0 with `pymolt scan .`, for Python 2.7+, from 2.7.\n",
       }) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(Markdown, SaysHowMuchItLeavesOut) {
  Report report = large_report(2'000);
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    report.findings[i].finding.message = std::to_string(i);
  const std::string text = markdown_of(report);
  EXPECT_NE(text.find("\n… and 1,000 more boxes; the JSON report has them all.\n"),
            std::string::npos);
  EXPECT_NE(text.find("- [ ] line 781, critical: 999 "), std::string::npos);
  EXPECT_EQ(text.find(", critical: 1001 "), std::string::npos);
}

TEST(Markdown, IsShortWhereThereIsNothingToSay) {
  EXPECT_EQ(markdown_of(empty_report()), R"(# Python compatibility

**Python 3.13: go**

| Python | verdict | files that compile | modules that import |
| --- | --- | --- | --- |
| 3.13 | go | 0 of 0 | 0 of 0 |

Findings: 0 critical, 0 high, 0 medium and 0 low. Files: 0 found, 0 scanned, 0 skipped, 0 failed.

---

Made by pymolt 0.1.0, for Python 3.13, from 2.7.
)");
}

}  // namespace
}  // namespace pymolt::render
