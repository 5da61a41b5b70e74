// What files state of Python is changed in its place and nowhere else, and only where the file then allows the target.
// SPDX-License-Identifier: MIT
#include "fix/configuration_edits.h"

#include <gtest/gtest.h>

#include "rulebook/rulebook.h"

namespace pymolt::fix {
namespace {

class ConfigurationEdits : public testing::Test {
 protected:
  ConfigurationEdits()
      : book_(rulebook::Rulebook::built_in().take()),
        context_(scan::ScanContext::make(book_).take()) {}

  Fixed fixed(const std::string& path, const std::string& text) {
    return fix_statements(path, text, VersionSet(Version::of(3, 13)), context_);
  }

  rulebook::Rulebook book_;
  scan::ScanContext context_;
};

TEST_F(ConfigurationEdits, PutTheTargetWhereAStatementExcludesIt) {
  const struct {
    const char* path;
    const char* before;
    const char* after;
  } kTable[] = {
      {"Dockerfile", "FROM python:3.8-slim AS a\nFROM python:3.13\nFROM python:3.9\n",
       "FROM python:3.13-slim AS a\nFROM python:3.13\nFROM python:3.13\n"},
      {"runtime.txt", "python-3.8.1\n", "python-3.13\n"},
      {".github/workflows/a.yml",
       "jobs:\n  t:\n    strategy:\n      matrix:\n        python: [\"3.8\", '3.9']  # old\n",
       "jobs:\n  t:\n    strategy:\n      matrix:\n        python: [\"3.8\", '3.9', '3.13']  # "
       "old\n"},
      {"pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=3.8,<3.12\"\n",
       "[project]\nname = \"a\"\nrequires-python = \">=3.8,<3.14\"\n"},
      {"Dockerfile", "FROM python:3\n", "FROM python:3\n"},
      {"Dockerfile", "RUN echo \"python3.8 is gone\"\nRUN apt-get purge -y python3.8\n",
       "RUN echo \"python3.8 is gone\"\nRUN apt-get purge -y python3.8\n"},
      {"Dockerfile", "RUN apt-get install -y python3.9-distutils\n",
       "RUN apt-get install -y python3.9-distutils\n"},
      {"pyproject.toml", "[project]\nrequires-python = \">=3.7, !=3.8.*, <3.11\"\n",
       "[project]\nrequires-python = \">=3.7, !=3.8.*, <3.14\"\n"},
      {"uv.lock", "version = 1\nrequires-python = \">=3.8,<3.12\"\n",
       "version = 1\nrequires-python = \">=3.8,<3.12\"\n"},
      {".tool-versions", "python 3.9.18\n", "python 3.9.18\n"},
      {"appveyor.yml",
       "environment:\n  matrix:\n    - PYTHON: C:\\Python38\n    - PYTHON: C:\\Python39\n",
       "environment:\n  matrix:\n    - PYTHON: C:\\Python38\n    - PYTHON: C:\\Python39\n"},
      {"Dockerfile", "RUN apt-get install -y python3.9 python3.9-dev\n",
       "RUN apt-get install -y python3.13 python3.13-dev\n"},
  };
  for (const auto& row : kTable) {
    const Fixed once = fixed(row.path, row.before);
    EXPECT_EQ(once.bytes, row.after);
    EXPECT_EQ(fixed(row.path, once.bytes).bytes, once.bytes);
    EXPECT_EQ(once.made.empty(), std::string(row.before) == row.after);
  }
}

TEST_F(ConfigurationEdits, LeaveWhatOneLineDoesNotMend) {
  const std::string text = "language: python\npython:\n  - \"3.8\"\n  - \"3.9\"\n";
  const Fixed one = fixed(".travis.yml", text);
  EXPECT_EQ(one.bytes, text);
  ASSERT_FALSE(one.left.empty());
  EXPECT_EQ(one.left.front().rule, "configuration");
}

}  // namespace
}  // namespace pymolt::fix
