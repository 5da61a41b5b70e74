// Files of every kind with the rows they must give: kinds.cases, a case a file.
// SPDX-License-Identifier: MIT
//
//   == tox.ini
//   [tox]
//   envlist = py38
//   -- 2 tox-envlist 3.8
//
// Behind `--`: the line, the kind, the versions that the statement allows (`unpinned` where it names none); or `failed LINE`, or
// `problem LINE`. A case without any states nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "inventory/kind_table.h"

namespace pymolt::inventory {
namespace {

struct KindCase {
  std::string path;
  std::string text;
  std::string expected;
  int line = 0;
};

std::vector<KindCase> read_cases(const char* file) {
  std::ifstream in(std::string(PYMOLT_SOURCE_DIR "/tests/inventory/") + file);
  std::vector<KindCase> cases;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("== ")) {
      cases.push_back({line.substr(3), {}, {}, number});
    } else if (cases.empty()) {
      continue;
    } else if (line.starts_with("-- ")) {
      cases.back().expected += line.substr(3) + "\n";
    } else if (cases.back().expected.empty()) {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

std::string rows_of(const Reading& reading) {
  std::vector<const VersionStatement*> sorted;
  for (const VersionStatement& statement : reading.facts.statements) sorted.push_back(&statement);
  std::ranges::stable_sort(sorted, {}, [](const VersionStatement* s) { return s->span; });
  std::ostringstream out;
  if (reading.failed) out << "failed " << reading.failed->line << "\n";
  for (const VersionStatement* s : sorted) {
    out << s->span.line << " " << s->kind << " "
        << (!s->pins              ? "unpinned"
            : s->versions.empty() ? "none"
                                  : s->versions.str())
        << "\n";
  }
  for (const LineProblem& problem : reading.facts.problems)
    out << "problem " << problem.line << "\n";
  return out.str();
}

TEST(Kinds, GiveTheRowsOfTheirCases) {
  const std::vector<KindCase> cases = read_cases("kinds.cases");
  ASSERT_GE(cases.size(), 100U);
  const Table table;
  for (const KindCase& c : cases) {
    ASSERT_TRUE(table.claim(c.path)) << c.path << ", line " << c.line << ": no reader takes it";
    EXPECT_EQ(rows_of(table.read({c.path, c.text})), c.expected)
        << "kinds.cases:" << c.line << ": " << c.path;
  }
}

// An edit puts the target where the statement stands, and the file then allows it.
TEST(Kinds, AllowWhatIsWrittenInstead) {
  const Table table;
  for (const KindCase& c : read_cases("kinds.cases")) {
    const Reading before = table.read({c.path, c.text});
    for (const VersionStatement& statement : before.facts.statements) {
      if (statement.rewrite.empty() || statement.rewrite.front() == '?' || !statement.pins ||
          statement.versions.contains(Version::of(3, 13)))
        continue;
      std::string text = statement.rewrite;
      for (const auto& [mark, value] : {std::pair<std::string, std::string>{"{V}", "3.13"},
                                        {"{C}", "313"},
                                        {"{N}", "3.14"},
                                        {"{Q}", "3.13"}}) {
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
          text.replace(at, 3, value);
      }
      std::string edited = c.text;
      edited.replace(statement.bytes.begin, statement.bytes.end - statement.bytes.begin, text);
      const Reading after = table.read({c.path, edited});
      bool allows = false;
      for (const VersionStatement& now : after.facts.statements) {
        allows = allows || (now.kind == statement.kind && now.span.line == statement.span.line &&
                            now.versions.contains(Version::of(3, 13)));
      }
      EXPECT_TRUE(allows) << "kinds.cases:" << c.line << ": " << c.path << ":"
                          << statement.span.line << " `" << statement.stated << "` -> `" << text
                          << "`\n"
                          << edited;
    }
  }
}

}  // namespace
}  // namespace pymolt::inventory
