// The ledger of What's New: every entry is covered by a page or a lifetime, or left out for a reason that is written down.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

struct Entry {
  int line = 0;
  std::string version;
  std::string kind;  // rule, life or not
  std::vector<std::string> names;
};

std::vector<Entry> read_ledger() {
  std::vector<Entry> entries;
  std::ifstream file(PYMOLT_SOURCE_DIR "/rules/porting_notes.txt");
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t first = line.find(" | ");
    const std::size_t last = line.rfind(" | ");
    EXPECT_NE(first, last) << "line " << number
                           << " wants a version, a change and where it is covered";
    std::istringstream covered(line.substr(last + 3));
    Entry entry{number, line.substr(0, first), {}, {}};
    covered >> entry.kind;
    for (std::string name; covered >> name;) entry.names.push_back(name);
    entries.push_back(std::move(entry));
  }
  return entries;
}

// rules/README.md explains each reason in a row of its own, which begins with it.
std::string read_readme() {
  std::stringstream text;
  text << std::ifstream(PYMOLT_SOURCE_DIR "/rules/README.md").rdbuf();
  return text.str();
}

TEST(PortingNotes, NameWhatThereIs) {
  const Result<Rulebook> book = Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  const std::string readme = read_readme();
  std::map<std::string, int> by_version;
  for (const Entry& entry : read_ledger()) {
    EXPECT_TRUE(Version::parse(entry.version).has_value()) << "line " << entry.line;
    EXPECT_FALSE(entry.names.empty()) << "line " << entry.line;
    ++by_version[entry.version];
    for (const std::string& name : entry.names) {
      const bool known = entry.kind == "rule" ? book->page(name) != nullptr
                         : entry.kind == "life"
                             ? book->lifetime(name) != nullptr
                             : readme.find("| `" + name + "` |") != std::string::npos;
      EXPECT_TRUE(known) << "line " << entry.line << ": there is no " << entry.kind << " `" << name
                         << "`";
    }
  }
  EXPECT_EQ(by_version.size(), 17U);  // 3.0 to 3.16
}

// What a page claims was asked of the interpreters by tools/prove_pages.py; the page must be there still.
TEST(PortingNotes, ClaimsSpeakForPages) {
  const Result<Rulebook> book = Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  std::ifstream file(PYMOLT_SOURCE_DIR "/tests/pages/claims.cases");
  int claims = 0;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("== ")) continue;
    ++claims;
    EXPECT_NE(book->page(std::string_view(line).substr(3)), nullptr) << line;
  }
  EXPECT_GE(claims, 100);
}

}  // namespace
}  // namespace pymolt::rulebook
