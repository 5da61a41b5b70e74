// What --style, --concise, --group-by and their like make of one report; and that a finding keeps to four lines.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <sstream>

#include "render/renderer.h"
#include "render/sample_report.h"
#include "render/shown_findings.h"
#include "render/text_findings.h"
#include "render/text_width.h"

namespace pymolt::render {
namespace {

const rulebook::Rulebook& book() {
  static const rulebook::Rulebook kBook = rulebook::Rulebook::built_in().take();
  return kBook;
}

Report sample() { return sample_report(VersionSet(Version::of(3, 12))); }

ReportedFinding of_style(std::string path, std::uint32_t line) {
  ReportedFinding reported{std::move(path), Severity::low, {}};
  reported.finding.rule = reported.finding.symbol = "percent-format";
  reported.finding.span = {line, 1, line, 2};
  reported.finding.warns_on = VersionSet::all();
  reported.finding.warns_as = Severity::low;
  reported.finding.message = "Old formatting.";
  return reported;
}

std::string shown_text(const Report& report, const View& view, int width = 100) {
  RenderOptions options;
  options.view = view;
  options.width = width;
  options.book = &book();
  std::ostringstream out;
  (void)find_format("text")->render(report, options, out);
  return out.str();
}

View with(auto change) {
  View view;
  change(view);
  return view;
}

TEST(TextViews, CountStyleWhereItIsNotAskedFor) {
  Report report = sample();
  for (std::uint32_t line = 1; line <= 3; ++line) report.findings.push_back(of_style("z.py", line));
  const std::string quiet = shown_text(report, {});
  EXPECT_NE(quiet.find("4 of style (percent-format 4): --style shows them\n"), std::string::npos)
      << quiet;
  EXPECT_EQ(quiet.find("z.py:1:1"), std::string::npos) << quiet;
  const std::string all = shown_text(report, with([](View& v) { v.style = true; }));
  EXPECT_NE(all.find("z.py:1:1: low [percent-format]"), std::string::npos) << all;
  EXPECT_NE(all.find("; also lines 2 and 3\n"), std::string::npos) << all;
  report.findings.back().severity = Severity::high;  // by the settings
  EXPECT_NE(shown_text(report, {}).find("z.py:3:1: high [percent-format]"), std::string::npos);
}

TEST(TextViews, LeaveOutWhatIsLessGrave) {
  const std::string text =
      shown_text(sample(), with([](View& v) { v.at_least = Severity::critical; }));
  EXPECT_EQ(text.find(": high ["), std::string::npos) << text;
  EXPECT_NE(text.find("1 high and 1 of style (percent-format 1): --min-severity low shows them"),
            std::string::npos)
      << text;
}

TEST(TextViews, OfQuietIsTheVerdict) {
  EXPECT_EQ(shown_text(sample(), with([](View& v) { v.detail = Detail::quiet; })),
            "Python 3.12: no-go\n");
}

TEST(TextViews, OfConciseIsALineAFinding) {
  const std::string text = shown_text(sample(), with([](View& v) { v.detail = Detail::concise; }));
  EXPECT_TRUE(
      text.starts_with("feeds/feed.py:3:8: critical [removed-module] `imp` was removed in "
                       "Python 3.12: the import fails.\n"))
      << text;
  EXPECT_EQ(text.find("Summary"), std::string::npos);
}

TEST(TextViews, OfVerboseAreUnderlinedAndDocumented) {
  const std::string text = shown_text(sample(), with([](View& v) { v.detail = Detail::verbose; }));
  EXPECT_NE(text.find(R"(feeds/feed.py  does not compile on 3.0+

feeds/feed.py:3:8: critical [removed-module] imp
    3 | import imp, os
      |        ^^^
      | `imp` was removed in Python 3.12: the import fails.
      = breaks on 3.12+, deprecated on 3.4-3.11
      = instead: importlib
      = https://docs.python.org/3/whatsnew/3.12.html#imp
)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("      = as on line 9\n"), std::string::npos) << text;
}

TEST(TextViews, GroupByRuleAndCause) {
  const std::string rules =
      shown_text(sample(), with([](View& v) { v.group_by = Grouping::rule; }));
  EXPECT_NE(rules.find("critical  print-statement  "), std::string::npos) << rules;
  EXPECT_NE(rules.find("  feeds/feed.py: 9, 12 and 30\n"), std::string::npos) << rules;
  const std::string causes =
      shown_text(sample(), with([](View& v) { v.group_by = Grouping::cause; }));
  EXPECT_NE(causes.find("removed-module imp  1 finding in 1 file"), std::string::npos) << causes;
  EXPECT_NE(causes.find("breaks 2 modules"), std::string::npos) << causes;
}

TEST(TextViews, CountByRule) {
  const std::string text = shown_text(sample(), with([](View& v) { v.statistics = true; }));
  EXPECT_NE(text.find("  findings   files  severity  rule\n         3       1  critical  print"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("feed.py:3:8"), std::string::npos) << text;
}

TEST(TextViews, SayHowManyMoreThereAre) {
  const Report report = large_report(20'000);
  const std::string few = shown_text(report, with([](View& v) {
                                       v.max_findings = 2;
                                       v.style = true;
                                     }));
  EXPECT_NE(few.find(" more findings: --show-all shows them"), std::string::npos) << few;
  EXPECT_LT(few.size(), 20'000U);
  const std::string all = shown_text(report, with([](View& v) { v.show_all = v.style = true; }));
  EXPECT_EQ(all.find("--show-all"), std::string::npos);
}

// All versions at 80 columns would repeat the folders thrice.
TEST(TextViews, ShowFoldersWhereTheyAreSaidOnce) {
  const Report report = sample_report(VersionSet::all());
  EXPECT_NE(shown_text(report, {}, 100).find("Files that compile, by folder\n"), std::string::npos);
  const std::string narrow = shown_text(report, {}, 30);
  EXPECT_NE(narrow.find("By version\n"), std::string::npos) << narrow;
  EXPECT_EQ(narrow.find("\n  models"), std::string::npos) << narrow;
  EXPECT_NE(shown_text(report, with([](View& v) { v.show_all = true; }), 30).find("\n  models"),
            std::string::npos);
}

// The gravest are kept, in the order of the report.
TEST(TextViews, ShowTheGravest) {
  const auto self = [](int grave) { return grave; };
  EXPECT_EQ(most_severe(std::vector<int>{1, 3, 2, 3, 1, 2}, 3, self), (std::vector<int>{3, 2, 3}));
  EXPECT_EQ(most_severe(std::vector<int>{1, 3}, 3, self), (std::vector<int>{1, 3}));
}

TEST(TextViews, FitTextIntoLines) {
  EXPECT_EQ(fitted("a b c", 10, 1), std::vector<std::string>{"a b c"});
  EXPECT_EQ(fitted("aaaa bbbb cccc dddd", 10, 1), std::vector<std::string>{"aaaa …"});
  EXPECT_EQ(fitted("aaaa bbbb cccc dddd", 10, 2),
            (std::vector<std::string>{"aaaa bbbb", "cccc dddd"}));
  EXPECT_TRUE(fitted("aaaa", 10, 0).empty());
}

// Each finding, whatever it says: at most four lines, and the line that names others like it.
TEST(TextViews, FindingsTakeFourLinesOfEightyColumns) {
  Report report = sample();
  for (ReportedFinding& reported : report.findings) {
    reported.finding.message = std::string(300, 'm') + " " + reported.finding.message;
    for (int i = 0; i < 40; ++i) reported.finding.message += " and more";
    for (int i = 0; i < 40; ++i) reported.finding.instead += " or else";
  }
  std::istringstream text(shown_text(report, with([](View& v) { v.style = true; }), 80));
  std::size_t lines = 0;
  for (std::string line; std::getline(text, line);) {
    const bool is_head = line.find(": critical [") != std::string::npos ||
                         line.find(": high [") != std::string::npos ||
                         line.find(": low [") != std::string::npos;
    lines = is_head ? 1 : lines == 0 || line.empty() ? 0 : lines + 1;
    EXPECT_LE(lines, line.starts_with("      + ") ? 6U : 4U) << line;
  }
}

}  // namespace
}  // namespace pymolt::render
