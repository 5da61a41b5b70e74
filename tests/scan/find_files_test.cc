// Everything met is taken, skipped with a reason or failed with a reason.
// SPDX-License-Identifier: MIT
#include "scan/find_files.h"

#include <gtest/gtest.h>

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
  disk.file("p/run", "#!/usr/bin/env python\n").file("p/run2", "#!/bin/sh\n").file("p/x.sh", "#!/usr/bin/python\n");
  disk.file("p/sub/__init__.py").folder("p/x.py").file("p/x.py/inside.py");
  EXPECT_EQ(found({"p"}, disk), (Lines{"a.py", "b.pyw", "c.pyi", "run", "sub/__init__.py", "x.py/inside.py"}));
}

TEST(FindFiles, SaysWhatItLeavesOut) {
  MemoryDisk disk;
  disk.file("p/a.py").file("p/.hidden/b.py").file("p/venv/pyvenv.cfg").file("p/venv/c.py");
  disk.file("p/node_modules/d.py").file("p/__pycache__/e.py").file("p/.git/f.py").link("p/loop", "p");
  disk.special("p/pipe.py").link("p/gone.py", "nowhere").file("p/locked/g.py").unreadable("p/locked");
  EXPECT_EQ(found({"p"}, disk),
            (Lines{".hidden/ | skipped: hidden folder", "a.py", "gone.py | failed: symbolic link that leads nowhere",
                   "locked/ | failed: cannot be read: Permission denied", "loop/ | skipped: symbolic link to a folder",
                   "node_modules/ | skipped: packages of another language", "pipe.py | skipped: not a regular file",
                   "venv/ | skipped: virtual environment"}));
}

TEST(FindFiles, TakesWhatIsNamedWhateverItIsCalled) {
  MemoryDisk disk;
  disk.file("p/.hidden/b.py").file("script").file("a.txt").special("pipe");
  EXPECT_EQ(found({"p/.hidden"}, disk), (Lines{"b.py"}));
  EXPECT_EQ(found({"script", "./a.txt", "pipe", "none"}, disk),
            (Lines{"a.txt", "none | failed: there is no such file or folder", "pipe | failed: not a regular file",
                   "script"}));
  EXPECT_EQ(found({"p/.hidden", "script"}, disk), (Lines{"p/.hidden/b.py", "script"}));
}

TEST(FindFiles, AsksGitignoreFilesOnTheWay) {
  MemoryDisk disk;
  disk.file("p/.gitignore", "build/\n*_pb2.py\n!keep_pb2.py\n/top.py\n").file("p/build/a.py").file("p/x_pb2.py");
  disk.file("p/keep_pb2.py").file("p/top.py").file("p/sub/top.py").file("p/sub/.gitignore", "local.py\n");
  disk.file("p/sub/local.py").file("p/local.py").file("p/.git/config");
  EXPECT_EQ(found({"p"}, disk),
            (Lines{"build/ | skipped: ignored by git", "keep_pb2.py", "local.py",
                   "sub/local.py | skipped: ignored by git", "sub/top.py", "top.py | skipped: ignored by git",
                   "x_pb2.py | skipped: ignored by git"}));
}

}  // namespace
}  // namespace pymolt::scan
