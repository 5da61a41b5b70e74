// Which lines are reported, on which versions: the programs of tests/names/cases, which interpreters have run as well.
// SPDX-License-Identifier: MIT
//
// Where a program ends with an exception (`#! SET`), a critical or high finding must say so for exactly these versions;
// no other line may have one.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "base/text.h"
#include "checks/api_usage.h"
#include "names/file_names.h"
#include "support/case_file.h"

namespace pymolt::checks {
namespace {

const std::string kCases = PYMOLT_SOURCE_DIR "/tests/names/cases/";

std::string read_file(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The built-in pages, with the facts that the cases rest on.
rulebook::Rulebook read_book() {
  Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  EXPECT_TRUE(book.ok());
  const Result<int> added =
      book->add_owned({{"lifetimes/known.life", read_file(kCases + "known.life")}});
  EXPECT_TRUE(added.ok());
  return book.take();
}

// By line: the versions on which something critical or high is reported.
std::map<std::uint32_t, VersionSet> reported(const Case& one, const rulebook::Rulebook& book,
                                             const names::StdlibIndex& stdlib) {
  syntax::Parser parser;
  const Text text(one.code);
  const syntax::Tree tree = parser.parse(text.bytes());
  const names::FileNames names(tree, stdlib);
  const verdict::Verdict verdict;
  Findings findings(text, tree);
  add_lives({book, text, tree, verdict, {}, {}, {}, names}, findings);
  std::map<std::uint32_t, VersionSet> lines;
  for (const Finding& finding : findings.take()) {
    const bool grave =
        finding.breaks_as >= Severity::high && finding.confidence >= Confidence::likely;
    if (grave) lines[finding.span.line] |= finding.breaks_on & one.asked;
  }
  return lines;
}

class Cases : public testing::TestWithParam<const char*> {};

TEST_P(Cases, AreReportedWhereTheyFail) {
  const rulebook::Rulebook book = read_book();
  const names::StdlibIndex stdlib(book);
  for (const Case& one : read_cases(kCases + GetParam())) {
    std::map<std::uint32_t, VersionSet> lines = reported(one, book, stdlib);
    for (const ExpectedLine& line : one.expected) {
      if (!line.fails) continue;
      EXPECT_EQ(lines[line.line].str(), (line.on & one.asked).str())
          << GetParam() << ':' << one.first_line + static_cast<int>(line.line) - 1 << ": "
          << one.title;
      lines.erase(line.line);
    }
    for (const auto& [line, on] : lines) {
      EXPECT_EQ(on.str(), VersionSet::none().str())
          << GetParam() << ':' << one.first_line + static_cast<int>(line) - 1 << ": " << one.title
          << ": noise";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Names, Cases,
                         testing::Values("guards.cases", "names.cases", "parameters.cases",
                                         "shadows.cases", "tests.cases", "types.cases"),
                         [](const auto& chosen) {
                           const std::string name = chosen.param;
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace pymolt::checks
