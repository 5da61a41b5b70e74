// Two reports side by side: why a finding is in one and not in the other, and how that is told.
// SPDX-License-Identifier: MIT
#include "history/diff.h"

#include <gtest/gtest.h>

#include <sstream>

#include "render/diff_renderers.h"

namespace pymolt::history {
namespace {

SavedFinding finding(const std::string& path, std::uint32_t line, const std::string& symbol,
                     Severity severity = Severity::high) {
  return {{path, "removed-name", symbol, "f", symbol + " x", path + symbol, severity},
          line,
          "`" + symbol + "` is gone"};
}

SavedReport saved_report(std::vector<SavedFinding> findings) {
  SavedReport made;
  made.file = "r.json";
  made.tool = "1.0";
  made.rules = "aa";
  made.target = Version::of(3, 13);
  made.hashes = {{"a.py", "1"}, {"b.py", "2"}};
  made.verdicts = {{Version::of(3, 13), "no-go"}};
  made.findings = std::move(findings);
  return made;
}

std::string told(const ReportDiff& diff, const std::string& format) {
  std::ostringstream out;
  for (const render::DiffFormat& form : render::diff_formats()) {
    if (form.name == format) form.render(diff, out);
  }
  return out.str();
}

TEST(Diff, TellsWhyFindingsDiffer) {
  const SavedReport before =
      saved_report({finding("a.py", 1, "x"), finding("a.py", 2, "y"), finding("b.py", 3, "z"),
                    finding("b.py", 4, "w"), finding("b.py", 5, "v")});
  SavedReport now =
      saved_report({finding("a.py", 9, "x"), finding("a.py", 3, "n"), finding("b.py", 3, "z"),
                    finding("b.py", 4, "w", Severity::critical), finding("b.py", 6, "m")});
  now.hashes["a.py"] = "other";
  now.verdicts = {{Version::of(3, 13), "go"}};
  now.rules = "bb";
  EXPECT_EQ(told(diff(before, now), "text"),
            "New (1)\n"
            "  a.py:3: high [removed-name] `n` is gone\n"
            "\n"
            "Fixed (1)\n"
            "  a.py:2: high [removed-name] `y` is gone\n"
            "\n"
            "Moved (1)\n"
            "  a.py:9, before a.py:1: high [removed-name] `x` is gone\n"
            "\n"
            "Of another severity (1)\n"
            "  b.py:4, before b.py:4: high → critical [removed-name] `w` is gone\n"
            "\n"
            "New because the rules changed (1)\n"
            "  b.py:6: high [removed-name] `m` is gone\n"
            "\n"
            "Gone because the rules changed (1)\n"
            "  b.py:5: high [removed-name] `v` is gone\n"
            "\n"
            "The rules differ.\n"
            "Python 3.13: no-go → go\n"
            "1 new, 1 fixed, 1 moved, 1 of another severity, 1 new because the rules changed, 1 "
            "gone because the rules "
            "changed, 1 the same\n");
}

TEST(Diff, KnowsWhenOtherVersionsWereAsked) {
  const SavedReport before = saved_report({});
  SavedReport now = saved_report({finding("a.py", 1, "x")});
  now.target = VersionSet::between(Version::of(3, 12), Version::of(3, 13));
  now.verdicts[Version::of(3, 12)] = "unknown";
  EXPECT_EQ(told(diff(before, now), "markdown"),
            "# What changed for Python 3.12-3.13\n"
            "\n"
            "**0 new, 0 fixed, 1 new because the target changed, 0 the same**\n"
            "\n"
            "- Python 3.12: not asked → unknown\n"
            "\n"
            "## New because the target changed\n"
            "\n"
            "| severity | where | what |\n"
            "| --- | --- | --- |\n"
            "| high | `a.py:1` | `x` is gone |\n");
}

TEST(Diff, IsJsonForPrograms) {
  const std::string json =
      told(diff(saved_report({finding("a.py", 1, "x")}), saved_report({finding("a.py", 1, "x")})),
           "json");
  EXPECT_NE(json.find("\"schema\": \"pymolt-diff/1\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"counts\": {\"new\": 0, \"fixed\": 0, \"moved\": 0, \"reweighted\": 0, "
                      "\"rules_new\": 0, "
                      "\"rules_gone\": 0, \"asked_new\": 0, \"asked_gone\": 0, \"same\": 1}"),
            std::string::npos)
      << json;
}

TEST(SavedReport, SaysWhatIsWrong) {
  const std::string how = "\n  `pymolt scan --format json=FILE` makes one";
  const struct {
    const char* text;
    std::string said;
  } kTable[] = {
      {"{",
       "r.json:1:1: this is not JSON: syntax error while parsing object key - unexpected end of "
       "input\n  1 | {\n    | ^" +
           how},
      {"{}", "r.json: this is no report of pymolt's: it has no `schema`" + how},
      {R"({"schema": "x"})",
       "r.json: this is no report that this pymolt can read: its schema is `x`, not "
       "`pymolt-report/1`" +
           how},
      {R"({"schema": "pymolt-report/1"})", "r.json: the key `tool` is missing" + how},
  };
  for (const auto& row : kTable) {
    const Result<SavedReport> read = read_report("r.json", row.text);
    ASSERT_FALSE(read.ok()) << row.text;
    EXPECT_EQ(read.mistake().str(), row.said);
  }
}

}  // namespace
}  // namespace pymolt::history
