// The ledgers of What's New and of the old porting tools: every entry is covered by a page or a lifetime, or left out for a
// reason that is written down.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

struct Entry {
  int line = 0;
  std::string of;    // a version, a tool
  std::string what;  // a change, a message, a fixer
  std::string kind;  // rule, life or not
  std::vector<std::string> names;
};

std::vector<Entry> read_ledger(const std::string& file_name) {
  std::vector<Entry> entries;
  std::ifstream file(PYMOLT_SOURCE_DIR "/rules/" + file_name);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t first = line.find(" | ");
    const std::size_t last = line.rfind(" | ");
    EXPECT_NE(first, last) << "line " << number
                           << " wants whose it is, what, and where it is covered";
    std::istringstream covered(line.substr(last + 3));
    Entry entry{number, line.substr(0, first), line.substr(first + 3, last - first - 3), {}, {}};
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

// Whether the names behind `rule`, `life` and `not` are those of pages, lifetimes and reasons.
void hold_names(const std::vector<Entry>& entries) {
  const Result<Rulebook> book = Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  const std::string readme = read_readme();
  for (const Entry& entry : entries) {
    EXPECT_FALSE(entry.names.empty()) << "line " << entry.line;
    for (const std::string& name : entry.names) {
      const bool known = entry.kind == "rule" ? book->page(name) != nullptr
                         : entry.kind == "life"
                             ? book->lifetime(name) != nullptr
                             : readme.find("| `" + name + "` |") != std::string::npos;
      EXPECT_TRUE(known) << "line " << entry.line << ": there is no " << entry.kind << " `" << name
                         << "`";
    }
  }
}

TEST(PortingNotes, NameWhatThereIs) {
  const std::vector<Entry> entries = read_ledger("porting_notes.txt");
  hold_names(entries);
  std::set<std::string> versions;
  for (const Entry& entry : entries) {
    EXPECT_TRUE(Version::parse(entry.of).has_value()) << "line " << entry.line;
    versions.insert(entry.of);
  }
  EXPECT_EQ(versions.size(), 17U);  // 3.0 to 3.16
}

// The fixers of lib2to3 as its own list says: tools/record_2to3.py writes a row for each of them.
std::set<std::string> recorded_fixers() {
  std::set<std::string> fixers;
  std::ifstream file(PYMOLT_SOURCE_DIR "/tests/scan/fixers/recorded.tsv");
  for (std::string row; std::getline(file, row);) {
    const std::string title = row.substr(row.find('\t') + 1);
    fixers.insert(title.substr(0, title.find(':')));
  }
  return fixers;
}

TEST(PortingTools, NameWhatThereIs) {
  const std::vector<Entry> entries = read_ledger("porting_tools.txt");
  hold_names(entries);
  std::map<std::string, std::set<std::string>> by_tool;
  for (const Entry& entry : entries) {
    EXPECT_TRUE(by_tool[entry.of].insert(entry.what).second) << "line " << entry.line;
  }
  EXPECT_EQ(by_tool["2to3"], recorded_fixers());
  EXPECT_EQ(by_tool["2to3"].size(), 52U);
  EXPECT_EQ(by_tool["pylint"].size(), 71U);
  EXPECT_EQ(by_tool["modernize"].size(), 25U);
  EXPECT_EQ(by_tool["futurize"].size(), 26U);
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
