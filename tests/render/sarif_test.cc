// SARIF: what GitHub reads of it, the limits, chains of imports. The schema: check_sarif.mjs.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "render/page_text.h"
#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

using Json = nlohmann::ordered_json;

struct Rendered {
  Json run;
  Remarks remarks;
};

Rendered sarif_of(const Report& report, const RenderOptions& options = {}) {
  std::ostringstream out;
  Remarks remarks = find_format("sarif")->render(report, options, out);
  return {Json::parse(out.str())["runs"][0], std::move(remarks)};
}

TEST(Sarif, PlacesResultsAndPutsTheGravestFirst) {
  const Json run = sarif_of(sample_report(VersionSet(Version::of(3, 13)))).run;
  const Json& results = run["results"];
  ASSERT_EQ(results.size(), 7U);
  EXPECT_EQ(results[0]["ruleId"], "removed-module");
  EXPECT_EQ(results[0]["level"], "error");
  EXPECT_EQ(results[0]["locations"][0]["physicalLocation"]["artifactLocation"].dump(),
            R"({"uri":"feeds/feed.py","uriBaseId":"%SRCROOT%"})");
  EXPECT_EQ(
      results[0]["locations"][0]["physicalLocation"]["region"].dump(),
      R"({"startLine":3,"startColumn":8,"endLine":3,"endColumn":11,"snippet":{"text":"import imp, os"}})");
  EXPECT_EQ(results[0]["partialFingerprints"]["pymolt/v1"], "3008");
  EXPECT_EQ(results[0]["message"]["text"],
            "`imp` was removed in Python 3.12: the import fails. (breaks on 3.12+, deprecated on "
            "3.4-3.11) "
            "Instead: importlib");
  EXPECT_EQ(results[6]["level"], "note");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  for (const Json& result : results) {
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
              result["ruleId"]);
  }
}

TEST(Sarif, TakesHelpFromTheRulesPages) {
  const auto book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book);
  RenderOptions options;
  options.book = &book.value();
  const Json run = sarif_of(sample_report(VersionSet(Version::of(3, 13))), options).run;
  const rulebook::RulePage* page = book->page("print-statement");
  ASSERT_NE(page, nullptr);
  for (const Json& rule : run["tool"]["driver"]["rules"]) {
    EXPECT_TRUE(rule["help"].contains("markdown")) << rule["id"];
    if (rule["id"] != "print-statement") continue;
    EXPECT_EQ(rule["name"], "PrintStatement");
    EXPECT_EQ(rule["help"]["markdown"], help_markdown(*page));
    EXPECT_EQ(rule["helpUri"], page->docs);
    EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  }
  EXPECT_EQ(help_markdown(*page).find("# broken:"), std::string::npos);
  EXPECT_NE(help_markdown(*page).find("**Instead**"), std::string::npos);
}

TEST(Sarif, ShowsTheWayByWhichModulesImportACause) {
  const Json results = sarif_of(sample_report(VersionSet(Version::of(3, 13)))).run["results"];
  int related = 0;
  for (const Json& result : results) {
    if (!result.contains("relatedLocations")) continue;
    ++related;
    EXPECT_EQ(result["properties"]["symbol"], "collections.Mapping");
    const Json& place = result["relatedLocations"][0];
    EXPECT_EQ(place["physicalLocation"]["artifactLocation"]["uri"], "__init__.py");
    EXPECT_EQ(place["message"]["text"], "quant does not import on 3.13: quant → quant.store.cache");
  }
  EXPECT_EQ(related, 1);
}

TEST(Sarif, SaysHowTheRunWent) {
  RenderOptions options;
  options.exit_status = 2;
  options.command = "pymolt scan .";
  options.path_prefix = "src/";
  const Json run = sarif_of(sample_report(VersionSet(Version::of(3, 13))), options).run;
  const Json& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["exitCode"], 2);
  EXPECT_EQ(invocation["commandLine"], "pymolt scan .");
  std::string notices;
  for (const Json& notice : invocation["toolExecutionNotifications"]) {
    notices +=
        notice["level"].get<std::string>() + " " + notice["message"]["text"].get<std::string>() +
        " " +
        notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].get<std::string>() +
        "\n";
  }
  EXPECT_EQ(notices, R"(note skipped: larger than 64 MB src/data/blob.py
note skipped: not a regular file src/data/pipe.py
error failed: permission denied src/private/keys.py
warning not analysed: the parser lost its way at line 3 src/store/odd.py
)");
  EXPECT_EQ(sarif_of(empty_report()).run["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, CutsTheLeastGraveAndSaysSo) {
  Report report = large_report(25'010);
  report.findings.back().severity = Severity::critical;  // the last of all, and still kept
  report.findings.back().finding.fingerprint = "last";
  report.findings.front().severity = Severity::low;
  report.findings.front().finding.fingerprint = "first";
  const Rendered rendered = sarif_of(report);
  EXPECT_EQ(rendered.run["results"].size(), 25'000U);
  ASSERT_EQ(rendered.remarks.size(), 1U);
  EXPECT_EQ(rendered.remarks[0],
            "sarif: 10 findings of 25,010 left out, the least severe: code scanning takes 25,000 "
            "results and 10 MB");
  EXPECT_EQ(rendered.run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            rendered.remarks[0]);
  int first = 0, last = 0;
  for (const Json& result : rendered.run["results"]) {
    first += result["partialFingerprints"]["pymolt/v1"] == "first" ? 1 : 0;
    last += result["partialFingerprints"]["pymolt/v1"] == "last" ? 1 : 0;
  }
  EXPECT_EQ(first, 0);
  EXPECT_EQ(last, 1);
}

TEST(Sarif, KeepsBelowTheSizeThatCannotBeCompressedAway) {
  Report report = large_report(9'000);
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    report.findings[i].finding.message = std::to_string(i) + std::string(2'000, 'x');
  }
  const Rendered rendered = sarif_of(report);
  EXPECT_EQ(rendered.remarks.size(), 1U);
  EXPECT_LT(rendered.run["results"].size(), 4'500U);
  EXPECT_GT(rendered.run["results"].size(), 4'000U);
}

TEST(Sarif, DoesNotLetTextsBecomeLinks) {
  Report report = sample_report(VersionSet(Version::of(3, 13)));
  report.findings[0].finding.message = "see [here](https://example.org) or [x](1)";
  report.findings[0].finding.docs = "javascript:alert(1)";
  const Json run = sarif_of(report).run;
  EXPECT_TRUE(run["results"][0]["message"]["text"].get<std::string>().starts_with(
      "see [here\\](https://example.org) or [x\\](1)"));
  EXPECT_EQ(run.dump().find("javascript:"), std::string::npos);
}

}  // namespace
}  // namespace pymolt::render
