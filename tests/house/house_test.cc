// The shape of the house: includes go down the floors, rooms stay small, every file opens with what it is.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// ROOM -> the rooms it may take, itself and what those may take among them: the rows `room(NAME USES…)` of CMakeLists.txt.
std::map<std::string, std::set<std::string>> read_rooms() {
  std::map<std::string, std::set<std::string>> rooms;
  std::ifstream in(PYMOLT_SOURCE_DIR "/CMakeLists.txt");
  const std::regex row("^room\\(([a-z_]+)(.*)\\)$");
  const std::regex used("pymolt_([a-z_]+)");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, row)) continue;
    std::set<std::string>& uses = rooms[match[1]];
    uses.insert(match[1]);
    const std::string rest = match[2];
    for (std::sregex_iterator at(rest.begin(), rest.end(), used), end; at != end; ++at) {
      // A row stands below the rows it takes, so that no circle can be written.
      EXPECT_TRUE(rooms.contains((*at)[1])) << line;
      const std::set<std::string>& theirs = rooms[(*at)[1]];
      uses.insert(theirs.begin(), theirs.end());
    }
  }
  return rooms;
}

const std::map<std::string, std::set<std::string>>& rooms() {
  static const std::map<std::string, std::set<std::string>> all = read_rooms();
  return all;
}

// A function longer than this has a line `// Long: REASON` above it.
constexpr std::size_t kLongestFunction = 60;
constexpr std::size_t kLongestFile = 600;

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
  for (const Source& source : house()) EXPECT_TRUE(rooms().contains(source.room)) << source.path;
}

TEST(House, IncludesGoDown) {
  const std::regex include("^#include \"([a-z_]+)/.*\"");
  for (const Source& source : house()) {
    for (const std::string& line : source.lines) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      const std::string room = match[1];
      if (!rooms().contains(room) || !rooms().contains(source.room)) continue;
      EXPECT_TRUE(rooms().at(source.room).contains(room)) << source.path << ": " << line;
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

// With the formatter's layout a definition begins in the first column and its body ends at a `}` there (or two columns
// in, for what is defined in a class).
TEST(House, KeepsFunctionsShort) {
  const std::regex statement("^ *(if|for|while|do|else|switch|return|const auto)\\b");
  for (const Source& source : house()) {
    for (const std::size_t indent : {0U, 2U}) {
      const std::string margin(indent, ' ');
      std::size_t begin = 0;
      bool inside = false;
      for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        const bool at_margin = line.starts_with(margin) && line.size() > indent &&
                               line[indent] != ' ' && line[indent] != '/';
        if (!inside && at_margin && line.ends_with("{") && !std::regex_search(line, statement) &&
            line.find('(') != std::string::npos && line.find(") = {") == std::string::npos) {
          inside = true;
          begin = i;
        } else if (inside && line.starts_with(margin + "}")) {
          inside = false;
          const bool reasoned =
              begin > 0 && source.lines[begin - 1].find("// Long: ") != std::string::npos;
          if (!reasoned) {
            EXPECT_LE(i - begin + 1, kLongestFunction) << source.path << ":" << begin + 1;
          }
        }
      }
    }
  }
}

// One stem, one meaning: `foo.h` of two rooms would be two things under one name.
TEST(House, NamesFilesOnce) {
  std::map<std::string, std::set<std::string>> rooms_of;
  for (const Source& source : house()) {
    const std::string stem = fs::path(source.path).stem().string();
    // `model/plan.h` is the data of what another room does under the same name.
    if (source.room != "model") rooms_of[stem].insert(source.room);
  }
  for (const auto& [stem, where] : rooms_of) {
    std::string all;
    for (const std::string& room : where) all += " " + room;
    EXPECT_EQ(where.size(), 1U) << stem << " is in" << all;
  }
}

// Comments speak of files that are there.
TEST(House, CommentsNameFilesThatExist) {
  std::set<std::string> names;
  for (const char* folder : {"scanner", "tests", "cmake", "build/generated"}) {
    const fs::path root = fs::path(PYMOLT_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root))
      names.insert(entry.path().filename().string());
  }
  const std::regex mention("//.*?\\b([a-z0-9_]+\\.(?:cc|h))\\b");
  // Headers that a C compiler or a user's own source has, and those that are generated.
  const std::set<std::string> elsewhere = {
      "kinds.h", "construct_ids.h", "longintrepr.h", "pyconfig.h",
      "own.h",   "pycore_frame.h",  "stdio.h",       "a.h"};
  for (const Source& source : house()) {
    for (const std::string& line : source.lines) {
      std::smatch match;
      if (line.starts_with("#include") || !std::regex_search(line, match, mention)) continue;
      EXPECT_TRUE(names.contains(match[1]) || elsewhere.contains(match[1]))
          << source.path << ": " << line;
    }
  }
}

