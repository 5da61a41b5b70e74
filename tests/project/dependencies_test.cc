// Declared dependencies, judged for several Pythons: tests/project/dependencies.cases.
// SPDX-License-Identifier: MIT
#include "deps/dependencies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/version_range.h"
#include "inventory/kind_table.h"

namespace pymolt::project {
namespace {

constexpr const char* kNative =
    "package native\nimports native\nnative\nsupports 3.11 since 1.23.0 (classifier)\nsupports "
    "3.12 since 1.26.0 (classifier)\n"
    "supports 3.13 since 2.1.0 (classifier)\n";
constexpr const char* kPure =
    "package pure\nimports pure\nrequires >=3.6 since 1.0\nsupports 3.8 since 1.5 "
    "(classifier)\nsupports 3.12 since 2.0 (classifier)\n"
    "supports 3.13 since 2.5 (classifier)\n";
constexpr const char* kOld = "package old\nimports old\nrequires <3\n";

struct Case {
  std::string title;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<Version> asked;
  std::string expected;
};

std::vector<Case> cases() {
  std::ifstream in(PYMOLT_SOURCE_DIR "/tests/project/dependencies.cases");
  std::vector<Case> all;
  bool answers = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      all.push_back({line.substr(4), {}, {}, {}});
      answers = false;
    } else if (line.starts_with("---> ")) {
      answers = true;
      for (const Version v : axis()) {
        if ((line + " ").find(" " + std::string(v.str()) + " ") != std::string::npos)
          all.back().asked.push_back(v);
      }
    } else if (!answers && line.starts_with("--- ")) {
      all.back().files.emplace_back(line.substr(4), "");
    } else if (!all.empty()) {
      (answers ? all.back().expected : all.back().files.back().second) += line + "\n";
    }
  }
  return all;
}

std::string show(const DependencyRow& row, const std::vector<Version>& asked) {
  std::string verdicts;
  std::string force;
  std::string first;
  for (const Version v : asked) {
    const auto judged = row.on.find(v);
    if (judged == row.on.end()) continue;
    const std::string python = " " + std::string(v.str()) + "=";
    verdicts += python + std::string(name(judged->second.support));
    if (!judged->second.in_force.empty()) force += python + judged->second.in_force;
    if (!judged->second.first.empty()) first += python + judged->second.first;
  }
  if (verdicts.empty()) return {};
  std::string text =
      row.path + ":" + std::to_string(row.declaration.line) + " " + row.declaration.name + verdicts;
  if (row.declaration.kind == DependencyKind::constraint) text += " constraint";
  if (!force.empty()) text += " force" + force;
  if (!first.empty()) text += " first" + first;
  return text + "\n";
}

std::string answer(const Case& asked, const rulebook::Rulebook& book) {
  const inventory::Table table;
  std::vector<FileFacts> files;
  for (const auto& [path, text] : asked.files) {
    FileFacts file;
    file.path = path;
    file.inventory = table.read({path, text}).facts;
    files.push_back(std::move(file));
  }
  std::vector<const FileFacts*> pointers;
  for (const FileFacts& file : files) pointers.push_back(&file);
  std::ranges::sort(pointers, {}, &FileFacts::path);
  const Machine machine;
  const Dependencies dependencies(pointers, book, machine);
  std::string out;
  for (const DependencyRow& row : dependencies.rows()) out += show(row, asked.asked);
  const VersionSet fails = dependencies.failing("native").on;
  std::string failing;
  for (const Version v : asked.asked)
    failing += fails.contains(v) ? " " + std::string(v.str()) : "";
  if (!failing.empty()) out += "import native fails" + failing + "\n";
  std::vector<std::string> problems;
  for (const auto& [path, problem] : dependencies.problems()) {
    problems.push_back(path + ":" + std::to_string(problem.line) + " ! " + problem.message + "\n");
  }
  std::ranges::sort(problems);
  for (const std::string& problem : problems) out += problem;
  return out;
}

TEST(Dependencies, AreJudgedAsTheFilesSay) {
  rulebook::Rulebook book;
  const rulebook::RuleFile files[] = {
      {"packages/native.pkg", kNative}, {"packages/pure.pkg", kPure}, {"packages/old.pkg", kOld}};
  const auto added = book.add(files);
  ASSERT_TRUE(added.ok()) << added.mistake().str();
  const std::vector<Case> all = cases();
  EXPECT_GE(all.size(), 6U);
  for (const Case& one : all) EXPECT_EQ(answer(one, book), one.expected) << one.title;
}

}  // namespace
}  // namespace pymolt::project
