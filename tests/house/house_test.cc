// The shape of the house: includes go down the floors, rooms stay small, every file opens with what it is.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, int> kFloors = {
    {"base", 0},    {"packaging", 1}, {"rulebook", 2}, {"syntax", 2},  {"verdict", 3},
    {"names", 3},   {"capi", 3},      {"render", 3},   {"checks", 4},  {"scan", 5},
    {"project", 6}, {"inventory", 4}, {"settings", 6}, {"history", 6}, {"portfolio", 7},
    {"fix", 6},     {"gate", 6},      {"papers", 6},   {"verify", 6},  {"cli", 8},
};
constexpr int kLongestFile = 400;

struct Source {
  std::string path;  // below scanner/
  std::string room;
  std::vector<std::string> lines;
};

std::vector<Source> sources() {
  std::vector<Source> all;
  const fs::path root = PYMOLT_SOURCE_DIR "/scanner";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string ending = entry.path().extension().string();
    if (!entry.is_regular_file() || (ending != ".h" && ending != ".cc")) continue;
    Source source;
    source.path = fs::relative(entry.path(), root).generic_string();
    source.room = source.path.substr(0, source.path.find('/'));
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) source.lines.push_back(line);
    all.push_back(std::move(source));
  }
  std::sort(all.begin(), all.end(),
            [](const Source& a, const Source& b) { return a.path < b.path; });
  return all;
}

const std::vector<Source>& house() {
  static const std::vector<Source> all = sources();
  return all;
}

TEST(House, HasRoomsOnlyOnItsFloors) {
  EXPECT_GT(house().size(), 50U);
  for (const Source& source : house()) EXPECT_TRUE(kFloors.contains(source.room)) << source.path;
}

TEST(House, IncludesGoDown) {
  const std::regex include("^#include \"([a-z_]+)/.*\"");
  for (const Source& source : house()) {
    for (const std::string& line : source.lines) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      const std::string room = match[1];
      if (room == source.room || !kFloors.contains(room)) continue;
      EXPECT_LT(kFloors.at(room), kFloors.at(source.room)) << source.path << ": " << line;
    }
  }
}

TEST(House, KeepsLibrariesInTheirRooms) {
  const struct {
    const char* header;
    const char* room;
  } kTable[] = {
      {"tree_sitter/", "syntax"}, {"re2/", "syntax"},  {"CLI/", "cli"},
      {"nettle/", "scan"},        {"pugixml", "gate"}, {"yaml-cpp/", "inventory"},
      {"zlib.h", "scan"},
  };
  for (const Source& source : house()) {
    for (const std::string& line : source.lines) {
      for (const auto& row : kTable) {
        if (!line.starts_with("#include") || line.find(row.header) == std::string::npos) continue;
        EXPECT_EQ(source.room, row.room) << source.path << ": " << line;
      }
    }
  }
}

TEST(House, KeepsFilesSmallAndIntroduced) {
  for (const Source& source : house()) {
    EXPECT_LE(source.lines.size(), kLongestFile)
        << source.path << " is too long: give an idea of it a file";
    ASSERT_GE(source.lines.size(), 2U) << source.path;
    EXPECT_TRUE(source.lines[0].starts_with("// ")) << source.path << " does not say what it is";
    // In the first comment, which ends at the first line of another kind.
    bool licensed = false;
    for (std::size_t i = 0; i < source.lines.size() && source.lines[i].starts_with("//"); ++i) {
      licensed = licensed || source.lines[i] == "// SPDX-License-Identifier: MIT";
    }
    EXPECT_TRUE(licensed) << source.path << " names no licence";
  }
}

TEST(House, NamesNoRegistryHost) {
  // Registries are reached by package name; their hosts change and are nobody's business here.
  const std::regex host("registry\\.npmjs|pypi\\.org|crates\\.io|deb\\.debian\\.org");
  for (const char* file : {"package.json", "package-lock.json", "Makefile", "README.md"}) {
    std::ifstream in(fs::path(PYMOLT_SOURCE_DIR) / file);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_FALSE(text.empty()) << file;
    EXPECT_FALSE(std::regex_search(text, host)) << file;
  }
}

}  // namespace
