// The file of dated sums: added by date, replaced on the same day, refused where it is broken.
// SPDX-License-Identifier: MIT
#include "history/burn_down.h"

#include <gtest/gtest.h>

#include <sstream>

#include "render/burn_down_renderers.h"

namespace pymolt::history {
namespace {

std::string report(int critical) {
  return R"({"schema": "pymolt-report/1", "target": ["3.13"], "summary": {"files": {"scanned": 75}, "compile": {"3.13": {"ok": 74, "of": 75}},
    "import": {"3.13": {"ok": 17, "of": 19}}, "findings": {"critical": )" +
         std::to_string(critical) +
         R"(, "high": 5, "medium": 12, "low": 45}, "verdict": {"3.13": null}}})";
}

BurnPoint point(const char* date, int critical) {
  BurnPoint made = read_point("r.json", report(critical)).take();
  made.date = date;
  return made;
}

TEST(BurnDown, KeepsOneOfADay) {
  BurnDown burn_down;
  for (const auto& [date, critical] : {std::pair("2026-11-03", 4), std::pair("2026-11-01", 9),
                                       std::pair("2026-11-02", 7), std::pair("2026-11-02", 6)})
    add_point(point(date, critical), burn_down);
  const std::string text = write_burn_down(burn_down);
  const Result<BurnDown> again = read_burn_down("h.jsonl", text);
  ASSERT_TRUE(again.ok()) << again.mistake().str();
  EXPECT_EQ(write_burn_down(*again), text);
  ASSERT_EQ(again->points.size(), 3U);
  EXPECT_EQ(again->points[1].findings[3], 6U);
  EXPECT_EQ(again->points[2].verdict.begin()->second, "unknown");
  std::ostringstream shown;
  render::burn_down_text(*again, shown);
  EXPECT_NE(shown.str().find("critical  █▆▅"), std::string::npos) << shown.str();
  EXPECT_NE(shown.str().find("9 -> 4, 5 fewer"), std::string::npos) << shown.str();
}

TEST(BurnDown, TakesTheReportsOwnDay) {
  std::string text = report(3);
  text.insert(1, R"("evidence": {"date": "2026-10-05T12:00:00Z", "revision": "abc"}, )");
  const BurnPoint own = read_point("r.json", text).take();
  EXPECT_EQ(own.date, "2026-10-05");
  EXPECT_EQ(own.revision, "abc");
  EXPECT_EQ(read_point("r.json", report(3))->date, "");
  BurnDown burn_down;
  EXPECT_FALSE(add_point(own, burn_down));
  EXPECT_TRUE(add_point(own, burn_down)) << "of the same day";
}

TEST(BurnDown, SaysWhatABaselineHides) {
  std::string text = report(3);
  text.insert(1, R"("baseline": {"file": "b.json", "known": 12}, )");
  BurnDown burn_down{"", {read_point("r.json", text).take()}};
  burn_down.points.front().date = "2026-11-01";
  const Result<BurnDown> again = read_burn_down("h.jsonl", write_burn_down(burn_down));
  ASSERT_TRUE(again.ok()) << again.mistake().str();
  EXPECT_EQ(again->points.front().hidden, 12U);
  for (const render::BurnDownFormat& format : render::burn_down_formats()) {
    std::ostringstream out;
    format.render(*again, out);
    EXPECT_NE(out.str().find("hides findings of 1 report, 12 of the last"), std::string::npos)
        << format.name << out.str();
  }
}

TEST(BurnDown, RefusesReportsOfAPart) {
  for (const char* part :
       {R"("since": {"revision": "HEAD"}, )",
        R"("evidence": {"date": "2026-11-01", "command": "pymolt scan --select imp"}, )",
        R"("evidence": {"date": "2026-11-01", "command": "pymolt scan --ignore=imp a"}, )"}) {
    std::string text = report(3);
    text.insert(1, part);
    EXPECT_FALSE(read_point("r.json", text).ok()) << part;
  }
  std::string text = report(3);
  text.insert(1,
              R"("evidence": {"date": "2026-11-01", "command": "pymolt scan --select-nothing"}, )");
  EXPECT_TRUE(read_point("r.json", text).ok());
}

TEST(BurnDown, RefusesBrokenLines) {
  const std::string good = write_burn_down({"", {point("2026-11-01", 1)}});
  for (const char* bad : {"{", "{}", "[1]", "{\"schema\": \"pymolt-history/2\"}",
                          "{\"schema\": \"pymolt-history/1\", \"date\": 3}"}) {
    const Result<BurnDown> read = read_burn_down("h.jsonl", good + bad + "\n");
    ASSERT_FALSE(read.ok()) << bad;
    EXPECT_EQ(read.mistake().line, 2) << read.mistake().str();
  }
  EXPECT_FALSE(read_point("r.json", "{\"schema\": \"pymolt-report/1\"}").ok());
}

TEST(BurnDown, DrawsWhateverThereIs) {
  for (std::size_t size : {0U, 1U, 2U, 100U}) {
    BurnDown burn_down;
    for (std::size_t i = 0; i < size; ++i)
      add_point(
          point(("20" + std::to_string(10 + i / 10) + "-01-" + std::to_string(10 + i % 10)).c_str(),
                static_cast<int>(i)),
          burn_down);
    for (const render::BurnDownFormat& format : render::burn_down_formats()) {
      std::ostringstream out;
      format.render(burn_down, out);
      EXPECT_EQ(out.str().find("nan"), std::string::npos) << format.name;
      EXPECT_FALSE(out.str().empty());
    }
  }
  EXPECT_EQ(render::sparkline({0, 0}), "▁▁");
  EXPECT_EQ(render::sparkline({}), "");
}

}  // namespace
}  // namespace pymolt::history
