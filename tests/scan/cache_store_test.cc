// One folder a project in the store of caches: found again, told of, bounded, cleared; and nothing else is removed.
// SPDX-License-Identifier: MIT
#include "scan/cache_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace pymolt::scan {
namespace {

namespace fs = std::filesystem;

class CacheStore : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() /
            ("pymolt-store-" + std::to_string(::getpid()) + "-" + test->name());
    fs::create_directories(root_ / "one/.git");
    fs::create_directories(root_ / "one/src");
    fs::create_directories(root_ / "two/.git");
    store_ = (root_ / "store").string();
  }
  void TearDown() override { fs::remove_all(root_); }

  [[nodiscard]] std::string at(const std::string& path) const { return (root_ / path).string(); }

  // Writes a cache of so many bytes for a scan of PATH.
  void learn(const std::string& path, std::size_t bytes, const CacheLimits& limits = {}) {
    const CachePlace place = cache_place(store_, {at(path)});
    fs::create_directories(fs::path(place.file).parent_path());
    std::ofstream(place.file) << std::string(bytes, 'x');
    settle_store(store_, place, limits);
  }

  fs::path root_;
  std::string store_;
};

TEST_F(CacheStore, HasAFolderAProject) {
  const CachePlace whole = cache_place(store_, {at("one")});
  const CachePlace part = cache_place(store_, {at("one/src")});
  EXPECT_EQ(whole.project, at("one"));
  EXPECT_EQ(part.project, at("one"));
  EXPECT_EQ(cache_place(store_, {at("one/")}).project, at("one"));
  EXPECT_NE(whole.file, part.file);
  EXPECT_EQ(fs::path(whole.file).parent_path(), fs::path(part.file).parent_path());
  EXPECT_NE(fs::path(whole.file).parent_path(),
            fs::path(cache_place(store_, {at("two")}).file).parent_path());
  EXPECT_EQ(cache_place("", {at("one")}).file, "");
}

TEST_F(CacheStore, TellsWhatItHolds) {
  learn("one", 1000);
  learn("one/src", 500);
  learn("two", 10);
  const std::vector<CachedProject> projects = cached_projects(store_);
  ASSERT_EQ(projects.size(), 2U);
  EXPECT_EQ(projects[0].project, at("one"));
  EXPECT_EQ(projects[0].files, 2U);
  EXPECT_EQ(projects[0].bytes, 1500U);
  EXPECT_GT(projects[0].written, 1'700'000'000);
}

TEST_F(CacheStore, LosesTheOldestWhereItGrowsTooLarge) {
  learn("one", 1000);
  const CachePlace old = cache_place(store_, {at("one")});
  fs::last_write_time(old.file, fs::file_time_type::clock::now() - std::chrono::hours(1));
  learn("two", 1000, {.bytes = 1500});
  EXPECT_FALSE(fs::exists(old.file));
  EXPECT_FALSE(fs::exists(fs::path(old.file).parent_path()));
  ASSERT_EQ(cached_projects(store_).size(), 1U);
  EXPECT_EQ(cached_projects(store_)[0].project, at("two"));
}

TEST_F(CacheStore, IsClearedOfNothingElse) {
  learn("one", 1000);
  std::ofstream(at("store/notes.txt")) << "mine";
  const fs::path folder = fs::path(cache_place(store_, {at("one")}).file).parent_path();
  std::ofstream(folder / "notes.txt") << "mine";
  EXPECT_EQ(clear_store(store_), 1000U);
  EXPECT_TRUE(cached_projects(store_).empty());
  EXPECT_TRUE(fs::exists(at("store/notes.txt")));
  EXPECT_TRUE(fs::exists(folder / "notes.txt"));
  EXPECT_EQ(clear_store(at("nowhere")), 0U);
}

}  // namespace
}  // namespace pymolt::scan
