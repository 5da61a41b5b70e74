// What git's answers mean: patches, renames, untracked files, and what is said when git has no answer.
// SPDX-License-Identifier: MIT
#include "history/changed_lines.h"

#include <gtest/gtest.h>

namespace pymolt::history {
namespace {

using Ranges = std::vector<LineRange>;

TEST(ReadPatch, TakesTheNewSidesOfHunks) {
  const auto changed = read_patch(
      "diff --git a/src/a.py b/src/a.py\n"
      "--- a/src/a.py\n"
      "+++ b/src/a.py\n"
      "@@ -3 +3 @@ def f():\n"
      "-old\n"
      "+new\n"
      "@@ -10,2 +10,3 @@\n"
      "-x\n"
      "-y\n"
      "+++ b/not/a/path.py\n"
      "+@@ -1 +1 @@\n"
      "+z\n"
      "@@ -20,2 +20,0 @@\n"
      "-gone\n"
      "-gone\n"
      "\\ No newline at end of file\n"
      "--- a/old.py\n"
      "+++ /dev/null\n"
      "@@ -1 +0,0 @@\n"
      "-x\n"
      "rename from b.py\n"
      "rename to c d.py\n"
      "--- a/b.py\n"
      "+++ b/c d.py\t\n"
      "@@ -0,0 +1,2 @@\n"
      "+x\n"
      "+y\n"
      "--- \"a/\\303\\244\\n\\\"q.py\"\n"
      "+++ \"b/\\303\\244\\n\\\"q.py\"\n"
      "@@ -1,0 +7 @@\n"
      "+x\n");
  EXPECT_EQ(changed.size(), 3U);
  EXPECT_EQ(changed.at("src/a.py"), (Ranges{{3, 3}, {10, 12}}));
  EXPECT_EQ(changed.at("c d.py"), (Ranges{{1, 2}}));
  EXPECT_EQ(changed.at("\xc3\xa4\n\"q.py"), (Ranges{{7, 7}}));
}

// Answers by the word after `git` that says what is asked; notes where.
class StagedGit : public Commands {
 public:
  std::map<std::string, Ended> answers;
  mutable std::vector<std::string> folders;

  [[nodiscard]] Result<Ended> run(const std::string& folder, const std::vector<std::string>& words,
                                  const std::vector<std::string>& /*setting*/) const override {
    if (words[1] == "config") return Ended{1, {}, {}};  // no filters
    folders.push_back(folder);
    for (const std::string& word : words) {
      if (const auto answer = answers.find(word); answer != answers.end()) return answer->second;
    }
    Mistake mistake;
    mistake.message = "`git` cannot be run: No such file or directory";
    return mistake;
  }
};

StagedGit good_git() {
  StagedGit git;
  git.answers["--show-toplevel"] = {0, "/w\n", ""};
  git.answers["--verify"] = {0, "0123abc\n", ""};
  git.answers["diff-index"] = {0, "--- a/s/a.py\n+++ b/s/a.py\n@@ -2 +2,2 @@\n-x\n+y\n+z\n", ""};
  git.answers["ls-files"] = {0, std::string("H s/a.py\0H s/b.py\0", 18), ""};
  return git;
}

TEST(ChangedLines, ArePutToFindings) {
  const StagedGit git = good_git();
  const Result<ChangedLines> lines = ChangedLines::since("main", "/w/s", git);
  ASSERT_TRUE(lines.ok()) << lines.mistake().str();
  EXPECT_EQ(git.folders, (std::vector<std::string>{"/w/s", "/w", "/w", "/w"}))
      << "paths are the tree's, wherever it is asked";
  const struct {
    const char* path;
    Span span;
    bool touched;
  } kTable[] = {
      {"/w/s/a.py", {1, 1, 1, 9}, false}, {"/w/s/a.py", {2, 1, 2, 9}, true},
      {"/w/s/a.py", {3, 1, 3, 9}, true},  {"/w/s/a.py", {4, 1, 4, 9}, false},
      {"/w/s/a.py", {1, 1, 9, 9}, true},  {"/w/s/b.py", {1, 1, 1, 9}, false},
      {"/w/s/c.py", {1, 1, 1, 9}, true},  {"/elsewhere", {1, 1, 1, 9}, true},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(lines->touch(row.path, row.span), row.touched) << row.path << row.span.line;
}

TEST(ChangedLines, SayWhyThereAreNone) {
  StagedGit no_git;
  StagedGit outside = good_git();
  outside.answers["--show-toplevel"] = {128, "", "fatal: not a git repository\nmore\n"};
  StagedGit unknown = good_git();
  unknown.answers["--verify"] = {1, "", ""};
  const struct {
    const StagedGit& git;
    const char* said;
  } kTable[] = {
      {no_git, "--since: `git` cannot be run: No such file or directory"},
      {outside, "--since: this is not a git working tree\n  git says: fatal: not a git repository"},
      {unknown,
       "--since: git knows no revision `main`\n"
       "  a shallow clone lacks older commits and branches: `git fetch` brings them"},
  };
  for (const auto& row : kTable) {
    const Result<ChangedLines> lines = ChangedLines::since("main", "/w", row.git);
    ASSERT_FALSE(lines.ok());
    EXPECT_EQ(lines.mistake().str(), row.said);
  }
}

TEST(Commands, RunAProgramWithoutAShell) {
  const std::unique_ptr<Commands> commands = real_commands();
  const Result<Ended> said =
      commands->run("/", {"sh", "-c", "pwd; echo \"$1\"; echo wrong >&2; exit 3", "sh", "a; $(b)"});
  ASSERT_TRUE(said.ok()) << said.mistake().str();
  EXPECT_EQ(said->status, 3);
  EXPECT_EQ(said->out, "/\na; $(b)\n");
  EXPECT_EQ(said->err, "wrong\n");
  const Result<Ended> much =
      commands->run("/", {"sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"});
  ASSERT_TRUE(much.ok());
  EXPECT_EQ(much->out.size(), 300000U);
  EXPECT_EQ(much->err.size(), 300000U);
  const Result<Ended> none = commands->run("/", {"no-such-program-here"});
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.mistake().str(),
            "`no-such-program-here` cannot be run: No such file or directory");
  EXPECT_FALSE(commands->run("/no/such/folder", {"sh", "-c", "true"}).ok());
}

}  // namespace
}  // namespace pymolt::history
