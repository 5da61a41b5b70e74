// The formats that machines of a CI read: workflow commands, code quality, JUnit, CSV.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

std::string rendered(const char* format, const Report& report, const RenderOptions& options = {}) {
  std::ostringstream out;
  (void)find_format(format)->render(report, options, out);
  return out.str();
}

Report three_findings() {
  Report report = sample_report(VersionSet(Version::of(3, 12)));
  report.findings.erase(report.findings.begin() + 1, report.findings.begin() + 4);
  report.findings.erase(report.findings.begin() + 2);
  return report;  // imp, iteritems, percent-format
}

TEST(Github, AnnotatesLines) {
  RenderOptions options;
  options.path_prefix = "src/";
  EXPECT_EQ(
      rendered("github", three_findings(), options),
      R"(::error file=src/feeds/feed.py,line=3,col=8,endLine=3,endColumn=11,title=removed-module%3A imp::`imp` was removed in Python 3.12: the import fails. (breaks on 3.12+, deprecated on 3.4-3.11)%0AInstead: importlib%0Ahttps://docs.python.org/3/whatsnew/3.12.html#imp
::error file=src/feeds/feed.py,line=31,col=18,endLine=31,endColumn=27,title=removed-method%3A dict.iteritems::Dictionaries have no `iteritems` on Python 3: the line raises AttributeError. (breaks on 3.0+)%0AInstead: rows.items()%0Ahttps://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
::notice file=src/store/cache.py,line=21,col=12,endLine=21,endColumn=200,title=percent-format::`%25` formatting is an outdated idiom. (applies to all versions)%0AInstead: an f-string (3.6+)
::warning file=src/private/keys.py,title=not read::permission denied
::warning file=src/store/odd.py,title=not analysed::the parser lost its way at line 3
::notice title=pymolt::Python 3.12: no-go
)");
}

TEST(Github, HostileTextsStartNoCommand) {
  const std::string text = rendered("github", hostile_report());
  EXPECT_EQ(std::ranges::count(text, '\n'), 3);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.starts_with("::error file=") ||
                line == "::notice title=pymolt::Python 3.13: no-go")
        << line;
  }
  EXPECT_NE(text.find("%250A::warning::"), std::string::npos);
}

TEST(Github, SaysHowManyAnnotationsAreShown) {
  std::ostringstream out;
  const Remarks remarks = find_format("github")->render(large_report(40), {}, out);
  EXPECT_EQ(
      remarks,
      (Remarks{"github: 40 errors are in the log, of which GitHub shows 10 beside the code"}));
}

TEST(Gitlab, HasEveryFieldAndAFingerprintOfItsOwnForEach) {
  Report report = large_report(400);  // whose fingerprints repeat from file to file
  report.findings.push_back(report.findings.back());
  const auto entries = nlohmann::json::parse(rendered("gitlab", report));
  ASSERT_EQ(entries.size(), 401U);
  std::set<std::string> fingerprints;
  const std::set<std::string> kSeverities = {"info", "minor", "major", "critical", "blocker"};
  for (const auto& entry : entries) {
    EXPECT_TRUE(entry["description"].is_string());
    EXPECT_TRUE(entry["check_name"].is_string());
    EXPECT_TRUE(kSeverities.contains(entry["severity"].get<std::string>()));
    EXPECT_TRUE(entry["location"]["path"].is_string());
    EXPECT_TRUE(entry["location"]["lines"]["begin"].is_number_unsigned());
    fingerprints.insert(entry["fingerprint"].get<std::string>());
  }
  EXPECT_EQ(fingerprints.size(), 401U);
}

TEST(Gitlab, SaysWhatWasNotRead) {
  const auto entries = nlohmann::json::parse(rendered("gitlab", three_findings()));
  ASSERT_EQ(entries.size(), 5U);
  EXPECT_EQ(entries[0]["severity"], "blocker");
  EXPECT_EQ(
      entries[3].dump(),
      R"({"check_name":"not-read","description":"Not read: permission denied",)"
      R"("fingerprint":")" +
          entries[3]["fingerprint"].get<std::string>() +
          R"(",)"
          R"("location":{"lines":{"begin":1,"end":1},"path":"private/keys.py"},"severity":"major"})");
}

