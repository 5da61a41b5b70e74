// Small programs with what is expected of their lines, as tests/names/cases/*.cases hold them.
// SPDX-License-Identifier: MIT
//
//   === title               a program starts
//   # on: 3.6+              only these versions are asked (by tools/check_name_cases.py)
//   x = 1  #: 3.0+          the line runs on these versions; `maybe` where that cannot be told
//   y = z  #! 2.7           the program ends here with an exception on these versions
//   --- other.py            another file of the program starts, which may be imported
//
// tools/check_name_cases.py runs the same files under every interpreter on the machine.
#ifndef PYMOLT_TESTS_SUPPORT_CASE_FILE_H_
#define PYMOLT_TESTS_SUPPORT_CASE_FILE_H_

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/version_range.h"

namespace pymolt {

struct ExpectedLine {
  std::uint32_t line = 0;  // within the program, 1-based
  bool fails = false;      // `#!` rather than `#:`
  VersionSet on;
};

struct Case {
  std::string title;
  int first_line = 0;  // in the file
  std::string code;
  std::vector<std::pair<std::string, std::string>> others = {};  // other files: name and code
  VersionSet asked = VersionSet::all();
  std::vector<ExpectedLine> expected;
};

inline VersionSet read_set(std::string text) {
  text = text.substr(0, text.find_last_not_of(" \r\n") + 1);
  if (text == "none") return VersionSet::none();
  if (text == "maybe") return VersionSet::all();
  Result<VersionSet> set = parse_versions(text);
  return set ? *set : VersionSet::none();
}

inline std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), number + 1, {}, {}, VersionSet::all(), {}});
      continue;
    }
    if (cases.empty()) continue;
    Case& current = cases.back();
    if (line.starts_with("--- ")) {
      current.others.emplace_back(line.substr(4), "");
      continue;
    }
    if (!current.others.empty()) {
      current.others.back().second += line + '\n';
      continue;
    }
    current.code += line + '\n';
    const auto here = static_cast<std::uint32_t>(number - current.first_line + 1);
    if (line.starts_with("# on: ")) current.asked = read_set(line.substr(6));
    for (const char* mark : {"  #: ", "  #! "}) {
      const std::size_t at = line.find(mark);
      if (at == std::string::npos) continue;
      current.expected.push_back({here, mark[3] == '!', read_set(line.substr(at + 5))});
    }
  }
  return cases;
}

}  // namespace pymolt

#endif  // PYMOLT_TESTS_SUPPORT_CASE_FILE_H_
