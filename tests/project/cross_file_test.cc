// What files take from each other: the programs of tests/names/cases/projects.cases, which interpreters have run as well.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "crossfile/cross_file_findings.h"
#include "scan/scan_file.h"
#include "support/case_file.h"

namespace pymolt::project {
namespace {

class Foreign : public testing::Test {
 protected:
  Foreign() : book_(rulebook::Rulebook::built_in()), knowledge_(scan::ScanContext::make(*book_)) {}

  std::vector<FileFacts> effective(const Case& one) {
    std::vector<FileFacts> facts = {scan::scan_file("a_case.py", one.code, *knowledge_, bench_)};
    for (const auto& [path, code] : one.others)
      facts.push_back(scan::scan_file(path, code, *knowledge_, bench_));
    std::sort(facts.begin(), facts.end(),
              [](const FileFacts& a, const FileFacts& b) { return a.path < b.path; });
    const Layout layout(facts, {"."});
    resolve_cross_file(facts, layout, ModuleResolver(layout, *book_), *book_);
    return facts;
  }

  const Result<rulebook::Rulebook> book_;
  const Result<scan::ScanContext> knowledge_;
  scan::ScanScratch bench_;
};

// By line of the first file, or of line 0 for the others: where something critical or high is reported.
std::map<std::uint32_t, VersionSet> reported(const std::vector<FileFacts>& files, const Case& one) {
  std::map<std::uint32_t, VersionSet> lines;
  for (const FileFacts& file : files) {
    for (const Finding& finding : file.findings) {
      const bool grave =
          finding.breaks_as >= Severity::high && finding.confidence >= Confidence::likely;
      const VersionSet on = finding.breaks_on & one.asked;
      if (grave && !on.empty()) lines[file.path == "a_case.py" ? finding.span.line : 0] |= on;
    }
  }
  return lines;
}

// An iterator of Python 2 is called by `next` only there; any other `next` is a method like all.
TEST_F(Foreign, KnowsWhatTheClassesOfAFileHave) {
  const auto members = [&](std::string code) {
    Case one;
    one.code = std::move(code);
    return effective(one)[0].foreign.members;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(members("class A:\n    def next(self): pass\n    def has_key(self): pass\n"),
            (Names{"has_key", "next"}));
  EXPECT_EQ(members("class A:\n    def __iter__(self): pass\n    def next(self): pass\n"), Names{});
  EXPECT_EQ(members("class A:\n    def __iter__(self): pass\n    def next(self): pass\n"
                    "    __next__ = next\n"),
            Names{"next"});
  EXPECT_EQ(members("class A:\n    def __iter__(self): yield 1\n    def next(self): pass\n"),
            Names{"next"});
  EXPECT_EQ(members("def f(a):\n    a.has_key = 1\n"), Names{"has_key"});
  EXPECT_EQ(members("def next(a): pass\n"), Names{});
}

TEST_F(Foreign, IsReportedWhereItFails) {
  for (const Case& one : read_cases(PYMOLT_SOURCE_DIR "/tests/names/cases/projects.cases")) {
    std::map<std::uint32_t, VersionSet> lines = reported(effective(one), one);
    for (const ExpectedLine& line : one.expected) {
      EXPECT_EQ(lines[line.line].str(), (line.on & one.asked).str())
          << one.title << ", line " << line.line;
      lines.erase(line.line);
    }
    for (const auto& [line, on] : lines)
      EXPECT_EQ(on.str(), "") << one.title << ", line " << line << ": noise";
  }
}

TEST_F(Foreign, LeavesNothingOpen) {
  Case one;
  one.code = "from b import string, FLAG\nif FLAG:\n    string.letters\n";
  one.others = {{"b.py", "import string\nFLAG = 1\n"}};
  for (const FileFacts& file : effective(one)) EXPECT_EQ(file.foreign, CrossFileFacts());
}

TEST_F(Foreign, IsSuppliedByThePackageAround) {
  Case one;
  one.code = "from distutils import log\n";
  one.others = {{"tools/__init__.py", "import setuptools\n"},
                {"tools/build.py", "from distutils import (\n    log)\n"},
                {"setuptools/dist.py", "import distutils.core\n"},
                {"setuptools/__init__.py", ""},
                {"alone/__init__.py", ""},
                {"alone/build.py", "from distutils import log\n"}};
  std::string reported;
  for (const FileFacts& file : effective(one)) {
    for (const Finding& finding : file.findings) {
      if (!finding.breaks_on.empty()) reported += file.path + ' ' + finding.breaks_on.str() + '\n';
    }
  }
  EXPECT_EQ(reported, "a_case.py 3.12+\nalone/build.py 3.12+\n");
}

}  // namespace
}  // namespace pymolt::project
