// What settings mean, what is said about those that mean nothing, and which file they are taken from.
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include <gtest/gtest.h>

#include "support/memory_disk.h"

namespace pymolt::settings {
namespace {

constexpr const char* kEverything = R"([tool.other]
x = 1
[tool.pymolt]
target = ">=3.8,<3.10"
from = ["2.7"]
select = ["removed-*", "imp"]
ignore = "percent-format"
exclude = ["build/", "*_pb2.py"]
rules = ["tools/rules"]
baseline = "old.json"
fail-on = "never"
confidence = "possible"
allow-unknown = true
format = ["text", "sarif=out.sarif"]

[tool.pymolt.severity]
percent-format = "medium"
"distutils.*" = "low"

[[tool.pymolt.per-path]]
path = "plugins/"
target = "3.8"
ignore = ["imp"]
severity = { invalid-escape = "high" }

[[tool.pymolt.per-path]]
path = ["old/", "*_old.py"]
from = "2.7"
select = "removed-module"
)";

TEST(Settings, AreReadAsValues) {
  const Result<std::optional<Settings>> read = read_settings("a/pyproject.toml", kEverything);
  ASSERT_TRUE(read.ok()) << read.mistake().str();
  ASSERT_TRUE(*read);
  const Settings& settings = **read;
  EXPECT_EQ(settings.target.str(), "3.8-3.9");
  EXPECT_EQ(settings.from.str(), "2.7");
  EXPECT_EQ(settings.select, (std::vector<std::string>{"removed-*", "imp"}));
  EXPECT_EQ(settings.ignore, std::vector<std::string>{"percent-format"});
  EXPECT_EQ(settings.exclude, (std::vector<std::string>{"build/", "*_pb2.py"}));
  EXPECT_EQ(settings.rules, std::vector<std::string>{"tools/rules"});
  EXPECT_EQ(settings.baseline, "old.json");
  EXPECT_FALSE(settings.fail_on);
  EXPECT_EQ(settings.confidence, Confidence::possible);
  EXPECT_TRUE(settings.allow_unknown);
  ASSERT_EQ(settings.formats.size(), 2U);
  EXPECT_EQ(settings.formats[1].format + "|" + settings.formats[1].file, "sarif|out.sarif");
  const std::vector<SeverityRule> severities = {{"percent-format", Severity::medium, 17},
                                                {"distutils.*", Severity::low, 18}};
  EXPECT_EQ(settings.severities, severities);
  ASSERT_EQ(settings.per_path.size(), 2U);
  EXPECT_EQ(settings.per_path[0].target->str(), "3.8");
  EXPECT_EQ(settings.per_path[0].severities.front().severity, Severity::high);
  EXPECT_EQ(settings.per_path[0].line, 20);
  EXPECT_EQ(settings.per_path[1].paths, (std::vector<std::string>{"old/", "*_old.py"}));
  EXPECT_EQ(settings.per_path[1].from->str(), "2.7");
  EXPECT_EQ(settings.lines.find("fail-on")->second, 11);
  EXPECT_FALSE(settings.says("output"));
}

TEST(Settings, StandAtTheTopOfAFileOfTheirOwn) {
  const Result<std::optional<Settings>> own = read_settings("pymolt.toml", "target = \"3.8\"\n");
  ASSERT_TRUE(own.ok()) << own.mistake().str();
  EXPECT_EQ((*own)->target.str(), "3.8");
  EXPECT_TRUE(*read_settings("pymolt.toml", "")) << "an empty file is settings that say nothing";
  EXPECT_FALSE(*read_settings("pyproject.toml", "[tool.other]\nx = 1\n"));
}

TEST(Settings, RefuseWithThePlaceAndAHint) {
  const struct {
    const char* file;
    const char* text;
    const char* said;
  } kTable[] = {
      {"pyproject.toml", "[tool.pymolt]\ntraget = \"3.11\"\n",
       "pyproject.toml:2:1: unknown key `traget` in [tool.pymolt]\n"
       "  2 | traget = \"3.11\"\n"
       "    | ^\n"
       "  did you mean `target`?"},
      {"pymolt.toml", "failon = \"high\"\n",
       "pymolt.toml:1:1: unknown key `failon` in pymolt.toml\n"
       "  1 | failon = \"high\"\n"
       "    | ^\n"
       "  did you mean `fail-on`?"},
      {"pymolt.toml", "target = 3.8\n",
       "pymolt.toml:1:10: expected a version or a list of versions\n"
       "  1 | target = 3.8\n"
       "    |          ^\n"
       "  for example \"3.13\", \"3.9-3.13\" or [\"3.12\", \"3.13\"]"},
      {"pymolt.toml", "target = [\n  \"3.12\",\n  \"3.77\",\n]\n",
       "pymolt.toml:3:3: `3.77` does not name a version\n"
       "  3 |   \"3.77\",\n"
       "    |   ^\n"
       "  versions are 2.7 and 3.0 to 3.16; write 3.13, 3.9-3.13, 3.8+, \">=3.8,<3.14\" or all"},
      {"pymolt.toml", "fail-on = \"hihg\"\n",
       "pymolt.toml:1:11: unknown word `hihg`\n"
       "  1 | fail-on = \"hihg\"\n"
       "    |           ^\n"
       "  did you mean `high`?"},
      {"pymolt.toml", "allow-unknown = \"yes\"\n",
       "pymolt.toml:1:17: expected true or false\n"
       "  1 | allow-unknown = \"yes\"\n"
       "    |                 ^\n"
       "  without quotes"},
      {"pymolt.toml", "format = \"jsn\"\n",
       "pymolt.toml:1:10: unknown word `jsn`\n"
       "  1 | format = \"jsn\"\n"
       "    |          ^\n"
       "  did you mean `json`?"},
      {"pymolt.toml", "[severity]\ndistutils.core = \"low\"\n",
       "pymolt.toml:2:1: expected a severity\n"
       "  2 | distutils.core = \"low\"\n"
       "    | ^\n"
       "  a name with dots stands in quotes: \"distutils.core\" = \"low\""},
      {"pymolt.toml", "[severity]\nimp = \"never\"\n",
       "pymolt.toml:2:7: unknown word `never`\n"
       "  2 | imp = \"never\"\n"
       "    |       ^\n"
       "  one of: critical, high, medium, low"},
      {"pymolt.toml", "[[per-path]]\ntarget = \"3.8\"\n",
       "pymolt.toml:1:1: this entry of per-path names no path\n"
       "  1 | [[per-path]]\n"
       "    | ^\n"
       "  add path = \"folder/\" or a list of patterns as in a .gitignore"},
      {"pymolt.toml", "[[per-path]]\npath = \"a/\"\ntagret = \"3.8\"\n",
       "pymolt.toml:3:1: unknown key `tagret` in per-path\n"
       "  3 | tagret = \"3.8\"\n"
       "    | ^\n"
       "  did you mean `target`?"},
      {"pymolt.toml", "exclude = [\"# no\"]\n",
       "pymolt.toml:1:12: `# no` is no path pattern\n"
       "  1 | exclude = [\"# no\"]\n"
       "    |            ^"},
      {"pymolt.toml", "[tool.pymolt]\ntarget = \"3.8\"\n",
       "pymolt.toml:1:1: the keys of pymolt.toml stand at the top\n"
       "  1 | [tool.pymolt]\n"
       "    | ^\n"
       "  leave out `tool.pymolt`"},
      {"pyproject.toml", "[tool]\npymolt = 3\n",
       "pyproject.toml:2:10: [tool.pymolt] must be a table\n"
       "  2 | pymolt = 3\n"
       "    |          ^"},
  };
  for (const auto& row : kTable) {
    const Result<std::optional<Settings>> settings = read_settings(row.file, row.text);
    ASSERT_FALSE(settings.ok()) << row.text;
    EXPECT_EQ(settings.mistake().str(), row.said);
  }
}

TEST(Settings, SayWhereTheirTomlIsBroken) {
  const Result<std::optional<Settings>> settings =
      read_settings("pymolt.toml", "target = [\"3.8\"\nfrom = 1\n");
  ASSERT_FALSE(settings.ok());
  EXPECT_TRUE(settings.mistake().str().starts_with("pymolt.toml:2:1: invalid TOML: "))
      << settings.mistake().str();
}

// A tree with a file of settings at most places where one may be.
class Nearest : public testing::Test {
 protected:
  Nearest() {
    disk_.file("/r/.git/config", "")
        .file("/above.toml", "")
        .file("/pymolt.toml", "target = \"3.1\"\n")
        .file("/r/pyproject.toml", "[tool.pymolt]\ntarget = \"3.2\"\n")
        .file("/r/a/pyproject.toml", "[tool.other]\n")
        .file("/r/a/x.py", "")
        .file("/r/b/pymolt.toml", "target = \"3.3\"\n")
        .file("/r/b/c/y.py", "")
        .file("/r/bc/z.py", "")
        .file("/s/.git/config", "")
        .file("/s/x.py", "")
        .file("/t/pymolt.toml", "")
        .file("/t/pyproject.toml", "[tool.pymolt]\n");
  }

