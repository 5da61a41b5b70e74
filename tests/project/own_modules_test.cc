// A project's own module hides the standard library's of the same name, where Python would take it.
// SPDX-License-Identifier: MIT
#include "project/own_modules.h"

#include <gtest/gtest.h>

namespace pymolt::project {
namespace {

TEST(OwnModules, HideTheStandardLibrarysWherePythonTakesThem) {
  std::vector<FileFacts> files;
  for (const char* path : {"imp.py", "queue/__init__.py", "pkg/__init__.py", "pkg/http.py", "pkg/feed.py",
                           "scripts/cgi.py", "scripts/run.py", "pkg/deep/__init__.py"}) {
    files.emplace_back().path = path;
  }
  const OwnModules own(files);
  const struct {
    const char* path;
    const char* module;
    const char* hidden_on;
  } kTable[] = {
      {"pkg/feed.py", "imp", "every version"},    // at the top of the tree
      {"imp.py", "queue", "every version"},       // a package
      {"pkg/feed.py", "http", "2.7"},             // beside it in a package: 2.7's imports are relative
      {"scripts/run.py", "cgi", "every version"},  // beside a script
      {"pkg/feed.py", "cgi", "no version"},       // elsewhere
      {"imp.py", "http", "no version"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(own.shadows(row.path, row.module).str(), row.hidden_on) << row.path << " imports " << row.module;
  }
  Finding finding;
  finding.rule = "missing-module";
  finding.symbol = "http";
  finding.breaks_on = VersionSet::python2();
  EXPECT_TRUE(own.corrected("pkg/feed.py", finding).breaks_on.empty());
  EXPECT_FALSE(own.corrected("imp.py", finding).breaks_on.empty());
  finding.rule = "print-statement";
  EXPECT_FALSE(own.corrected("pkg/feed.py", finding).breaks_on.empty());
}

}  // namespace
}  // namespace pymolt::project
