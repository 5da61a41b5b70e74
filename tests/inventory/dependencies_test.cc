// What each kind of file declares, held against tests/inventory/cases/dependencies.cases.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "inventory/kind_table.h"
#include "inventory/package_range.h"

namespace pymolt::inventory {
namespace {

std::string show(const DependencyDeclaration& d) {
  constexpr const char* kKinds[] = {"", "constraint", "build", "group", "lock", "editable", "url"};
  std::string text = std::to_string(d.line) + " " + d.name;
  if (!d.specifier.empty()) text += " " + d.specifier;
  for (std::size_t i = 0; i < d.extras.size(); ++i) text += (i == 0 ? " {" : ",") + d.extras[i];
  if (!d.extras.empty()) text += "}";
  if (!d.group.empty()) text += " [" + d.group + "]";
  if (!d.marker.empty()) text += " ; " + d.marker;
  if (!d.url.empty()) text += " @" + d.url;
  if (d.kind != DependencyKind::dependency)
    text += std::string(" (") + kKinds[static_cast<std::size_t>(d.kind)] + ")";
  if (!d.files.empty()) text += " #" + std::to_string(d.files.size());
  if (!d.requires_python.empty()) text += " python" + d.requires_python;
  return text;
}

std::string read(const std::string& path, const std::string& text) {
  const Table table;
  const Reading reading = table.read({path, text});
  std::string out;
  for (const DependencyDeclaration& d : reading.facts.dependencies) out += show(d) + "\n";
  for (const IncludedFile& i : reading.facts.includes) {
    out += std::to_string(i.line) + (i.constraints ? " -c " : " -r ") + i.path + "\n";
  }
  for (const LineProblem& p : reading.facts.problems)
    out += std::to_string(p.line) + " ! " + p.message + "\n";
  if (reading.failed)
    out += "failed " + std::to_string(reading.failed->line) + ": " + reading.failed->message + "\n";
  return out;
}

struct Case {
  std::string path;
  std::string text;
  std::string expected;
  int line = 0;
};

std::vector<Case> cases() {
  std::ifstream in(PYMOLT_SOURCE_DIR "/tests/inventory/cases/dependencies.cases");
  std::vector<Case> all;
  bool answers = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      all.push_back({line.substr(4), {}, {}, number});
      answers = false;
    } else if (line == "--->") {
      answers = true;
    } else if (!all.empty()) {
      (answers ? all.back().expected : all.back().text) += line + "\n";
    }
  }
  return all;
}

TEST(Declarations, AreReadFromEveryKindOfFile) {
  const std::vector<Case> all = cases();
  EXPECT_GE(all.size(), 28U);
  for (const Case& one : all)
    EXPECT_EQ(read(one.path, one.text), one.expected) << one.path << " at line " << one.line;
}

TEST(PackageRanges, BecomePep440) {
  const struct {
    const char* text;
    const char* poetry;
    const char* conda;
  } kTable[] = {
      {"^1.2", ">=1.2,<2", "?"},         {"^0.2.3", ">=0.2.3,<0.3", "?"},
      {"^0.0.3", ">=0.0.3,<0.0.4", "?"}, {"^0", ">=0,<1", "?"},
      {"~1.2.3", ">=1.2.3,<1.3", "?"},   {"~1", ">=1,<2", "?"},
      {"~=1.4", "~=1.4", "~=1.4"},       {"*", "", ""},
      {"1.2.*", "==1.2.*", "==1.2.*"},   {"1.2.3", "==1.2.3", "==1.2.3"},
      {">=1,<2", ">=1,<2", ">=1,<2"},    {">= 1.0 , !=1.5", ">=1.0,!=1.5", ">=1.0,!=1.5"},
      {"^1.0 || ^2.0", ">=1.0,<3", "?"}, {"nonsense", "?", "?"},
      {">1.0 <2", ">1.0,<2", ">1.0,<2"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(from_poetry(row.text).value_or("?"), row.poetry) << row.text;
    EXPECT_EQ(from_conda(row.text).value_or("?"), row.conda) << row.text;
  }
  EXPECT_EQ(from_conda("=1.26"), "==1.26.*");
  EXPECT_EQ(from_conda("=1.26.4"), "==1.26.4");
  EXPECT_EQ(from_conda("1.26.4 py312_0"), "==1.26.4");
}

TEST(HostileFiles, AreRefusedOrReadInPart) {
  const std::string deep =
      "a; " + std::string(5000, '(') + "os_name == 'x'" + std::string(5000, ')') + "\nb\n";
  EXPECT_EQ(read("requirements.txt", deep).substr(0, 4), "2 b\n");
  EXPECT_EQ(read("poetry.lock", std::string(kLargestInventoryFile + 1, '#')),
            "failed 0: larger than 16 MiB, not analysed\n");
  EXPECT_NE(read("Pipfile.lock", "{\"default\": " + std::string(1000, '[')).find("failed"),
            std::string::npos);
  EXPECT_NE(read("uv.lock", "x = " + std::string(100'000, '[')).find("failed"), std::string::npos);
  EXPECT_NE(read("pyproject.toml", "[project\n").find("failed 1"), std::string::npos);
  EXPECT_NE(read("environment.yml", "dependencies: [a, b\n").find("failed"), std::string::npos);
}

}  // namespace
}  // namespace pymolt::inventory