  [[nodiscard]] std::string found(const std::vector<std::string>& paths,
                                  const std::string& here) const {
    const Result<Settings> settings = find_settings(paths, here, disk_);
    return settings ? settings->file + " in " + settings->folder : settings.mistake().str();
  }

  scan::MemoryDisk disk_;
};

TEST_F(Nearest, IsUpFromThePathsScanned) {
  const struct {
    std::vector<std::string> paths;
    const char* here;
    const char* found;
  } kTable[] = {
      {{"."}, "/r", "pyproject.toml in /r"},
      {{"a"}, "/r", "pyproject.toml in /r"},  // that of `a` has nothing for pymolt
      {{"a/x.py"}, "/r", "pyproject.toml in /r"},
      {{"b"}, "/r", "b/pymolt.toml in /r/b"},
      {{"b/c/y.py"}, "/r", "b/pymolt.toml in /r/b"},
      {{"b/c", "b"}, "/r", "b/pymolt.toml in /r/b"},
      {{"b", "a"}, "/r", "pyproject.toml in /r"},  // of the folder that holds both
      {{"b", "bc"}, "/r", "pyproject.toml in /r"},
      {{".."}, "/r/b/c", "../pymolt.toml in /r/b"},
      {{"/r/b/../a/"}, "/s", "../r/pyproject.toml in /r"},
      {{"nothing/here.py"}, "/r", "pyproject.toml in /r"},
      {{"."}, "/s", " in "},  // not beyond the top of the repository
      {{"/s", "/r"}, "/s", "../pymolt.toml in /"},
      {{"."},
       "/t",
       "pyproject.toml: has settings for pymolt, and so has pymolt.toml\n  keep one of the two"},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(found(row.paths, row.here), row.found) << row.paths.front();
}

TEST_F(Nearest, LeavesBrokenFilesOfOthersAlone) {
  disk_.file("/r/a/pyproject.toml", "[tool.other\n");
  EXPECT_EQ(found({"a"}, "/r"), "pyproject.toml in /r");
  disk_.file("/r/a/pyproject.toml", "[tool.pymolt\n");
  EXPECT_TRUE(found({"a"}, "/r").starts_with("a/pyproject.toml:1:")) << found({"a"}, "/r");
}

TEST_F(Nearest, GivesWayToAFileThatIsNamed) {
  EXPECT_EQ(load_settings("b/pymolt.toml", "/r", disk_)->target.str(), "3.3");
  EXPECT_EQ(load_settings("no.toml", "/r", disk_).mistake().str(),
            "no.toml: cannot be read: No such file or directory");
  EXPECT_EQ(load_settings("a/pyproject.toml", "/r", disk_).mistake().str(),
            "a/pyproject.toml: has no [tool.pymolt]");
}

}  // namespace
}  // namespace pymolt::settings
