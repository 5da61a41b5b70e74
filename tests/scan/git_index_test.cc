// Bytes that are no index, or a damaged one, name no files and do no harm; whole ones are tried in find_files_test.cc.
// SPDX-License-Identifier: MIT
#include "scan/git_index.h"

#include <gtest/gtest.h>

namespace pymolt::scan {
namespace {

void put(std::string& out, std::uint32_t number, int size) {
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(number >> (8 * i));
}

std::string index(const std::vector<std::string>& paths, std::uint32_t count) {
  std::string bytes = "DIRC";
  put(bytes, 2, 4);
  put(bytes, count, 4);
  for (const std::string& path : paths) {
    std::string entry(60, 'x');
    put(entry, static_cast<std::uint32_t>(path.size()), 2);
    entry += path;
    entry.append(8 - entry.size() % 8, '\0');
    bytes += entry;
  }
  return bytes + std::string(20, 'h');
}

TEST(GitIndex, NamesItsFiles) {
  const auto tracked = TrackedFiles::parse(index({"b/c.py", "a.py"}, 2));
  ASSERT_TRUE(tracked);
  EXPECT_TRUE(tracked->has("a.py"));
  EXPECT_TRUE(tracked->has("b/c.py"));
  EXPECT_FALSE(tracked->has("b"));
  EXPECT_FALSE(tracked->has("a.p"));
  EXPECT_TRUE(tracked->has_below("b"));
  EXPECT_FALSE(tracked->has_below("a.py"));
  EXPECT_TRUE(TrackedFiles::parse(index({"lib/"}, 1))->has_below("lib/deep"))
      << "a folder of a sparse index";
}

TEST(GitIndex, IsWholeOrNone) {
  const std::string good = index({"a.py", "b/c.py", "b/d.py"}, 3);
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(TrackedFiles::parse(good.substr(0, size))) << size;
  EXPECT_FALSE(TrackedFiles::parse(index({"a.py"}, 2)));
  EXPECT_FALSE(TrackedFiles::parse(index({"a.py"}, 0xFFFFFFFF)));
  EXPECT_FALSE(TrackedFiles::parse(""));
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int change : {1, 0x80, 0xFF}) {
      std::string damaged = good;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      (void)TrackedFiles::parse(damaged);
    }
  }
}

}  // namespace
}  // namespace pymolt::scan
