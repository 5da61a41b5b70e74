// The HTML report as bytes: nothing breaks out of its data. That it works is held by check_html.mjs, in Chromium.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "render/html_data.h"
#include "render/html_parts.h"
#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

std::string html_of(const Report& report, const RenderOptions& options = {}) {
  std::ostringstream out;
  (void)find_format("html")->render(report, options, out);
  return out.str();
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(Html, HasItsPartsAndNothingLeftToFillIn) {
  const std::string page = html_of(sample_report(VersionSet::all()));
  for (const HtmlPart& part : html_parts()) {
    EXPECT_EQ(part.sha256.size(), 64U);
    EXPECT_TRUE(part.text.find("{{") != std::string_view::npos ||
                page.find(part.text) != std::string::npos);
  }
  EXPECT_EQ(count(page, "{{"), 0U);
  EXPECT_NE(page.find("<h2 id=\"verdict-title\">Python 2.7+: no-go</h2>"), std::string::npos);
}

TEST(Html, LetsNothingRunOrLoadButItsOwnParts) {
  const std::string page = html_of(sample_report(VersionSet::all()));
  const std::size_t begin =
      page.find("content=\"default-src &#39;none&#39;; style-src &#39;sha256-");
  ASSERT_NE(begin, std::string::npos);
  const std::string policy = page.substr(begin, page.find("\">", begin) - begin);
  EXPECT_EQ(count(policy, " &#39;sha256-"), 9U);  // the style and eight scripts
  EXPECT_EQ(count(policy, "=&#39;"), 9U);         // 32 bytes end in one padding sign
  EXPECT_NE(policy.find("; script-src &#39;sha256-"), std::string::npos);
  EXPECT_TRUE(policy.ends_with("; base-uri &#39;none&#39;; form-action &#39;none&#39;")) << policy;
  EXPECT_EQ(count(policy, "unsafe"), 0U);
  for (const char* outside : {"src=\"http", "href=\"http", "@import", "url("}) {
    EXPECT_EQ(count(page, outside), 0U) << outside;
  }
}

TEST(Html, HoldsHostileTextsInItsData) {
  RenderOptions options;
  options.command = "pymolt scan '</script><!--'";
  const Report report = hostile_report();
  const std::string data = html_data(report, options);
  EXPECT_EQ(count(data, "<"), 0U);
  const auto json = nlohmann::json::parse(data);
  EXPECT_EQ(json["command"], options.command);
  EXPECT_EQ(json["files"][1][0],
            "a`|</script><img src=x onerror=alert(1)>\\x0a::error::\\x1b[2J\\xff=cmd|' /C "
            "calc'!A0,\"]]>.py");
  EXPECT_EQ(json["findings"][0][6].get<std::string>() + "|" +
                json["findings"][0][7].get<std::string>() + "|" +
                json["findings"][0][8].get<std::string>(),
            "|print '<|!--</script>]]>\\x1b]0;owned\\x07 \\u202e''&amp;");
  const std::string page = html_of(report, options);
  EXPECT_EQ(count(page, "</script>"),
            count(html_of(sample_report(VersionSet::all())), "</script>"));
  EXPECT_EQ(count(page, "<img"), 0U);
}

TEST(Html, KnowsWhoOwnsAFileWhereThatIsAsked) {
  const VersionSet target(Version::of(3, 12));
  EXPECT_EQ(nlohmann::json::parse(html_data(sample_report(target), {}))["owners"].size(), 0U);
  const auto json = nlohmann::json::parse(html_data(owned_report(target), {}));
  ASSERT_EQ(json["owners"].size(), 2U);
  std::size_t counted = 0;
  for (const auto& owner : json["owners"]) {
    for (const auto& count : owner[2]) counted += count.get<std::size_t>();
  }
  EXPECT_EQ(counted, json["findings"].size());
  for (const auto& finding : json["findings"]) {
    const auto& file = json["files"][finding[0].get<std::size_t>()];
    const bool store = file[0].get<std::string>().find("store/") != std::string::npos;
    EXPECT_EQ(file[7], nlohmann::json::array({store ? "@bank/store" : "nobody"}));
  }
}

TEST(Html, SaysWhatIsAlikeOnlyOnce) {
  const auto json = nlohmann::json::parse(html_data(large_report(4'000), {}));
  EXPECT_EQ(json["findings"].size(), 4'000U);
  EXPECT_EQ(json["kinds"].size(), 2U);
  EXPECT_EQ(json["modules"].size(), 100U);
  EXPECT_EQ(json["modules"][1][5].size(), 0U);  // imports everywhere
  EXPECT_EQ(json["modules"][0][5].size(), 1U);  // one reason for all versions of 3
  EXPECT_EQ(json["modules"][0][5][0][0], VersionSet::python3().bits());
}

}  // namespace
}  // namespace pymolt::render
