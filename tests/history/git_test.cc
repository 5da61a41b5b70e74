// A repository that is set against whoever reads it: each way in which git can be made to run a program, tried for real.
// SPDX-License-Identifier: MIT
#include "history/git.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "history/changed_lines.h"
#include "history/revision.h"
#include "scan/disk.h"
#include "scan/git_index.h"

namespace pymolt::history {
namespace {

namespace fs = std::filesystem;

class HostileRepository : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("pymolt-git-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "w");
    if (!git("init") || !sh("printf 'a\\nb\\n' > a.py; printf 'x\\n' > b.bin") || !git("add -A") ||
        !git("commit -m 1"))
      GTEST_SKIP() << "git is not installed";
    std::ofstream(folder_ / "spy") << "#!/bin/sh\ntouch " << marker() << "\ncat\n";
    ::chmod((folder_ / "spy").c_str(), 0755);
    ASSERT_TRUE(sh("printf 'a\\nc\\n' > a.py"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string marker() const { return (folder_ / "marker").string(); }
  [[nodiscard]] std::string spy() const { return (folder_ / "spy").string(); }
  [[nodiscard]] bool sh(const std::string& command) const {
    return std::system(("cd " + (folder_ / "w").string() + " && (" + command + ") >/dev/null 2>&1")
                           .c_str()) == 0;
  }
  [[nodiscard]] bool git(const std::string& command) const {
    return sh("git -c user.name=a -c user.email=a@b -c core.hooksPath=/dev/null " + command);
  }
  [[nodiscard]] std::string index() const {
    std::ifstream in(folder_ / "w/.git/index", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // Asks what changed, and which revision it is; the program must not have run, the index must be as it was.
  void ask(const std::string& what, const std::string& below = {}) {
    fs::remove(marker());
    const std::string before = index();
    const auto lines =
        ChangedLines::since("HEAD", (folder_ / "w" / below).string(), *real_commands());
    (void)revision_of((folder_ / "w" / below).string(), *real_commands());
    (void)is_dirty((folder_ / "w" / below).string(), *real_commands());
    EXPECT_FALSE(fs::exists(marker())) << what << " has run";
    EXPECT_TRUE(index() == before) << what << ": the index was rewritten";
    if (!lines) return;
    const std::string file = (folder_ / "w/a.py").string();
    EXPECT_TRUE(lines->touch(file, {2, 1, 2, 2})) << what;
    EXPECT_FALSE(lines->touch(file, {1, 1, 1, 2})) << what;
  }

  fs::path folder_;
};

TEST_F(HostileRepository, RunsNoFileMonitor) {
  ASSERT_TRUE(sh("git config core.fsmonitor " + spy() + " && git config core.untrackedCache true"));
  ask("core.fsmonitor");
}

TEST_F(HostileRepository, RunsNoFilters) {
  ASSERT_TRUE(sh("echo '* filter=x diff=y' > .gitattributes; git config filter.x.clean " + spy() +
                 "; git config filter.x.smudge " + spy() +
                 "; git config filter.x.required true; git config diff.y.textconv " + spy() +
                 "; git config diff.y.command " + spy() + "; git config diff.external " + spy()));
  ask("filter.x.clean");
  ASSERT_TRUE(sh("git config filter.x.process " + spy()));
  ask("filter.x.process");
  ASSERT_TRUE(sh("echo '* filter=a=b' > .gitattributes; git config filter.a=b.clean " + spy()));
  ask("a filter with = in its name");
  ASSERT_TRUE(sh("echo '* filter=z' > .gitattributes; git config -f .git/more filter.z.clean " +
                 spy() + "; git config include.path more"));
  ask("a filter of an included file");
}

TEST_F(HostileRepository, RunsNothingOfASubmodule) {
  ASSERT_TRUE(
      sh("git init in && cd in && printf 'a\\nb\\n' > b.py && git add b.py && git -c user.name=a "
         "-c user.email=a@b commit -m 1 && echo '* filter=x' > .git/info/attributes && git config "
         "filter.x.clean " +
         spy() + " && git config core.fsmonitor " + spy()));
  ASSERT_TRUE(git("add in") && git("commit -m 2"));
  ASSERT_TRUE(
      sh("printf 'a\\nc\\n' > in/b.py; git config status.submoduleSummary true; git config "
         "diff.submodule diff"));
  ask("a program of a submodule");
}

TEST_F(HostileRepository, WaitsForNoListOfNames) {
  ASSERT_TRUE(sh("mkfifo fifo && git config mailmap.file fifo && git config log.mailmap true"));
  EXPECT_TRUE(revision_of((folder_ / "w").string(), *real_commands()));
  ask("mailmap.file");
}

// Of names and paths, from a file that never ends; git would read it whole.
TEST_F(HostileRepository, ReadsNoFileThatItsConfigurationNames) {
  for (const char* key : {"diff.orderFile", "core.excludesFile", "core.attributesFile"}) {
    ASSERT_TRUE(sh("git config " + std::string(key) + " /dev/zero"));
    const auto lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
    EXPECT_TRUE(lines) << key;
    EXPECT_TRUE(is_dirty((folder_ / "w").string(), *real_commands())) << key;
    ASSERT_TRUE(sh("git config --unset " + std::string(key)));
  }
}

// git would wait for whoever writes into it.
TEST_F(HostileRepository, WaitsForNoFileOfItsOwn) {
  for (const char* path :
       {"HEAD", "index", "packed-refs", "refs/heads/x", "objects/info/commit-graph",
        "objects/ab/cdef", "objects/pack/pack-1.idx", "info/attributes"}) {
    ASSERT_TRUE(sh("cp -a .git kept; mkdir -p $(dirname .git/" + std::string(path) +
                   "); rm -f .git/" + path + "; mkfifo .git/" + path));
    const auto lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
    ASSERT_FALSE(lines) << path;
    EXPECT_NE(lines.mistake().str().find(std::string(path) + "` is no regular file"),
              std::string::npos)
        << lines.mistake().str();
    EXPECT_FALSE(revision_of((folder_ / "w").string(), *real_commands())) << path;
    ASSERT_TRUE(sh("rm -rf .git; mv kept .git"));
  }
  ASSERT_TRUE(sh("mkfifo fifo; ln -s ../fifo .git/packed-refs"));
  EXPECT_FALSE(ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands()));
}

// By whatever a repository may be written in: what is not understood hides nothing.
TEST_F(HostileRepository, TracksTheSameByEveryFormOfItsIndex) {
  ASSERT_TRUE(sh("mkdir d; echo 1 > d/b.py; echo 'a.py' > .gitignore; echo 'd/' >> .gitignore"));
  ASSERT_TRUE(git("add -f d/b.py .gitignore") && git("commit -m 2"));
  const auto tracked = [&](const std::string& path) {
    const auto files = scan::TrackedFiles::read(*scan::real_disk(), (folder_ / "w").string());
    return !files || files->has(path);
  };
  for (const char* change :
       {"true", "git update-index --index-version 4", "git update-index --split-index",
        "git update-index --no-split-index; git sparse-checkout set --cone --sparse-index x",
        "truncate -s 1000000000 .git/index", "head -c 100 .git/index > i; mv i .git/index",
        "rm .git/index; ln -s /dev/zero .git/index"}) {
    ASSERT_TRUE(sh(change)) << change;
    EXPECT_TRUE(tracked("a.py")) << change;
    EXPECT_TRUE(tracked("d/b.py")) << change;
  }
}

TEST_F(HostileRepository, GitIsNoFileOfTheTree) {
  ASSERT_TRUE(sh("cp " + spy() + " git"));
  const std::string path = std::getenv("PATH");
  ASSERT_TRUE(sh("ln -s w ../link"));
  const std::string here = (folder_ / "w").string() + ":" + path;
  const std::string by_link = (folder_ / "link").string() + ":" + path;
  for (const std::string& odd :
       {":" + path, ".:" + path, "./:" + path, "../w:" + path, here, by_link}) {
    ASSERT_EQ(::setenv("PATH", odd.c_str(), 1), 0);
    ask("git in a folder of PATH that is none: " + odd);
  }
  ASSERT_EQ(::setenv("PATH", path.c_str(), 1), 0);
}

TEST_F(HostileRepository, RunsNoHooks) {
  ASSERT_TRUE(
      sh("mkdir -p .git/hooks hooks; for h in post-index-change pre-auto-gc reference-transaction "
         "fsmonitor-watchman; do"
         " cp " +
         spy() + " .git/hooks/$h; cp " + spy() + " hooks/$h; done; touch a.py b.bin"));
  ask("a hook");
  ASSERT_TRUE(sh("git config core.hooksPath hooks"));
  ask("core.hooksPath");
  ASSERT_TRUE(
      sh("git config -f more core.hooksPath hooks; git config --unset core.hooksPath; git config "
         "include.path ../more"));
  ask("include.path");
}

TEST_F(HostileRepository, FetchesNothing) {
  ASSERT_TRUE(sh(
      "git config remote.origin.url 'ext::" + spy() +
      "' && git config remote.origin.promisor true && "
      "git config extensions.partialClone origin && git config core.repositoryFormatVersion 1 && "
      "git config protocol.ext.allow always && git config core.sshCommand " +
      spy() + " && rm -f .git/objects/$(git rev-parse HEAD:a.py | sed 's,^..,&/,')"));
  ask("a missing object");
}

TEST_F(HostileRepository, TakesNoBareRepositoryInside) {
  ASSERT_TRUE(
      sh("git init --bare bare && cd bare && git config core.bare false && git config "
         "core.worktree .. && "
         "git config core.fsmonitor " +
         spy() + " && git config core.hooksPath " + folder_.string()));
  ask("a bare repository", "bare");
}

TEST_F(HostileRepository, LooksAtNoWorkingTreeElsewhere) {
  fs::create_directories(folder_ / "elsewhere");
  std::ofstream(folder_ / "elsewhere/a.py") << "a\nsecret\n";
  ASSERT_TRUE(sh("git config core.worktree " + (folder_ / "elsewhere").string()));
  const auto lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
  ASSERT_TRUE(lines) << lines.mistake().str();
  EXPECT_TRUE(lines->touch((folder_ / "w/a.py").string(), {2, 1, 2, 2}));
  EXPECT_FALSE(lines->touch((folder_ / "w/a.py").string(), {1, 1, 1, 2}));
}

TEST_F(HostileRepository, IncludesNoOtherFiles) {
  ASSERT_TRUE(sh("mkfifo fifo"));
  for (const char* add :
       {"git config include.path ../fifo", "printf '[InClude]\n\tpath = ../fifo\n' >> .git/config",
        "git config 'includeIf.gitdir:/.path' ../fifo"}) {
    ASSERT_TRUE(sh("cp .git/config kept && " + std::string(add)));
    const auto lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
    ASSERT_FALSE(lines) << add;
    EXPECT_NE(lines.mistake().str().find("includes other files"), std::string::npos);
    ASSERT_TRUE(sh("mv kept .git/config"));
  }
  // By way of a file that says where the repository is.
  ASSERT_TRUE(sh(
      "git config include.path ../fifo && mv .git elsewhere && echo 'gitdir: elsewhere' > .git"));
  EXPECT_FALSE(ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands()));
}

TEST_F(HostileRepository, WhatGitIsToldNotToLookAtIsShown) {
  ASSERT_TRUE(sh("git update-index --assume-unchanged a.py"));
  auto lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
  ASSERT_TRUE(lines);
  EXPECT_TRUE(lines->touch((folder_ / "w/a.py").string(), {2, 1, 2, 2}));
  ASSERT_TRUE(sh("git update-index --no-assume-unchanged --skip-worktree a.py"));
  lines = ChangedLines::since("HEAD", (folder_ / "w").string(), *real_commands());
  ASSERT_TRUE(lines);
  EXPECT_TRUE(lines->touch((folder_ / "w/a.py").string(), {2, 1, 2, 2}));
}

TEST_F(HostileRepository, OneThatIsNoneHidesNothingByTheOneAround) {
  // git would go on to the repository around it, whose files have the same names.
  ASSERT_TRUE(sh("mkdir -p in/.git/objects in/.git/refs; echo x > in/.git/HEAD; cp a.py in/a.py"));
  const auto lines = ChangedLines::since("HEAD", (folder_ / "w/in").string(), *real_commands());
  EXPECT_TRUE(!lines || lines->touch((folder_ / "w/in/a.py").string(), {2, 1, 2, 2}));
}

TEST_F(HostileRepository, IsReadWhereItsPathHoldsANewline) {
  const fs::path odd = folder_ / "odd\nname";
  fs::rename(folder_ / "w", odd);
  const auto lines = ChangedLines::since("HEAD", odd.string(), *real_commands());
  ASSERT_TRUE(lines) << lines.mistake().str();
  EXPECT_FALSE(lines->touch((odd / "a.py").string(), {1, 1, 1, 2}));
  EXPECT_TRUE(lines->touch((odd / "a.py").string(), {2, 1, 2, 2}));
}

}  // namespace
}  // namespace pymolt::history
