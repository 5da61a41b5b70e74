// What the command line means, and what is said about one that means nothing.
// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include <gtest/gtest.h>

namespace pymolt::cli {
namespace {

Parsed parse(std::vector<const char*> words) {
  words.insert(words.begin(), "pymolt");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST(Options, AreReadAsValues) {
  const Parsed parsed = parse({"scan",
                               "a",
                               "b",
                               "--target",
                               "3.12,3.13",
                               "--target",
                               "3.8",
                               "--from",
                               "2.7",
                               "--format",
                               "json",
                               "--format",
                               "sarif=x.sarif",
                               "--fail-on",
                               "low",
                               "--select",
                               "a,b",
                               "--ignore",
                               "c",
                               "--jobs",
                               "3",
                               "--no-cache",
                               "--confidence",
                               "possible"});
  ASSERT_TRUE(parsed.invocation) << parsed.text;
  const ProjectOptions& scan = parsed.invocation->scan;
  EXPECT_EQ(parsed.invocation->command, "scan");
  EXPECT_EQ(scan.paths, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(scan.target->str(), "3.8, 3.12-3.13");
  EXPECT_EQ(scan.from->str(), "2.7");
  ASSERT_EQ(scan.formats.size(), 2U);
  EXPECT_EQ(scan.formats[1].format, "sarif");
  EXPECT_EQ(scan.formats[1].file, "x.sarif");
  EXPECT_EQ(scan.fail_on, Severity::low);
  EXPECT_EQ(scan.select, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(scan.jobs, 3);
  EXPECT_TRUE(scan.no_cache);
  EXPECT_EQ(scan.confidence, Confidence::possible);
}

TEST(Options, HaveTheDefaultsOfTheContract) {
  const Parsed parsed = parse({"scan"});
  ASSERT_TRUE(parsed.invocation);
  EXPECT_FALSE(parsed.invocation->scan.target);
  EXPECT_EQ(parsed.invocation->scan.fail_on, Severity::high);
  EXPECT_EQ(parsed.invocation->scan.formats.front().format, "text");
  EXPECT_EQ(parsed.invocation->scan.confidence, Confidence::likely);
  EXPECT_FALSE(parse({"scan", "--fail-on", "never"}).invocation->scan.fail_on);
}

TEST(Options, SayWhatIsShown) {
  const auto view = [](std::vector<const char*> words) {
    words.insert(words.begin(), "scan");
    return parse(words).invocation->scan.view;
  };
  EXPECT_FALSE(view({}).style);
  EXPECT_TRUE(view({"--style"}).style);
  EXPECT_TRUE(view({"--min-severity", "low"}).style);
  EXPECT_EQ(view({"--min-severity", "high"}).at_least, Severity::high);
  EXPECT_EQ(view({"-q"}).detail, render::Detail::quiet);
  EXPECT_EQ(view({"-v"}).detail, render::Detail::verbose);
  EXPECT_EQ(view({"--concise"}).detail, render::Detail::concise);
  EXPECT_EQ(view({"--group-by", "cause"}).group_by, render::Grouping::cause);
  EXPECT_EQ(view({"--max-findings", "7"}).max_findings, 7U);
  EXPECT_TRUE(view({"--show-all"}).is_whole());
}

TEST(Options, HaveShortNames) {
  const Parsed parsed = parse({"scan", "-t", "3.12", "-f", "json", "-o", "x", "-j", "2"});
  ASSERT_TRUE(parsed.invocation) << parsed.text;
  EXPECT_EQ(parsed.invocation->scan.target->str(), "3.12");
  EXPECT_EQ(parsed.invocation->scan.formats.front().format, "json");
  EXPECT_EQ(parsed.invocation->scan.output, "x");
  EXPECT_EQ(parsed.invocation->scan.jobs, 2);
  EXPECT_TRUE(parsed.invocation->scan.says("target"));
  EXPECT_EQ(parse({"-V"}).text, "pymolt " PYMOLT_VERSION "\n");
}

TEST(Options, OfApisAreReadAsValues) {
  const Parsed parsed =
      parse({"apis", "asyncio.*", "--removed-in", "3.12,3.13", "--added-in", "3.4",
             "--deprecated-in", "3.8+", "--deprecated", "--format", "json=a.json"});
  ASSERT_TRUE(parsed.invocation) << parsed.text;
  const ApisOptions& apis = parsed.invocation->apis;
  EXPECT_EQ(apis.query.names, std::vector<std::string>{"asyncio.*"});
  EXPECT_EQ(apis.query.removed_in->str(), "3.12-3.13");
  EXPECT_EQ(apis.query.added_in->str(), "3.4");
  EXPECT_EQ(apis.query.deprecated_in->str(), "3.8+");
  EXPECT_TRUE(apis.query.deprecated);
  ASSERT_EQ(apis.formats.size(), 1U);
  EXPECT_EQ(apis.formats[0].format, "json");
  EXPECT_EQ(apis.formats[0].file, "a.json");
}

TEST(Options, RefuseWithAHint) {
  const struct {
    std::vector<const char*> words;
    const char* said;
  } kTable[] = {
      {{"scan", "--target", "3.99"},
       "pymolt: --target: `3.99` does not name a version\n  3.99\n  ^\n"},
      {{"scan", "--format", "jsn"},
       "pymolt: --format: unknown word `jsn`\n  did you mean `json`?\n"},
      {{"scan", "--fail-on", "hihg"},
       "pymolt: --fail-on: unknown word `hihg`\n  did you mean `high`?\n"},
      {{"apis", "--format", "jsn"},
       "pymolt: --format: unknown word `jsn`\n  did you mean `json`?\n"},
      {{"scan", "--zzzzzzzz"}, "pymolt: unknown option `--zzzzzzzz`\n  see `pymolt scan --help`\n"},
      {{"scan", "--traget=3.8"}, "pymolt: unknown option `--traget`\n  did you mean `--target`?\n"},
      {{"scan", "--target"}, "pymolt: --target requires a value\n  see --help\n"},
      {{"scan", "--format", "json="}, "pymolt: --format: `json=` names no file\n"},
      {{"scan", "--no-config", "--config", "x"},
       "pymolt: --config excludes --no-config; see --help\n"},
      {{"scan", "--jobs", "0"}, "pymolt: --jobs: Value 0 not in range 1 to 1024; see --help\n"},
      {{"scna"}, "pymolt: unknown command `scna`\n  did you mean `scan`?\n"},
      {{"rules", "lst"}, "pymolt: unknown command `lst`\n  did you mean `list`?\n"},
      {{"explain", "a", "b"}, "pymolt: unexpected argument: `b`\n  see `pymolt explain --help`\n"},
      {{"scan", "--color", "alwas"},
       "pymolt: --color: unknown word `alwas`\n  did you mean `always`?\n"},
      {{}, "pymolt finds what breaks when a Python code base moves to a newer Python.\n"},
      {{"scan", "--min-severity", "hihg"},
       "pymolt: --min-severity: unknown word `hihg`\n  did you mean `high`?\n"},
      {{"scan", "--group-by", "rle"},
       "pymolt: --group-by: unknown word `rle`\n  did you mean `rule`?\n"},
      {{"scan", "-q", "-v"}, "pymolt: --quiet excludes --verbose; see --help\n"},
      {{"xyzzy"}, "pymolt: unknown command `xyzzy`\n  see `pymolt --help`\n"},
      {{"rules"},
       "pymolt: `pymolt rules` requires a command: list, test\n  see `pymolt rules --help`\n"},
      {{"explain"}, "pymolt: WORD is required; see --help\n"},
  };
  for (const auto& row : kTable) {
    const Parsed parsed = parse(row.words);
    EXPECT_FALSE(parsed.invocation);
    EXPECT_EQ(parsed.exit_status, 2);
    EXPECT_TRUE(parsed.text.starts_with(row.said)) << parsed.text;
  }
}

TEST(Options, HelpNamesWhatIsToBeWritten) {
  const std::string help = parse({"scan", "--help"}).text;
  EXPECT_NE(help.find("\n  PATH  "), std::string::npos) << help;
  EXPECT_NE(help.find("\n  -j, --jobs N  "), std::string::npos) << help;
  const std::string plan = parse({"plan", "--help"}).text;
  EXPECT_LT(plan.find("--target"), plan.find("--from")) << plan;
}

TEST(Options, HelpIsNoMistake) {
  EXPECT_EQ(parse({"--help"}).exit_status, 0);
  EXPECT_NE(parse({"--help"}).text.find("`pymolt man`"), std::string::npos);
  EXPECT_NE(parse({"scan", "--help"}).text.find("--target"), std::string::npos);
  EXPECT_EQ(parse({"--version"}).text, "pymolt " PYMOLT_VERSION "\n");
}

}  // namespace
}  // namespace pymolt::cli
