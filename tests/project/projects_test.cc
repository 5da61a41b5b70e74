// Small projects whose modules were imported by real interpreters: the verdicts must be theirs.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "project/reduce.h"
#include "scan/scan_file.h"
#include "support/project_file.h"

namespace pymolt::project {
namespace {

constexpr VersionSet kRecorded = VersionSet(Version::of(2, 7)) | Version::of(3, 6) |
                                 Version::of(3, 8) | Version::of(3, 12) | Version::of(3, 13) |
                                 Version::of(3, 14) | Version::of(3, 15);

class Projects : public testing::Test {
 protected:
  Projects() : book_(rulebook::Rulebook::built_in()), knowledge_(scan::ScanContext::make(*book_)) {}

  Report report_on(const SmallProject& project) {
    std::vector<FileFacts> facts;
    for (const auto& [path, bytes] : project.files) {
      facts.push_back(scan::scan_file(path, bytes, *knowledge_, bench_));
    }
    std::sort(facts.begin(), facts.end(),
              [](const FileFacts& a, const FileFacts& b) { return a.path < b.path; });
    ReportRequest request;
    request.roots = {"."};
    request.target = VersionSet::all();
    return reduce(std::move(facts), request, *book_);
  }

  const Result<rulebook::Rulebook> book_;
  const Result<scan::ScanContext> knowledge_;
  scan::ScanScratch bench_;
};

const ModuleVerdict* find(const Report& report, const std::string& name) {
  for (const ModuleVerdict& module : report.modules) {
    if (module.name == name) return &module;
  }
  return nullptr;
}

std::string why(const ModuleVerdict& module, VersionSet versions) {
  std::string text;
  for (const Version v : (versions - module.imports - module.unknown).versions()) {
    const Because& because = *module.because.on(v);
    text += "\n    " + std::string(v.str()) + ": " + because.cause + " at " + because.path + ":" +
            std::to_string(because.line);
  }
  return text;
}

TEST_F(Projects, ImportAsInterpretersSay) {
  ASSERT_TRUE(book_ && knowledge_);
  std::size_t projects = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(PYMOLT_SOURCE_DIR "/tests/project/projects")) {
    for (const SmallProject& project : read_projects(entry.path().string())) {
      ++projects;
      SCOPED_TRACE(entry.path().filename().string() + ":" + std::to_string(project.line) + ": " +
                   project.title);
      const Report report = report_on(project);
      EXPECT_FALSE(project.expected.empty());
      for (const ExpectedModule& expected : project.expected) {
        const ModuleVerdict* module = find(report, expected.name);
        if (module == nullptr) {
          ADD_FAILURE() << "no module " << expected.name;
          continue;
        }
        const VersionSet told = kRecorded - expected.open;
        EXPECT_EQ((module->imports & told).str(), (expected.imports & told).str())
            << expected.name << why(*module, expected.imports);
        EXPECT_EQ((module->unknown & kRecorded).str(), expected.open.str())
            << expected.name << " is open";
      }
    }
  }
  EXPECT_GE(projects, 120U);
}

}  // namespace
}  // namespace pymolt::project
