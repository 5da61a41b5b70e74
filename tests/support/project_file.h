// Small projects with what is expected of their modules, as tests/project/projects/*.projects hold them.
// SPDX-License-Identifier: MIT
//
//   === a cycle in which the name is there in time      a project starts
//   path: src tests                                     where imports look first; left out: the folder itself
//   --- pkg/a.py                                        a file starts
//   from .b import B
//   >>> pkg.a: 3.6 3.8 3.12 3.13                        it imports on these of the recorded versions, on no others
//   >>> pkg.b: 2.7 (open: 3.12)                         what pymolt does not tell, and should not
//
// tools/record_import_truth.py asks the interpreters and writes the versions.
#ifndef PYMOLT_TESTS_SUPPORT_PROJECT_FILE_H_
#define PYMOLT_TESTS_SUPPORT_PROJECT_FILE_H_

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/version.h"

namespace pymolt {

struct ExpectedModule {
  std::string name;
  VersionSet imports;
  VersionSet open;
};

struct SmallProject {
  std::string title;
  int line = 0;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<ExpectedModule> expected;
};

inline VersionSet versions_in(std::string text) {
  VersionSet set;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" ():");
    if (const auto version = Version::parse(text.substr(0, end))) set |= *version;
    text = end == std::string::npos ? "" : text.substr(end + 1);
  }
  return set;
}

inline std::vector<SmallProject> read_projects(const std::string& path) {
  std::vector<SmallProject> projects;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      projects.push_back({line.substr(4), number, {}, {}});
    } else if (projects.empty() || line.starts_with("path: ")) {
      continue;
    } else if (line.starts_with("--- ")) {
      projects.back().files.emplace_back(line.substr(4), "");
    } else if (line.starts_with(">>> ")) {
      const std::size_t colon = line.find(':');
      const std::size_t open = line.find("(open:");
      ExpectedModule module;
      module.name = line.substr(4, colon - 4);
      module.imports =
          versions_in(line.substr(colon + 1, open == std::string::npos ? open : open - colon - 1));
      if (open != std::string::npos) module.open = versions_in(line.substr(open));
      projects.back().expected.push_back(std::move(module));
    } else if (!projects.back().files.empty()) {
      projects.back().files.back().second += line + '\n';
    }
  }
  return projects;
}

}  // namespace pymolt

#endif  // PYMOLT_TESTS_SUPPORT_PROJECT_FILE_H_
