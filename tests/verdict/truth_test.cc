// The verdict against recorded truth: small programs, and which interpreters compile them (tests/verdict/truth/).
// SPDX-License-Identifier: MIT
//
// tools/record_compile_truth.py writes the table. A cell is one program on one version that was asked. Programs on
// which the verdict is known to be wrong stand in truth/known.txt, `file id: why`, each with its reason; one that is
// right by now has to leave that list.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/version_range.h"
#include "verdict/compile_verdict.h"

namespace pymolt::verdict {
namespace {

namespace fs = std::filesystem;

const fs::path kTruth = fs::path(PYMOLT_SOURCE_DIR) / "tests/verdict/truth";

struct Case {
  std::string name;  // `walrus lists-1-1`
  std::string source;
  VersionSet accepted;
  VersionSet asked;
};

std::string from_base64(const std::string& text) {
  static const std::string kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = kLetters.find(c);
    if (value == std::string::npos) break;
    bits = bits << 6 | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

// `2.7,3.6-3.15`
VersionSet versions(const std::string& text) {
  VersionSet set;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const std::size_t dash = part.find('-');
    const Version first = *Version::parse(part.substr(0, dash));
    const Version last = dash == std::string::npos ? first : *Version::parse(part.substr(dash + 1));
    set |= VersionSet::between(first, last);
  }
  return set;
}

std::vector<Case> read_cases(const fs::path& path) {
  std::vector<Case> cases;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  VersionSet asked;
  const auto head = nlohmann::json::parse(line);
  for (const auto& version : head["asked"]) {
    asked |= *Version::parse(version.get<std::string>());
  }
  while (std::getline(file, line)) {
    const auto row = nlohmann::json::parse(line);
    Case c;
    c.name = path.stem().string() + " " + row["id"].get<std::string>();
    c.source = row.contains("src") ? row["src"].get<std::string>()
                                   : from_base64(row["b64"].get<std::string>());
    c.accepted = versions(row["ok"].get<std::string>());
    c.asked = asked;
    if (row.contains("unknown")) c.asked -= versions(row["unknown"].get<std::string>());
    cases.push_back(c);
  }
  return cases;
}

std::map<std::string, std::string> read_known() {
  std::map<std::string, std::string> known;
  std::ifstream file(kTruth / "known.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t colon = line.find(": ");
    known[line.substr(0, colon)] = colon == std::string::npos ? "" : line.substr(colon + 2);
  }
  return known;
}

const Constructs& constructs() {
  static const auto kRules = rulebook::Rulebook::built_in();
  static const Constructs kConstructs(*kRules);
  return kConstructs;
}

std::string shown(const Case& c, const Verdict& verdict) {
  std::string text =
      c.name + ": " +
      nlohmann::json(c.source).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) +
      "\n    compiles on " + (c.accepted & c.asked).str() + ", said: ";
  text += verdict.compiles ? (*verdict.compiles & c.asked).str()
                           : "unknown, " + verdict.unknown_because;
  for (const Reason& reason : verdict.reasons)
    text += "; " + reason.construct + " " + reason.fails_on.str();
  return text + "\n";
}

TEST(Truth, IsWhatInterpretersSay) {
  const auto known = read_known();
  std::set<std::string> still_wrong;
  std::string wrong;
  std::size_t cells = 0;
  std::size_t wrong_cells = 0;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kTruth)) {
    if (entry.path().extension() == ".jsonl") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::size_t wrong_here = 0;
    std::size_t cells_here = 0;
    for (const Case& c : read_cases(path)) {
      const Verdict verdict = judge_bytes(c.source, constructs()).verdict;
      cells_here += static_cast<std::size_t>(c.asked.size());
      const VersionSet difference =
          verdict.compiles
              ? ((*verdict.compiles - c.accepted) | (c.accepted - *verdict.compiles)) & c.asked
              : c.asked;
      if (difference.empty()) continue;
      wrong_here += static_cast<std::size_t>(difference.size());
      still_wrong.insert(c.name);
      if (!known.contains(c.name)) wrong += shown(c, verdict);
    }
    std::cout << path.stem().string() << ": " << cells_here - wrong_here << " of " << cells_here
              << " cells\n";
    cells += cells_here;
    wrong_cells += wrong_here;
  }
  std::cout << "all: " << cells - wrong_cells << " of " << cells << " cells\n";
  ASSERT_GT(cells, 100000U);
  EXPECT_TRUE(wrong.empty()) << wrong;
  for (const auto& [name, why] : known) {
    EXPECT_TRUE(still_wrong.contains(name))
        << name << " is right by now: take it off truth/known.txt";
    EXPECT_NE(why, "") << name << " needs a reason";
  }
  EXPECT_LE(wrong_cells * 100, cells) << "more than one in a hundred";
}

}  // namespace
}  // namespace pymolt::verdict
