// The text report, word for word; and that it stays plain where no terminal was promised.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <sstream>

#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

std::string text_of(const Report& report, const RenderOptions& options = {}) {
  std::ostringstream out;
  (void)find_format("text")->render(report, options, out);
  return out.str();
}

TEST(Text, BreaksTheLineOfACauseWhereTheTerminalIsNarrow) {
  RenderOptions apply_baseline;
  apply_baseline.width = 60;
  const std::string text = text_of(sample_report(VersionSet(Version::of(3, 12))), apply_baseline);
  EXPECT_NE(text.find("  collections.Mapping at store/cache.py:5\n    breaks 2 modules on 3.12\n"),
            std::string::npos)
      << text;
}

TEST(Text, ShowsTheSummaryAndThenFindings) {
  Report report = sample_report(VersionSet(Version::of(3, 12)));
  report.findings.erase(report.findings.begin() + 3, report.findings.end());
  EXPECT_EQ(text_of(report), R"(Summary
  files     8 found: 5 scanned, 2 skipped, 1 failed
  findings  5 critical, 1 high, 0 medium, 1 low
  compile   3 of 5 files, 1 unknown
  import    1 of 5 modules, 1 unknown

Why modules do not import
  collections.Mapping at store/cache.py:5 breaks 2 modules on 3.12
    quant and quant.store.cache
  print-statement at feeds/feed.py:9 breaks quant.feeds.feed on 3.12

Not read
  failed (permission denied): private/keys.py
  skipped (larger than 64 MB): data/blob.py
  skipped (not a regular file): data/pipe.py

Not analysed
  2 third-party modules (assumed importable): numpy and pandas
  compilation unknown (the parser lost its way at line 3): store/odd.py
  import unknown (it could not be parsed): quant.store.odd

feeds/feed.py:3:8: critical [removed-module] imp, breaks on 3.12+
    3 | import imp, os
      | `imp` was removed in Python 3.12: the import fails.
      = instead: importlib

feeds/feed.py:9:5: critical [print-statement], breaks on 3.0+; also line 12
    9 |     print "%d ticks" % len(ticks)
      | `print` is a function on Python 3: the file does not compile.
      = instead: print(…), after `from __future__ import print_function` where 2.7 must still …

Python 3.12: no-go
)");
}

TEST(Text, ShowsFoldersAndVersionsWhenSeveralWereAsked) {
  const std::string text = text_of(sample_report(VersionSet::all()));
  const std::string_view kMatrix = R"(Files that compile, by folder
                      2.7   3.0-3.7   3.8-3.9    3.10+
  .                   1/1       1/1       1/1      1/1
  feeds               1/1       0/1       0/1      0/1
  models              0/1       0/1       1/1      1/1
  store            1/2 ?1    1/2 ?1    1/2 ?1   1/2 ?1
  ----------------------------------------------------
  files compile    3/5 ?1    2/5 ?1    3/5 ?1   3/5 ?1
  modules import   3/5 ?1    2/5 ?1    3/5 ?1   1/5 ?1
  verdict           no-go     no-go     no-go    no-go
)";
  EXPECT_NE(text.find(kMatrix), std::string::npos) << text;
}

TEST(Text, SplitsTheMatrixWhereTheTerminalIsNarrow) {
  RenderOptions options;
  options.width = 40;
  const std::string text = text_of(sample_report(VersionSet::all()), options);
  EXPECT_NE(text.find("\n                      2.7   3.0-3.7\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\n                   3.8-3.9    3.10+\n"), std::string::npos) << text;
}

TEST(Text, SaysWhyTheVerdictIsUnknown) {
  Report report = empty_report();
  report.summary.failed = 2;
  report.summary.verdict[Version::of(3, 13)] = Decision::unknown;
  EXPECT_NE(text_of(report).find(
                "Python 3.13: unknown, 2 files could not be read and nothing was analysed\n"),
            std::string::npos);
}

TEST(Text, SendsNothingThatActsUnseenToATerminal) {
  for (const bool color : {false, true}) {
    RenderOptions options;
    options.color = options.hyperlinks = color;
    options.base_dir = "/base\x1b";
    const std::string text = text_of(hostile_report(), options);
    EXPECT_EQ(text.find("\x1b[2J"), std::string::npos);
    EXPECT_EQ(text.find("\x1b]0;"), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(text.find("\x1b]8;;javascript"), std::string::npos);
    EXPECT_EQ(text.find("\x1b") != std::string::npos, color);
  }
}

}  // namespace
}  // namespace pymolt::render
