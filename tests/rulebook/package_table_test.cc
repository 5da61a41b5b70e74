// The build's index of packages against the files themselves; what a user's pack adds; asked from many threads.
// SPDX-License-Identifier: MIT
#include "rulebook/package_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "rulebook/embedded.h"
#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

TEST(PackageIndex, SaysWhatTheFilesSay) {
  const auto index = read_package_index(embedded_package_index());
  const std::vector<RuleFile>& files = embedded_packages();
  ASSERT_EQ(index.size(), files.size());
  EXPECT_GE(files.size(), 250U);
  const auto sorted = [](std::vector<std::string_view> words) {
    std::ranges::sort(words);
    return words;
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& [path, words] = index[i];
    EXPECT_EQ(path, files[i].name);
    const auto read = read_package(files[i]);
    ASSERT_TRUE(read.ok()) << read.mistake().str();
    const PackageWords truth = words_of(*read);
    EXPECT_EQ(words.name, truth.name);
    EXPECT_EQ(words.imports, truth.imports) << path;
    EXPECT_EQ(words.brings, truth.brings) << path;
    EXPECT_EQ(sorted(words.names), sorted(truth.names)) << path;
    EXPECT_EQ(sorted(words.members), sorted(truth.members)) << path;
    EXPECT_EQ(sorted(words.distinctive), sorted(truth.distinctive)) << path;
    EXPECT_EQ(sorted(words.tops), sorted(truth.tops)) << path;
  }
}

TEST(PackageTable, ReadsAPackageOnceFromWhicheverThread) {
  PackageTable table;
  table.add_built_in();
  std::vector<const Lifetime*> first(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < first.size(); ++i) {
    threads.emplace_back([&table, &first, i] {
      const auto* names = table.below("numpy");
      first[i] = names == nullptr ? nullptr : names->data();
      EXPECT_EQ(table.of_import("numpy.linalg").back(), table.find("numpy"));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_NE(first.front(), nullptr);
  for (const Lifetime* one : first) EXPECT_EQ(one, first.front());
}

TEST(PackageTable, TakesWhatAPackSaysBesideWhatIsBuiltIn) {
  PackageTable table;
  table.add_built_in();
  const std::size_t before = table.below("numpy")->size();
  const PackageFacts* numpy = table.find("numpy");
  ASSERT_TRUE(
      table
          .add({"packages/numpy.pkg", "package numpy\nimports numpy\nnumpy.zzz_own: removed 2.0\n"})
          .ok());
  EXPECT_EQ(table.below("numpy")->size(), before + 1);
  EXPECT_EQ(table.find("numpy"), numpy);
  EXPECT_FALSE(numpy->supports.empty());
  ASSERT_TRUE(table
                  .add({"packages/own.pkg",
                        "package own\nimports own\nown.C.go: method, distinctive, removed 3\n"})
                  .ok());
  ASSERT_NE(table.find("own"), nullptr);
  EXPECT_NE(table.distinctive(*table.find("own"), "go"), nullptr);
  EXPECT_EQ(table.distinctive(*table.find("own"), "stop"), nullptr);
  EXPECT_EQ(table.below("nothing"), nullptr);
}

// A pack's lifetimes may speak of what a package's facts speak of, and the other way round.
TEST(PackageTable, IsReadTogetherWithLifetimesBelowTheSameName) {
  auto book = Rulebook::built_in();
  ASSERT_TRUE(book.ok()) << book.mistake().str();
  const std::size_t before = book->below("numpy").size();
  ASSERT_TRUE(book->add_owned({{"lifetimes/numpy.life", "numpy.zzz_life: removed 3.9\n"}}).ok());
  EXPECT_EQ(book->below("numpy").size(), before + 1);
  EXPECT_NE(book->lifetime("numpy.float_"), nullptr);
  ASSERT_TRUE(book->add_owned({{"packages/numpy.pkg",
                                "package numpy\nimports numpy\nnumpy.zzz_pkg: removed 2.0\n"}})
                  .ok());
  EXPECT_EQ(book->below("numpy").size(), before + 2);
  EXPECT_NE(book->lifetime("numpy.zzz_life"), nullptr);
  EXPECT_NE(book->lifetime("numpy.zzz_pkg"), nullptr);
}

}  // namespace
}  // namespace pymolt::rulebook
