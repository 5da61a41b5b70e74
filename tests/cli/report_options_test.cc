// From where paths are meant, and the command that gives the same answer again.
// SPDX-License-Identifier: MIT
#include "cli/report_options.h"

#include <gtest/gtest.h>

namespace pymolt::cli {
namespace {

TEST(ReportOptions, LeadFromTheWorkingDirectoryToThePaths) {
  const std::string here = PYMOLT_SOURCE_DIR;
  const struct {
    std::vector<std::string> roots;
    const char* prefix;
  } kTable[] = {
      {{"."}, ""},
      {{here}, ""},
      {{here + "/"}, ""},
      {{"scanner"}, "scanner/"},
      {{"./scanner/cli/"}, "scanner/cli/"},
      {{here + "/scanner"}, "scanner/"},
      {{"scanner/../tests"}, "tests/"},
      {{".."}, ""},
      {{"/usr"}, ""},
      {{"Makefile"}, ""},          // a file: its path is told as named
      {{"scanner", "tests"}, ""},  // several: paths start with the root as named
      {{"no-such-folder"}, ""},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(path_prefix(row.roots, here), row.prefix) << row.roots.front();
}

TEST(ReportOptions, SayHowToRunItAgain) {
  ProjectOptions options;
  project::ReportRequest request;
  request.roots = {"."};
  request.target = Version::of(3, 13);
  EXPECT_EQ(command_again(options, request), "pymolt scan . --target 3.13");

  request.roots = {"it's", "a b"};
  request.target = VersionSet::all();
  request.from = VersionSet::python2();
  request.select = {"print-*"};
  request.ignore = {"percent-format"};
  request.at_least = Confidence::possible;
  options.rules = {"rules/ours"};
  options.jobs = 7;
  options.no_cache = true;
  options.output = "report.html";
  EXPECT_EQ(command_again(options, request),
            "pymolt scan 'it'\\''s' 'a b' --target all --from 2.7 --select 'print-*' --ignore "
            "percent-format "
            "--rules rules/ours --confidence possible");

  request.per_path = {{{"old/"}, VersionSet(Version::of(3, 8)), {}, {"imp"}, {}, {}, 0}};
  options.config = "ours.toml";
  options.exclude = {"gen/"};
  EXPECT_EQ(command_again(options, request),
            "pymolt scan 'it'\\''s' 'a b' --from 2.7 --ignore percent-format --config ours.toml "
            "--rules rules/ours --confidence possible")
      << "what per-path says stays in force";
  options.given = {"exclude"};
  options.config.clear();
  options.no_config = true;
  request.per_path.clear();

  options.files_from = "list.txt";
  options.rules.clear();
  request.select.clear();
  request.ignore.clear();
  request.at_least = Confidence::likely;
  request.target = VersionSet(Version::of(2, 7)) | VersionSet::from(Version::of(3, 9));
  EXPECT_EQ(
      command_again(options, request),
      "pymolt scan --files-from list.txt --target 2.7,3.9+ --from 2.7 --exclude gen/ --no-config");
}

}  // namespace
}  // namespace pymolt::cli
