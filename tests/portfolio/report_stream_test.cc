// What a report gives part by part, and what is refused.
// SPDX-License-Identifier: MIT
#include "portfolio/report_stream.h"

#include <gtest/gtest.h>

#include <sstream>

namespace pymolt::portfolio {
namespace {

TEST(ReportStream, HandsOverListsByElementAndOtherKeysWhole) {
  struct Case {
    std::string text;
    const char* parts;
    const char* wrong;
  };
  const std::string deep(100, '[');
  for (
      const Case& c : {
          Case{
              R"({"a": 1, "b": [1, {"x": [2, {}]}], "c": {"d": [null, 1.5]}, "no": [[{"z": 1}]], "a": "s"})",
              R"(a=1 b=1 b={"x":[2,{}]} c={"d":[null,1.5]} a="s" )", ""},
          Case{R"({"b": [], "c": {}, "a": [[1], []]})", R"(c={} a=[1] a=[] )", ""},
          Case{R"({"a": true, "b": [1, )", R"(a=true b=1 )", "this is not JSON, from byte 22 on"},
          Case{"{} {}", "", "this is not JSON, from byte 4 on"},
          Case{"[1]", "", "this is no report"},
          Case{"1", "", "this is no report"},
          Case{"{\"a\": " + deep, "", "this is nested deeper than any file that pymolt writes"},
          Case{"{\"no\": " + deep, "", "this is nested deeper than any file that pymolt writes"},
      }) {
    std::istringstream in(c.text);
    std::string parts;
    const auto is_asked = [](std::string_view section) { return section != "no"; };
    const std::string wrong =
        read_parts(in, is_asked, [&](const std::string& section, const nlohmann::json& value) {
          parts += section + "=" + value.dump() + " ";
          return true;
        });
    EXPECT_EQ(parts, c.parts) << c.text;
    EXPECT_EQ(wrong, c.wrong) << c.text;
  }
}

TEST(ReportStream, ReadsNoFurtherThanIsWished) {
  std::istringstream in(R"({"a": 1, "a": 2, "a": 3})");
  int seen = 0;
  EXPECT_EQ(read_parts(
                in, [](std::string_view) { return true; },
                [&](const std::string&, const nlohmann::json&) { return ++seen < 2; }),
            "");
  EXPECT_EQ(seen, 2);
}

TEST(ReportStream, RefusesAnElementWithoutEnd) {
  std::string text = "{\"a\": [[";
  for (int i = 0; i < 1'100'000; ++i) text += "1,";
  std::istringstream in(text + "1]]}");
  const std::string wrong = read_parts(
      in, [](std::string_view) { return true; },
      [](const std::string&, const nlohmann::json&) { return true; });
  EXPECT_EQ(wrong, "`a` holds something larger than any that pymolt writes");
}

}  // namespace
}  // namespace pymolt::portfolio
