// Patterns match what git says they match; where git is at hand it is asked.
// SPDX-License-Identifier: MIT
#include "scan/gitignore.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace pymolt::scan {
namespace {

struct Row {
  const char* pattern;
  const char* path;
  bool ignored;
};

constexpr Row kTable[] = {
    {"a.py", "a.py", true},
    {"a.py", "x/a.py", true},
    {"/a.py", "x/a.py", false},
    {"*.py", "x/y/a.py", true},
    {"x/*.py", "x/a.py", true},
    {"x/*.py", "x/y/a.py", false},
    {"x/**/a.py", "x/a.py", true},
    {"x/**/a.py", "x/y/z/a.py", true},
    {"x/**/a.py", "x/ba.py", false},
    {"**/a.py", "a.py", true},
    {"**/y/a.py", "x/y/a.py", true},
    {"x/**", "x/y/a.py", true},
    {"?.py", "a.py", true},
    {"?.py", "ab.py", false},
    {"[ab].py", "b.py", true},
    {"[!ab].py", "b.py", false},
    {"[a-c]x.py", "bx.py", true},
    {"a\\*.py", "ab.py", false},
    {"\\!a.py", "!a.py", true},
    {"a.py/", "a.py", false},
    {"# a.py", "# a.py", false},
    {"a*c*e.py", "abcde.py", true},
    {"a*c*e.py", "abde.py", false},
    {"[", "[", false},
    {"a**b.py", "axb.py", true},
    {"x/a**b.py", "x/a/b.py", false},  // two stars that are no whole part are one
    {"**a.py", "ba.py", true},
    {"/**/a.py", "x/y/a.py", true},
    {"x/**/", "x/y", false},
    {"x**/a.py", "x/a.py", true},
    {"[[:digit:]].py", "7.py", true},
    {"[[:alpha:]x].py", "7.py", false},
    {"[]a].py", "].py", true},
    {"[^a].py", "b.py", true},
    {"a\\", "a\\", false},
    {"*a*a*a*.py", "bababa.py", true},
    {"***", "x/a.py", true},
    {"x/*/y/**/z.py", "x/a/y/b/c/z.py", true},
};

TEST(Gitignore, MatchesPatterns) {
  for (const Row& row : kTable) {
    IgnoreStack stack;
    stack.push("", parse_gitignore(row.pattern));
    EXPECT_EQ(stack.ignores(row.path, false), row.ignored)
        << row.pattern << " against " << row.path;
  }
}

TEST(Gitignore, AgreesWithGit) {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::temp_directory_path() / ("pymolt-gitignore-" + std::to_string(::getpid()));
  const std::string quiet = " >/dev/null 2>&1";
  fs::create_directories(folder);
  if (std::system(("git init " + folder.string() + quiet).c_str()) != 0)
    GTEST_SKIP() << "git is not installed";
  for (const Row& row : kTable) {
    std::ofstream(folder / ".gitignore") << row.pattern << "\n";
    const std::string ask =
        "cd " + folder.string() + " && git check-ignore -q --no-index -- '" + row.path + "'";
    EXPECT_EQ(std::system((ask + quiet).c_str()) == 0, row.ignored)
        << row.pattern << " against " << row.path;
  }
  fs::remove_all(folder);
}

// What would take n^m with backtracking is followed at once, or given up after the same work everywhere.
TEST(Gitignore, CountsItsWork) {
  const std::string name(240, 'a');
  std::string stars;
  for (int i = 0; i < 200; ++i) stars += "*a";
  const std::string huge = "**a*a[" + std::string(900, 'b') + "]";
  for (const std::string& pattern : {stars + "b", huge, stars + "[!a]", "**/" + stars + "/x"}) {
    MatchWork work;
    EXPECT_FALSE(Glob(pattern).matches(name, work)) << pattern;
    EXPECT_FALSE(work.spent()) << pattern;
  }
  MatchWork little{100};
  EXPECT_FALSE(Glob(stars).matches(name, little));
  EXPECT_TRUE(little.spent());
}

TEST(Gitignore, ReadsSoManyPatternsAndNoLongerOnes) {
  bool complete = true;
  std::string many;
  for (std::size_t i = 0; i <= kMostPatterns; ++i) many += "a" + std::to_string(i) + "\n";
  EXPECT_EQ(parse_gitignore(many, &complete).size(), kMostPatterns);
  EXPECT_FALSE(complete);
  EXPECT_EQ(parse_gitignore(std::string(kLongestPattern + 1, 'a') + "\nb\n", &complete).size(), 1U);
  EXPECT_FALSE(complete);
  EXPECT_EQ(parse_gitignore("# a\nb\n", &complete).front().line, 2);
  EXPECT_TRUE(complete);
}

}  // namespace
}  // namespace pymolt::scan
