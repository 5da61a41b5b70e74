// Stated versions judged for a target: what to write, what is past its end, what contradicts what.
// SPDX-License-Identifier: MIT
#include "project/stated_versions.h"

#include <gtest/gtest.h>

#include "project/cells.h"
#include "project/contradictions.h"

namespace pymolt::project {
namespace {

VersionStatement stated(std::string kind, VersionSet versions, std::string rewrite = {}) {
  VersionStatement made;
  made.kind = std::move(kind);
  made.stated = "x";
  made.versions = versions;
  made.rewrite = std::move(rewrite);
  return made;
}

constexpr Version kTarget = Version::of(3, 13);

Report report_of(std::vector<std::pair<std::string, VersionStatement>> all,
                 VersionSet target = kTarget, const std::string& as_of = {}) {
  Report report;
  report.target = target;
  for (auto& [path, statement] : all) {
    FileFacts file;
    file.path = path;
    file.kind = FileKind::inventory;
    file.inventory.statements.push_back(statement);
    report.inventory.push_back(std::move(file));
  }
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  judge_configuration(report, as_of, *book);
  return report;
}

TEST(Configuration, PutsTheTargetIntoWhatIsWritten) {
  const struct {
    const char* rewrite;
    const char* instead;
  } kTable[] = {
      {"python:{V}-slim", "python:3.13-slim"},
      {"py{C}", "py313"},
      {">=3.8,<{N}", ">=3.8,<3.14"},
      {"{{V}}", "{3.13}"},
      {"{Q}", "3.13"},
      {"?full: {V}.N", ""},
      {">=3.7,!=3.13.*,<{N}", ">=3.7,<3.14"},
      {">=3.7, <{N}, !=3.13.*", ">=3.7, <3.14"},
      {">=3.7, !=3.8.*, <{N}", ">=3.7, !=3.8.*, <3.14"},
      {"", ""},
      {"{X}", "{X}"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(instead_of(stated("k", Version::of(3, 8), row.rewrite), Version::of(3, 13)),
              row.instead);
  }
  EXPECT_EQ(instead_of(stated("k", VersionSet::from(Version::of(3, 8)), "{V}"), Version::of(3, 13)),
            "");
  EXPECT_EQ(instead_of(stated("k", Version::of(3, 9), "{Q}"), Version::of(3, 10)), "\"3.10\"");
  EXPECT_EQ(advice_of(stated("k", Version::of(3, 8), "?full: {V}.N"), Version::of(3, 13)),
            "full: 3.13.N");
  VersionStatement open = stated("k", VersionSet::python3(), "{V}");
  open.pins = false;
  EXPECT_EQ(instead_of(open, Version::of(3, 13)), "");
}

TEST(Configuration, CountsWhatAllowsTheTarget) {
  VersionStatement open = stated("image", VersionSet::python3());
  open.pins = false;
  const Report report = report_of({{"a", stated("image", Version::of(3, 8))},
                                   {"b", stated("image", Version::of(3, 13))},
                                   {"c", open}});
  EXPECT_EQ(report.summary.configuration.at(Version::of(3, 13)), (Count{1, 3, 1}));
}

TEST(Configuration, TellsWhatIsPastItsEnd) {
  const auto ended = [](const char* kind, VersionSet versions, const char* day) {
    const Report report = report_of({{"a", stated(kind, versions)}}, Version::of(3, 13), day);
    std::string text;
    for (const auto& [version, date] : report.configuration[0].ended)
      text += std::string(version.str()) + " " + date + ";";
    return text;
  };
  EXPECT_EQ(ended("image", Version::of(3, 8), "2024-10-06"), "");
  EXPECT_EQ(ended("image", Version::of(3, 8), "2024-10-07"), "3.8 2024-10-07;");
  EXPECT_EQ(ended("image", Version::of(3, 10), "2026-10-31"), "");
  EXPECT_EQ(ended("image", Version::of(3, 10), "2026-11-01"), "3.10 2026-10;");
  EXPECT_EQ(ended("image", Version::of(3, 8), ""), "");
  EXPECT_EQ(ended("requires-python", VersionSet::from(Version::of(3, 6)), "2026-11-30"), "");
  EXPECT_EQ(ended("lambda-runtime", Version::of(3, 9), "2025-12-15"), "3.9 2025-12-15;");
  EXPECT_EQ(ended("lambda-runtime", Version::of(3, 9), "2025-12-14"), "");
  VersionStatement lost = stated("matrix", VersionSet(Version::of(3, 1)) | Version::of(3, 8));
  lost.note = "without quotes this is the number 3.1";
  const Report noted = report_of({{"a", lost}}, Version::of(3, 13), "2026-01-01");
  ASSERT_EQ(noted.configuration[0].ended.size(), 1U);
  EXPECT_EQ(noted.configuration[0].ended.begin()->first, Version::of(3, 8));
}

TEST(Configuration, FindsContradictions) {
  const VersionSet from_39 = VersionSet::from(Version::of(3, 9));
  const Report bound = report_of({{"Dockerfile", stated("dockerfile-from", Version::of(3, 8))},
                                  {"pyproject.toml", stated("requires-python", from_39)}});
  ASSERT_EQ(bound.contradictions.size(), 1U);
  EXPECT_EQ(bound.contradictions[0].rows, (std::vector<std::size_t>{1, 0}));
  const Report other_folder =
      report_of({{"Dockerfile", stated("dockerfile-from", Version::of(3, 8))},
                 {"lib/pyproject.toml", stated("requires-python", from_39)}});
  EXPECT_TRUE(other_folder.contradictions.empty());
  const Report runtimes =
      report_of({{".python-version", stated("python-version-file", Version::of(3, 8))},
                 {"Dockerfile", stated("dockerfile-from", Version::of(3, 9))}});
  ASSERT_EQ(runtimes.contradictions.size(), 1U);
  EXPECT_EQ(runtimes.contradictions[0].message, "what runs in this folder is stated as 3.8-3.9");
  const Report checker = report_of({{"a.toml", stated("ruff-target", Version::of(3, 8))},
                                    {"pyproject.toml", stated("requires-python", from_39)}});
  EXPECT_TRUE(checker.contradictions.empty());
}

// Jobs of one document run on several; files of one package bound the same thing.
TEST(Configuration, ComparesFilesAndNoJobs) {
  const auto image = [](int minor) { return stated("image", Version::at(minor + 1)); };
  EXPECT_TRUE(report_of({{".gitlab-ci.yml", image(9)}, {".gitlab-ci.yml", image(13)}})
                  .contradictions.empty());
  EXPECT_TRUE(
      report_of(
          {{".gitlab-ci.yml", image(9)}, {".gitlab-ci.yml", image(13)}, {"Dockerfile", image(13)}})
          .contradictions.empty());
  EXPECT_EQ(
      report_of(
          {{".gitlab-ci.yml", image(9)}, {".gitlab-ci.yml", image(13)}, {"Dockerfile", image(8)}})
          .contradictions.size(),
      1U);
  const auto bound = [](int minor) {
    return stated("requires-python", VersionSet::from(Version::at(minor + 1)));
  };
  const Report twice = report_of({{"pyproject.toml", bound(8)}, {"setup.py", bound(9)}});
  ASSERT_EQ(twice.contradictions.size(), 1U);
  EXPECT_EQ(twice.contradictions[0].message,
            "what may be used is stated differently in this folder");
  EXPECT_EQ(twice.says_it_supports, VersionSet::between(Version::of(3, 9), kNewestReleased));
  EXPECT_TRUE(report_of({{"a/pyproject.toml", bound(8)}, {"b/pyproject.toml", bound(9)}})
                  .contradictions.empty());
}

TEST(Configuration, SaysWhatIsSupported) {
  const VersionSet matrix = VersionSet::between(Version::of(3, 9), Version::of(3, 12));
  EXPECT_EQ(report_of({{"ci.yml", stated("matrix", matrix)},
                       {"p", stated("requires-python", VersionSet::from(Version::of(3, 8)))}})
                .says_it_supports,
            matrix);
  EXPECT_EQ(report_of({{"p", stated("requires-python", VersionSet::from(Version::of(3, 14)))}})
                .says_it_supports,
            VersionSet::between(Version::of(3, 14), kNewestReleased));
  EXPECT_TRUE(report_of({{"p", stated("image", Version::of(3, 8))}}).says_it_supports.empty());
}

TEST(Cells, PlaceFindingsWithinThem) {
  Report report;
  FileFacts file;
  file.path = "a.ipynb";
  file.cells = {{2, 1}, {4, 3}};
  report.files.push_back(file);
  ReportedFinding found;
  found.path = "a.ipynb";
  found.finding.span = {4, 1, 4, 5};
  found.finding.message = "gone";
  report.findings.push_back(found);
  place_in_cells(report);
  EXPECT_EQ(report.findings[0].finding.cell, 4U);
  EXPECT_EQ(report.findings[0].finding.span.line, 2U);
  EXPECT_EQ(report.findings[0].finding.message, "in cell 4: gone");
}

}  // namespace
}  // namespace pymolt::project