TEST(Junit, HasACaseForEachFileAndModuleOnEachVersion) {
  const std::string text = rendered(
      "junit", sample_report(VersionSet(Version::of(2, 7)) | VersionSet(Version::of(3, 12))));
  for (const char* line : {
           "<testsuite name=\"Python 2.7: files\" tests=\"8\" failures=\"0\" errors=\"2\" "
           "skipped=\"3\" time=\"0\">",
           "<testsuite name=\"Python 2.7: modules\" tests=\"5\" failures=\"0\" errors=\"1\" "
           "skipped=\"1\" time=\"0\">",
           "<testsuite name=\"Python 3.12: files\" tests=\"8\" failures=\"2\" errors=\"2\" "
           "skipped=\"2\" time=\"0\">",
           "<testsuite name=\"Python 3.12: modules\" tests=\"5\" failures=\"3\" errors=\"1\" "
           "skipped=\"0\" time=\"0\">",
           "<testcase classname=\"Python 2.7: files\" name=\"feeds/feed.py\" "
           "file=\"feeds/feed.py\" time=\"0\"/>",
           "<skipped message=\"did not compile before\"/>",
           "<skipped message=\"did not import before: walrus at models/fit.py:12\"/>",
           "<failure type=\"does-not-import\" message=\"collections.Mapping at "
           "store/cache.py:5\">quant\nquant.store.cache\n",
           "feeds/feed.py:31:18: high [removed-method] Dictionaries have no `iteritems` on Python "
           "3",
           "<error type=\"not-read\" message=\"permission denied\"></error>",
           "<skipped message=\"not a regular file\"/>",
       }) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
  }
}

TEST(Junit, FailsWhatDoesNotWorkWhereNoOriginIsNamed) {
  Report report = sample_report(VersionSet(Version::of(2, 7)));
  report.from = {};
  const std::string text = rendered("junit", report);
  EXPECT_NE(text.find("<failure type=\"does-not-compile\" message=\"does not compile\"></failure>"),
            std::string::npos);
  EXPECT_NE(text.find("<failure type=\"does-not-import\" message=\"walrus at models/fit.py:12\">"),
            std::string::npos);
}

// Reads RFC 4180; lines that end otherwise than by CRLF, and rows of another length than the first,
// are mistakes.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string& field = rows.back().back();
    if (text[at] == '"' && quoted && text[at + 1] == '"') {
      field += text[at++];
    } else if (text[at] == '"') {
      EXPECT_TRUE(quoted || field.empty()) << "a quote within a field";
      quoted = !quoted;
    } else if (!quoted && text[at] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text[at] == '\r') {
      EXPECT_EQ(text[++at], '\n');
      rows.push_back({""});
    } else {
      field += text[at];
    }
  }
  EXPECT_FALSE(quoted);
  EXPECT_EQ(rows.back(), std::vector<std::string>{""});
  rows.pop_back();
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows.front().size());
  return rows;
}

TEST(Csv, IsReadBackAsItWasMeant) {
  const auto rows = read_csv(rendered("csv", sample_report(VersionSet(Version::of(3, 12)))));
  ASSERT_EQ(rows.size(), 12U);  // a head, seven findings, four files
  EXPECT_EQ(rows[0][0], "severity");
  EXPECT_EQ(
      rows[2],
      (std::vector<std::string>{
          "critical", "sure", "print-statement", "syntax.print-statement", "feeds/feed.py", "9",
          "5", "9", "34", "3.0+", "`print` is a function on Python 3: the file does not compile.",
          "print(…), after `from __future__ import print_function` where 2.7 must still run it",
          "https://docs.python.org/3/whatsnew/3.0.html#print-is-a-function", "9005"}));
  EXPECT_EQ(rows[10][2], "not-read");
  EXPECT_EQ(rows[10][10], "permission denied");
}

TEST(Csv, HandsNoFormulaToASpreadsheet) {
  for (const auto& row : read_csv(rendered("csv", hostile_report()))) {
    for (const std::string& field : row) {
      EXPECT_EQ(field.find_first_of("=+-@\t\r"), field.find_first_of("=+-@\t\r", 1)) << field;
    }
  }
}

}  // namespace
}  // namespace pymolt::render
