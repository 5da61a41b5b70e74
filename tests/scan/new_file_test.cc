// A file is put in its place whole or not at all, and never through a link.
// SPDX-License-Identifier: MIT
#include "scan/new_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace pymolt::scan {
namespace {

namespace fs = std::filesystem;

class NewFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("pymolt-new-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string at(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string contents(const std::string& name) const {
    std::ifstream in(at(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }
  std::optional<Mistake> put(const std::string& name, const std::string& text) {
    NewFile file(at(name));
    file.out() << text;
    return file.put();
  }

  fs::path folder_;
};

TEST_F(NewFileTest, StandsThereWhole) {
  const std::string text(300'000, 'x');
  EXPECT_FALSE(put("a", text));
  EXPECT_EQ(contents("a"), text);
  fs::permissions(at("a"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(put("a", "new"));
  EXPECT_EQ(contents("a"), "new");
  EXPECT_EQ(fs::status(at("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write)
      << "the mode stays";
  EXPECT_EQ(entries(), 1);
}

TEST_F(NewFileTest, LeavesWhatWasThereWhereItIsNotPut) {
  EXPECT_FALSE(put("a", "old"));
  {
    NewFile file(at("a"));
    file.out() << "half" << std::flush;
  }
  EXPECT_EQ(contents("a"), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(NewFileTest, ReplacesALinkAndLeavesWhatItLedTo) {
  std::ofstream(at("home")) << "precious";
  fs::create_symlink("home", at("report"));
  EXPECT_FALSE(put("report", "text"));
  EXPECT_EQ(contents("home"), "precious");
  EXPECT_EQ(contents("report"), "text");
  EXPECT_FALSE(fs::is_symlink(at("report")));
}

TEST_F(NewFileTest, NeverOpensWhatLiesBeside) {
  std::ofstream(at("home")) << "precious";
  for (int i = 0; i < 3; ++i) {
    fs::create_symlink(
        "home", at("." + std::to_string(::getpid()) + "-" + std::to_string(i) + kBesideEnding));
  }
  EXPECT_FALSE(put("report", "text"));
  EXPECT_EQ(contents("home"), "precious");
  EXPECT_EQ(contents("report"), "text");
}

TEST_F(NewFileTest, SaysWhatKeptIt) {
  EXPECT_EQ(put("no/such/folder", "x").value_or(Mistake()).message,
            "cannot be written: No such file or directory");
  fs::create_directories(at("folder"));
  EXPECT_TRUE(put("folder", "x"));
  ASSERT_EQ(::mkfifo(at("fifo").c_str(), 0600), 0);
  EXPECT_TRUE(put("fifo", "x")) << "and does not wait for somebody to read";
  NewFile full("/dev/full");
  full.out() << "x";
  EXPECT_EQ(full.put().value_or(Mistake()).message, "cannot be written: No space left on device");
}

TEST_F(NewFileTest, KeepsTheOldOneWhereTheNewIsLargerThanAllowed) {
  EXPECT_FALSE(put("a", "old"));
  std::signal(SIGXFSZ, SIG_IGN);  // as main does
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::optional<Mistake> mistake = put("a", std::string(100'000, 'x'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(mistake.value_or(Mistake()).message, "cannot be written: File too large");
  EXPECT_EQ(contents("a"), "old");
  EXPECT_EQ(entries(), 1);
}

}  // namespace
}  // namespace pymolt::scan
