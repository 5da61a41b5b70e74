// What is opened below a folder lies there, by the system's own call and by steps, whatever links say.
// SPDX-License-Identifier: MIT
#include "scan/descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scan/disk.h"

namespace pymolt::scan {
namespace {

namespace fs = std::filesystem;

class Descriptors : public testing::Test {
 protected:
  void SetUp() override {
    top_ = fs::temp_directory_path() / ("pymolt-descriptor-" + std::to_string(::getpid()));
    fs::create_directories(top_ / "tree/d/e");
    fs::create_directories(top_ / "home");
    std::ofstream(top_ / "tree/d/e/f") << "own";
    std::ofstream(top_ / "home/secret") << "secret";
    fs::create_symlink("d/e/f", top_ / "tree/in");
    fs::create_symlink("../home", top_ / "tree/out");
    fs::create_symlink(top_ / "home/secret", top_ / "tree/absolute");
    fs::create_symlink(top_ / "tree/d/e", top_ / "tree/around");
    fs::create_symlink("../tree/d", top_ / "tree/back");
  }
  void TearDown() override { fs::remove_all(top_); }

  fs::path top_;
};

TEST_F(Descriptors, NothingIsOpenedButWhatLiesBelow) {
  const struct {
    const char* below;
    bool plain;    // by no link
    bool beneath;  // by the system's call
    bool bound;    // by links that lead out and come back, too
  } kTable[] = {
      {"d/e/f", true, true, true},
      {"d//e/./f", true, true, true},
      {"in", false, true, true},
      {"around/f", false, false, true},
      {"back/e/f", false, false, true},
      {"out/secret", false, false, false},
      {"absolute", false, false, false},
      {"d/../../home/secret", false, false, false},
      {"../home/secret", false, false, false},
      {"/etc/passwd", false, false, false},
      {"gone", false, false, false},
  };
  const BoundFolder tree((top_ / "tree").string());
  for (const auto& row : kTable) {
    const std::string below = row.below;
    EXPECT_EQ(static_cast<bool>(open_beneath(tree.get(), below, O_RDONLY)), row.beneath) << below;
    if (!below.starts_with('/')) {
      EXPECT_EQ(static_cast<bool>(open_by_steps(tree.get(), below, O_RDONLY)), row.plain) << below;
      if (!row.plain) {
        EXPECT_EQ(errno, below == "gone" ? ENOENT : EXDEV) << below;
      }
    }
    EXPECT_EQ(static_cast<bool>(tree.open(below, O_RDONLY)), row.bound) << below;
  }
  EXPECT_TRUE(open_by_steps(tree.get(), "", O_RDONLY | O_DIRECTORY));
  EXPECT_TRUE(open_beneath(tree.get(), ".", O_RDONLY | O_DIRECTORY));
}

TEST_F(Descriptors, ADiskIsBoundToItsRoots) {
  const std::string tree = (top_ / "tree").string();
  const auto disk = real_disk_within({tree});
  const auto read = [&](const std::string& path) {
    const Result<std::string> bytes = disk->read(path, 100);
    return bytes ? *bytes : "-";
  };
  for (const char* below : {"/d/e/f", "/in", "/around/f", "/./d/e/f"})
    EXPECT_EQ(read(tree + below), "own") << below;
  EXPECT_EQ(read(tree + "/out/secret"), "-");
  EXPECT_EQ(read(tree + "/absolute"), "-");
  EXPECT_EQ(read(tree + "/../home/secret"), "secret") << "in so many words";
  EXPECT_EQ(read((top_ / "home/secret").string()), "secret") << "no root of it";
  EXPECT_TRUE(disk->list(tree));
  EXPECT_FALSE(disk->list(tree + "/out"));
  const auto free = real_disk();
  EXPECT_TRUE(free->read(tree + "/out/secret", 100));
  EXPECT_FALSE(read_inside(*free, tree, tree + "/out/secret", 100));
  EXPECT_TRUE(read_inside(*free, tree, tree + "/in", 100));
}

// A list of files, or of folders, may be longer than the system lets a process hold open.
TEST_F(Descriptors, OfManyRootsFewAreHeldOpen) {
  const fs::path here = fs::current_path();
  fs::current_path(top_);
  std::vector<std::string> roots;
  for (int i = 0; i < 300; ++i) {
    roots.push_back("many/" + std::to_string(i));
    fs::create_directories(roots.back());
    roots.push_back(roots.back() + ".py");
    std::ofstream(roots.back()) << "own";
    std::ofstream(top_ / roots[roots.size() - 2] / "a.py") << "own";
  }
  fs::create_symlink("../../home", top_ / "many/299/out");
  rlimit was = {};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &was), 0);
  rlimit few = was;
  few.rlim_cur = 100;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  {
    const auto disk = real_disk_within(roots);
    for (const char* path : {"many/0.py", "many/299.py", "many/0/a.py", "./many/299/a.py"}) {
      const Result<std::string> bytes = disk->read(path, 100);
      ASSERT_TRUE(bytes.ok()) << path;
      EXPECT_EQ(*bytes, "own");
    }
    EXPECT_FALSE(disk->read("many/299/out/secret", 100).ok());
  }
  EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &was), 0);
  fs::current_path(here);
}

TEST_F(Descriptors, LongPathsAreBoundToo) {
  const std::string name(200, 'n');
  fs::path at = top_ / "tree";
  std::string below;
  const fs::path here = fs::current_path();
  fs::current_path(at);
  for (int i = 0; i < 30; ++i) {
    fs::create_directory(name);
    fs::current_path(name);
    below += name + "/";
  }
  std::ofstream("f") << "deep";
  fs::create_symlink(top_ / "home/secret", "l");
  fs::current_path(here);
  const BoundFolder tree((top_ / "tree").string());
  EXPECT_TRUE(tree.open(below + "f", O_RDONLY));
  EXPECT_FALSE(tree.open(below + "l", O_RDONLY));
}

}  // namespace
}  // namespace pymolt::scan