// Words that this project has given up for those of compilers and of Python's documentation (docs/architecture.md).
TEST(House, KeepsToPlainWords) {
  const std::regex retired(
      "\\b(tellers?|telling_\\w+|survey|bury|unsee|sightings?|shelters?|heed(s|ed)?|spare[sd]?|"
      "grave(r|st)?|[Ww]hole numbers?|[Tt]ruth values?|[Tt]ricks?|planted|[Ss]poken of|[Gg]one "
      "since|"
      "there only since|told apart|word too many|taken to import|do not have in common|"
      "concerns every version|(is|are|was) wanted "
      "here|steering|note_plants|AttemptFact|kLoads|Tally|"
      "SettledKey|letter by letter|takes? (\\w+ ){0,2}down)\\b|is no (TOML|JSON|YAML|INI):");
  const auto look = [&](const fs::path& path) {
    std::ifstream in(path);
    bool fenced = false;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.starts_with("```")) fenced = !fenced;
      if (fenced && path.extension() == ".md") continue;
      std::smatch match;
      EXPECT_FALSE(std::regex_search(line, match, retired))
          << path.string() << ":" << number << ": `" << match[0] << "` in: " << line;
    }
  };
  const fs::path root = PYMOLT_SOURCE_DIR;
  for (const char* folder : {"scanner", "rules/pages"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".h" || ending == ".cc" || ending == ".md" || ending == ".js")
        look(entry.path());
    }
  }
  for (const char* file : {"README.md", "CONTRIBUTING.md", "docs/architecture.md"})
    look(root / file);
}

// clang 14 cannot compile the views of GCC 12's library.
TEST(House, CompilesWithClang14) {
  const std::regex view("std::views::|ranges::(equal_range|subrange|reverse_view)\\b");
  for (const char* folder : {"scanner", "fuzz", "bench"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(PYMOLT_SOURCE_DIR) / folder)) {
      std::ifstream in(entry.path());
      int number = 0;
      for (std::string line; std::getline(in, line);) {
        ++number;
        EXPECT_FALSE(std::regex_search(line, view)) << entry.path() << ':' << number;
      }
    }
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

// The first group of PATTERN in each line of the file where it is found.
std::vector<std::string> found_in(const std::string& file, const std::string& pattern) {
  std::vector<std::string> all;
  std::ifstream in(PYMOLT_SOURCE_DIR "/" + file);
  const std::regex wanted(pattern);
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_search(line, match, wanted)) all.push_back(match[1]);
  }
  return all;
}

TEST(House, HasOneVersion) {
  const std::vector<std::string> version =
      found_in("CMakeLists.txt", "^project\\(pymolt VERSION ([0-9.]+)");
  ASSERT_EQ(version.size(), 1U);
  const std::vector<std::string> sections = found_in("CHANGELOG.md", "^## ([0-9.]+) \\(");
  ASSERT_FALSE(sections.empty());
  EXPECT_EQ(sections.front(), version.front());
  EXPECT_EQ(found_in("contrib/editors/vscode/package.json", "^  \"version\": \"([^\"]+)\""),
            version);
  const std::vector<std::string> shown = found_in("README.md", "v([0-9]+\\.[0-9]+\\.[0-9]+)\\b");
  EXPECT_GE(shown.size(), 3U);
  for (const std::string& tag : shown) EXPECT_EQ(tag, version.front());
}

}  // namespace
