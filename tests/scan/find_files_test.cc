// Everything met is taken, skipped with a reason or failed with a reason.
// SPDX-License-Identifier: MIT
#include "scan/find_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/memory_disk.h"

namespace pymolt::scan {
namespace {

// A line for each file found: its path, and the reason when it is not to be scanned.
std::vector<std::string> found(const std::vector<std::string>& roots, const Disk& disk) {
  std::vector<std::string> lines;
  for (const FoundFile& file : find_files(roots, disk)) {
    std::string line = file.path;
    if (file.state == FileState::skipped) line += " | skipped: " + file.reason;
    if (file.state == FileState::failed) line += " | failed: " + file.reason;
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(FindFiles, TakesPythonByItsNameOrItsFirstLine) {
  MemoryDisk disk;
  disk.file("p/a.py").file("p/b.pyw").file("p/c.pyi").file("p/d.pyc").file("p/e.txt");
  disk.file("p/run", "#!/usr/bin/env python\n")
      .file("p/run2", "#!/bin/sh\n")
      .file("p/x.sh", "#!/usr/bin/python\n");
  disk.file("p/sub/__init__.py").folder("p/x.py").file("p/x.py/inside.py");
  EXPECT_EQ(found({"p"}, disk),
            (Lines{"a.py", "b.pyw", "c.pyi", "run", "sub/__init__.py", "x.py/inside.py"}));
}

TEST(FindFiles, SaysWhatItLeavesOut) {
  MemoryDisk disk;
  disk.file("p/a.py").file("p/.hidden/b.py").file("p/venv/pyvenv.cfg").file("p/venv/c.py");
  disk.file("p/node_modules/d.py")
      .file("p/__pycache__/e.py")
      .file("p/.git/f.py")
      .link("p/loop", "p");
  disk.special("p/pipe.py")
      .link("p/gone.py", "nowhere")
      .file("p/locked/g.py")
      .unreadable("p/locked");
  disk.file("p/x-1.0-py3-none-any.whl").file("p/data.zip");
  EXPECT_EQ(found({"p"}, disk),
            (Lines{".hidden/ | skipped: hidden folder", "a.py",
                   "gone.py | failed: symbolic link that leads nowhere",
                   "locked/ | failed: cannot be read: Permission denied",
                   "loop/ | skipped: symbolic link to a folder",
                   "node_modules/ | skipped: packages of another language",
                   "pipe.py | skipped: not a regular file", "venv/ | skipped: virtual environment",
                   "x-1.0-py3-none-any.whl | skipped: an archive: name it to "
                   "scan what it holds"}));
}

TEST(FindFiles, TakesWhatIsNamedWhateverItIsCalled) {
  MemoryDisk disk;
  disk.file("p/.hidden/b.py").file("script").file("a.txt").special("pipe");
  EXPECT_EQ(found({"p/.hidden"}, disk), (Lines{"b.py"}));
  EXPECT_EQ(found({"script", "./a.txt", "pipe", "none"}, disk),
            (Lines{"a.txt", "none | failed: there is no such file or folder",
                   "pipe | failed: not a regular file", "script"}));
  EXPECT_EQ(found({"p/.hidden", "script"}, disk), (Lines{"p/.hidden/b.py", "script"}));
}

TEST(FindFiles, WalksAFolderOnceHoweverOftenItIsNamed) {
  MemoryDisk disk;
  for (int i = 0; i < 100; ++i) disk.file("p/a" + std::to_string(i) + ".py");
  EXPECT_EQ(found(std::vector<std::string>(300'000, "p"), disk).size(), 100U);
  EXPECT_EQ(found({"p", "./p/", "p/a1.py"}, disk).size(), 100U);
}

TEST(FindFiles, AsksGitignoreFilesOnTheWay) {
  MemoryDisk disk;
  disk.file("p/.gitignore", "build/\n*_pb2.py\n!keep_pb2.py\n/top.py\n")
      .file("p/build/a.py")
      .file("p/x_pb2.py");
  disk.file("p/keep_pb2.py")
      .file("p/top.py")
      .file("p/sub/top.py")
      .file("p/sub/.gitignore", "local.py\n");
  disk.file("p/sub/local.py").file("p/local.py").file("p/.git/config");
  EXPECT_EQ(
      found({"p"}, disk),
      (Lines{"build/ | skipped: ignored by git: `build/` in .gitignore:1", "keep_pb2.py",
             "local.py", "sub/local.py | skipped: ignored by git: `local.py` in sub/.gitignore:1",
             "sub/top.py", "top.py | skipped: ignored by git: `/top.py` in .gitignore:4",
             "x_pb2.py | skipped: ignored by git: `*_pb2.py` in .gitignore:2"}));
}

TEST(FindFiles, LeavesOutLinksThatLeadAway) {
  MemoryDisk disk;
  disk.file("p/a.py")
      .link("p/b.py", "p/a.py")
      .file("etc/passwd", "root:x\n")
      .link("p/c.py", "etc/passwd");
  disk.link("p/run", "etc/passwd")
      .link("p/out", "etc")
      .link("q.py", "/elsewhere/x.py")
      .file("/elsewhere/x.py");
  EXPECT_EQ(
      found({"p"}, disk),
      (Lines{"a.py", "b.py", "c.py | skipped: symbolic link that leads out of the scanned folder",
             "out/ | skipped: symbolic link to a folder",
             "run | skipped: symbolic link that leads out of the scanned folder"}));
  EXPECT_EQ(found({"q.py"}, disk),
            (Lines{"q.py | skipped: symbolic link that leads out of this folder"}));
  EXPECT_EQ(find_files({"q.py"}, disk, {}, nullptr, true).front().state, FileState::scanned);
  EXPECT_EQ(find_files({"p"}, disk, {}, nullptr, true)[2].state, FileState::scanned) << "c.py";
}

// On the disk itself: what git says, and what the system does not take in one piece.
class FindOnDisk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("pymolt-find-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { run("rm -rf " + folder_.string()); }

  void file(const std::string& path, const std::string& text = "x = 1\n") const {
    std::filesystem::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  static bool run(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
  }
  [[nodiscard]] bool git(const std::string& command) const {
    return run("cd " + folder_.string() + " && git -c user.name=a -c user.email=a@b " + command);
  }
  // The paths that are scanned, in one line.
  [[nodiscard]] std::string scanned(const std::string& below = {}) const {
    std::string line;
    for (const FoundFile& file : find_files({(folder_ / below).string()}, *real_disk())) {
      if (file.state == FileState::scanned) line += (line.empty() ? "" : " ") + file.path;
      if (file.state == FileState::failed) line += " FAILED " + file.path;
    }
    return line;
  }

  std::filesystem::path folder_;
};

TEST_F(FindOnDisk, ScansWhatGitTracksWhateverIsIgnored) {
  if (!git("init")) GTEST_SKIP() << "git is not installed";
  file("src/a.py");
  file("src/gen/b.py");
  file("src/gen/deep/c.py");
  ASSERT_TRUE(git("add -A"));
  file(".gitignore", "*\n");
  file("src/new.py");
  file("src/gen/new.py");
  for (const std::string version : {"2", "3", "4"}) {
    ASSERT_TRUE(git("update-index --index-version " + version));
    ASSERT_TRUE(version != "3" || git("update-index --skip-worktree src/a.py"));
    EXPECT_EQ(scanned(), "src/a.py src/gen/b.py src/gen/deep/c.py") << version;
    EXPECT_EQ(scanned("src"), "a.py gen/b.py gen/deep/c.py") << version;
  }
  ASSERT_TRUE(git("update-index --split-index"));
  EXPECT_EQ(scanned(), "src/a.py src/gen/b.py src/gen/deep/c.py src/gen/new.py src/new.py")
      << "what cannot be told is scanned";
}

TEST_F(FindOnDisk, ReadsTheIndexOfARepositoryWithSha256AndOfAnotherInside) {
  if (!git("init --object-format=sha256")) GTEST_SKIP() << "git is not installed, or old";
  file("a.py");
  ASSERT_TRUE(git("add -A"));
  file(".gitignore", "*.py\n");
  file("b.py");
  EXPECT_EQ(scanned(), "a.py");
  file("lib/c.py");
  file("lib/.gitignore", "*.py\n");
  file("lib/d.py");
  ASSERT_TRUE(git("init lib"));
  ASSERT_TRUE(run("cd " + (folder_ / "lib").string() + " && git add -f c.py"));
  EXPECT_EQ(scanned(), "a.py lib/c.py");
}

TEST_F(FindOnDisk, AnchorsPatternsAboveTheRootWhereTheyStand) {
  if (!git("init")) GTEST_SKIP() << "git is not installed";
  file(".gitignore", "/build/\n/src/gen/\nsrc/old.py\n");
  for (const char* path : {"src/build/a.py", "src/gen/b.py", "src/old.py", "src/deep/src/old.py"})
    file(path);
  EXPECT_EQ(scanned("src"), "build/a.py deep/src/old.py");
}

TEST_F(FindOnDisk, FindsWhatLiesThousandsOfFoldersDeep) {
  // No path of that length is taken by the system: gone down step by step.
  const int before = ::open(".", O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::chdir(folder_.c_str()), 0);
  for (int i = 1; i <= 900; ++i) {
    ASSERT_EQ(::mkdir("dddddd", 0755), 0);
    ASSERT_EQ(::chdir("dddddd"), 0);
    if (i % 150 == 0) std::ofstream("a.py") << "import imp\n";
  }
  ASSERT_EQ(::fchdir(before), 0);
  ::close(before);
  const auto disk = real_disk();
  const std::vector<FoundFile> files = find_files({folder_.string()}, *disk);
  ASSERT_EQ(files.size(), 6U);
  for (const FoundFile& found : files) {
    EXPECT_EQ(found.state, FileState::scanned) << found.reason;
    EXPECT_EQ(disk->read(found.on_disk, 100).ok() ? *disk->read(found.on_disk, 100) : "",
              "import imp\n");
  }
}

}  // namespace
}  // namespace pymolt::scan
