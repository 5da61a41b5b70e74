// The JSON report, read back by another library: keys, nulls, texts that try to break out.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "render/json_writer.h"
#include "render/renderer.h"
#include "render/sample_report.h"

namespace pymolt::render {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Report& report) {
  std::ostringstream out;
  (void)find_format("json")->render(report, {}, out);
  return Json::parse(out.str());
}

std::string keys(const Json& object) {
  std::string text;
  for (const auto& [key, value] : object.items()) text += (text.empty() ? "" : " ") + key;
  return text;
}

TEST(JsonWriter, WritesListsTallAndFlat) {
  std::ostringstream out;
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("a", 1).key("b").open_array(JsonWriter::tall);
  json.open_object().field("c", true).key("d").null().close().value("x\"\\\n\x01/é\xff").close();
  json.key("e")
      .open_array(JsonWriter::tall)
      .close()
      .field("f", VersionSet::between(Version::of(3, 9), Version::of(3, 10)));
  json.close();
  EXPECT_EQ(out.str(), R"({
  "a": 1,
  "b": [
    {"c": true, "d": null},
    "x\"\\\n\u0001/é\\xff"
  ],
  "e": [],
  "f": ["3.9", "3.10"]
}
)");
}

TEST(JsonReport, HasTheKeysOfTheContract) {
  const Json report = json_of(sample_report(VersionSet(Version::of(3, 13))));
  EXPECT_EQ(keys(report),
            "$schema schema tool target from summary in_force files dependencies undeclared unused "
            "configuration contradictions problems "
            "modules externals findings causes already "
            "suppressed skipped");
  EXPECT_EQ(report["schema"], "pymolt-report/1");
  EXPECT_EQ(keys(report["tool"]), "name version rules");
  EXPECT_EQ(report["target"], Json({"3.13"}));
  EXPECT_EQ(keys(report["summary"]),
            "files compile import findings already suppressed dependencies configuration verdict");
  EXPECT_EQ(report["summary"]["files"].dump(), R"({"found":8,"scanned":5,"skipped":2,"failed":1})");
  EXPECT_EQ(report["summary"]["compile"].dump(), R"({"3.13":{"ok":3,"of":5,"unknown":1}})");
  EXPECT_EQ(report["summary"]["findings"].dump(), R"({"critical":5,"high":1,"medium":0,"low":1})");
  EXPECT_EQ(report["summary"]["verdict"].dump(), R"({"3.13":"no-go"})");
  EXPECT_EQ(keys(report["files"][1]), "path sha256 lines encoding compiles errors");
  EXPECT_EQ(keys(report["files"][1]["errors"][0]),
            "construct line column end_line end_column message fails_on");
  EXPECT_EQ(keys(report["modules"][0]), "name path imports because");
  EXPECT_EQ(keys(report["modules"][0]["because"]["3.13"]), "via cause path line");
  EXPECT_EQ(keys(report["findings"][0]),
            "rule symbol severity confidence path line column end_line end_column breaks_on "
            "message instead docs scope code fingerprint");
  EXPECT_EQ(report["skipped"][0].dump(), R"({"path":"data/blob.py","reason":"larger than 64 MB"})");
}

TEST(JsonReport, NamesEveryVersionAndSaysWhyItDoesNotKnow) {
  const Json report = json_of(sample_report(VersionSet(Version::of(3, 13))));
  int unknown = 0;
  for (const char* list : {"files", "modules"}) {
    for (const Json& item : report[list]) {
      const Json& verdicts = item[std::string(list) == "files" ? "compiles" : "imports"];
      ASSERT_EQ(verdicts.size(), axis().size());
      EXPECT_EQ(item.contains("why"), verdicts["3.13"].is_null()) << item;
      unknown += verdicts["2.7"].is_null() ? 1 : 0;
    }
  }
  EXPECT_EQ(
      unknown,
      3);  // a file and its module that could not be parsed, and a file that could not be read
  EXPECT_EQ(report["files"][3]["why"], "permission denied");
  EXPECT_EQ(report["files"][3]["failed"], true);
  EXPECT_TRUE(report["files"][3]["sha256"].is_null());
}

TEST(JsonReport, GivesNullAndAReasonForAVerdictThatIsUnknown) {
  Report undecided = empty_report();
  undecided.summary.failed = 1;
  undecided.summary.verdict[Version::of(3, 13)] = Decision::unknown;
  const Json summary = json_of(undecided)["summary"];
  EXPECT_TRUE(summary["verdict"]["3.13"].is_null());
  EXPECT_EQ(summary["why"]["3.13"], "1 file could not be read and nothing was analysed");
}

TEST(JsonReport, HoldsHostileTextsAsTheyAre) {
  const Json report = json_of(hostile_report());
  const Json& finding = report["findings"][0];
  EXPECT_EQ(
      finding["path"],
      "a`|</script><img src=x onerror=alert(1)>\n::error::\x1b[2J\\xff=cmd|' /C calc'!A0,\"]]>.py");
  EXPECT_EQ(finding["message"], "=1+1 | ``` <b>%0A::warning::</b> \\xc3");
}

}  // namespace
}  // namespace pymolt::render
