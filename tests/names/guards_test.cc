// On which versions lines run: the programs of tests/names/cases, each of which interpreters have run as well.
// SPDX-License-Identifier: MIT
#include "names/guards.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/text.h"
#include "names/file_names.h"
#include "support/case_file.h"

namespace pymolt::names {
namespace {

const std::string kCases = PYMOLT_SOURCE_DIR "/tests/names/cases/";

std::string read_file(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

rulebook::Rulebook read_book() {
  rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  const Result<int> added =
      book.add_owned({{"lifetimes/known.life", read_file(kCases + "known.life")}});
  EXPECT_TRUE(added.ok()) << (added.ok() ? "" : added.mistake().str());
  return book;
}

// The first node that begins on LINE.
std::uint32_t node_on_line(const syntax::Tree& tree, const Text& text, std::uint32_t line) {
  const std::uint32_t start = text.line_start(line);
  for (std::uint32_t at = 1; at < tree.nodes().size(); ++at) {
    if (tree.nodes()[at].begin >= start) return at;
  }
  return 0;
}

// Holds the lines of every program of FILE against what BOOK lets the guards say.
void expect_lines(const std::string& file, const rulebook::Rulebook& book) {
  const StdlibIndex stdlib(book);
  syntax::Parser parser;
  const std::vector<Case> cases = read_cases(kCases + file);
  ASSERT_GT(cases.size(), 30U);
  for (const Case& one : cases) {
    const Text text(one.code);
    const syntax::Tree tree = parser.parse(text.bytes());
    const FileNames names(tree, stdlib);
    for (const ExpectedLine& line : one.expected) {
      if (line.fails) continue;
      const VersionSet alive = names.guards().alive(node_on_line(tree, text, line.line));
      EXPECT_EQ((alive & one.asked).str(), (line.on & one.asked).str())
          << file << ':' << one.first_line + static_cast<int>(line.line) - 1 << ": " << one.title
          << "\n  " << text.line(line.line);
    }
  }
}

TEST(Guards, SayOnWhichVersionsALineRuns) { expect_lines("guards.cases", read_book()); }

TEST(Guards, AreReadInEverySpelling) {
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  expect_lines("spellings.cases", *book);
}

}  // namespace
}  // namespace pymolt::names
