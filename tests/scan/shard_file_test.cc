// Files of facts: shares of paths, and what is left of a file after each kind of damage.
// SPDX-License-Identifier: MIT
#include "scan/shard_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace pymolt::scan {
namespace {

TEST(Share, IsReadFromWords) {
  struct Case {
    const char* text;
    std::uint32_t number;  // 0: is refused
    std::uint32_t of;
  };
  for (const Case& c : {Case{"1/1", 1, 1},
                        {"3/16", 3, 16},
                        {"65536/65536", 65536, 65536},
                        {"0/1", 0, 0},
                        {"2/1", 0, 0},
                        {"1/0", 0, 0},
                        {"1", 0, 0},
                        {"1/", 0, 0},
                        {"/2", 0, 0},
                        {"", 0, 0},
                        {"1/2x", 0, 0},
                        {"-1/2", 0, 0},
                        {"1/65537", 0, 0},
                        {"99999999999/99999999999", 0, 0}}) {
    const Result<Share> share = parse_share(c.text);
    ASSERT_EQ(share.ok(), c.number > 0) << c.text;
    if (share) {
      EXPECT_EQ(*share, (Share{c.number, c.of})) << c.text;
    }
  }
}

TEST(Share, EveryPathIsInExactlyOneAndNoneHoldsMostOfThem) {
  for (const std::uint32_t of : {1U, 2U, 4U, 16U}) {
    std::vector<int> sizes(of);
    for (int i = 0; i < 2000; ++i) {
      int holders = 0;
      for (std::uint32_t number = 1; number <= of; ++number) {
        if (!Share{number, of}.holds("pkg/module_" + std::to_string(i) + ".py")) continue;
        ++holders;
        ++sizes[number - 1];
      }
      ASSERT_EQ(holders, 1) << i;
    }
    for (const int size : sizes) EXPECT_NEAR(size, 2000.0 / of, 2000.0 / of / 2) << of;
  }
}

class ShardFile : public testing::Test {
 protected:
  void SetUp() override {
    file_ =
        (std::filesystem::temp_directory_path() / ("pymolt-shard-" + std::to_string(::getpid())))
            .string();
    std::ostringstream out;
    ShardWriter writer(out, "{\"schema\": \"x\"}");
    for (const char* path : {"a.py", "b/c.py"}) {
      FileFacts facts;
      facts.path = path;
      facts.sha256 = std::string(64, 'a');
      writer.add(facts);
    }
    writer.end();
    bytes_ = out.str();
  }
  void TearDown() override { std::filesystem::remove(file_); }

  // The paths that BYTES give; what is wrong stands at the end.
  std::vector<std::string> read(const std::string& bytes) {
    std::ofstream(file_, std::ios::binary) << bytes;
    Result<ShardReader> reader = ShardReader::open(file_);
    if (!reader) return {reader.mistake().message};
    std::vector<std::string> paths = {reader->head()};
    while (true) {
      Result<std::optional<FileFacts>> next = reader->next();
      if (!next) paths.push_back(next.mistake().message);
      if (!next || !*next) return paths;
      paths.push_back((*next)->path);
    }
  }

  std::string file_;
  std::string bytes_;
};

TEST_F(ShardFile, GivesWhatWasWritten) {
  EXPECT_EQ(read(bytes_), (std::vector<std::string>{"{\"schema\": \"x\"}", "a.py", "b/c.py"}));
}

TEST_F(ShardFile, SaysThatItIsCutShortWhereverItIsCut) {
  for (std::size_t size = 0; size < bytes_.size(); ++size) {
    EXPECT_NE(read(bytes_.substr(0, size)).back().find("cut short"), std::string::npos) << size;
  }
}

// But for the size of the window, which asks for memory and says nothing of what is read.
TEST_F(ShardFile, NoticesEveryByteThatIsAnother) {
  const std::vector<std::string> whole = read(bytes_);
  for (std::size_t at = bytes_.find('\n') + 1; at < bytes_.size(); ++at) {
    std::string other = bytes_;
    other[at] = static_cast<char>(other[at] ^ 0x55);
    const std::vector<std::string> got = read(other);
    EXPECT_TRUE(got == whole || got.back().starts_with("this file of facts is ")) << at;
    EXPECT_TRUE(got != whole || at == bytes_.find('\n') + 6) << at;
  }
}

TEST_F(ShardFile, TakesNothingBehindItsEnd) {
  EXPECT_EQ(read(bytes_ + "x").back(), "this file of facts is damaged");
}

TEST_F(ShardFile, UnfoldsToSoMuchAndNoMore) {
  std::ostringstream out;
  ShardWriter writer(out, "{}");
  FileFacts facts;
  facts.path = "a.py";
  facts.reason = std::string(std::size_t{64} << 20, 'a');
  writer.add(facts);
  writer.end();
  EXPECT_LT(out.str().size(), 20000U);
  EXPECT_EQ(read(out.str()).back(),
            "this file of facts unfolds to more than a thousand times its size");
}

TEST_F(ShardFile, EndsWhereAPathStandsTwice) {
  std::ostringstream out;
  ShardWriter writer(out, "{}");
  FileFacts facts;
  facts.path = "a.py";
  facts.sha256 = std::string(64, 'a');
  for (int i = 0; i < 1000; ++i) writer.add(facts);
  writer.end();
  const std::vector<std::string> paths = read(out.str());
  ASSERT_EQ(paths.size(), 3U);  // the head, one path, and why
  EXPECT_EQ(paths.back(), "this file of facts holds a path twice");
}

}  // namespace
}  // namespace pymolt::scan
