// A project's own module hides the standard library's of the same name, where Python would take it.
// SPDX-License-Identifier: MIT
#include "project/own_modules.h"

#include <gtest/gtest.h>

#include <string_view>

namespace pymolt::project {
namespace {

struct Row {
  const char* path;
  const char* module;
  const char* hidden_on;
};

class OwnModulesTest : public testing::Test {
 protected:
  void expect(const std::vector<const char*>& paths, const std::vector<Row>& rows,
              const std::string& package = {}) {
    std::vector<FileFacts> files;
    for (const char* path : paths) files.emplace_back().path = path;
    for (const Row& row : rows) {  // who imports it
      for (FileFacts& file : files) {
        if (file.path == row.path) file.imports.emplace_back().module = row.module;
      }
    }
    const Layout layout(files, {"."}, package);
    const ModuleResolver resolver(layout, *book_);
    const OwnModules own(layout, resolver);
    for (const Row& row : rows) {
      const std::string_view path = row.path;
      const std::string_view stem = path.substr(0, path.rfind('.'));
      const ModuleId id = layout.find(stem);
      ASSERT_NE(id, kNone) << row.path;
      EXPECT_EQ(own.shadows(id, row.module).str(), row.hidden_on)
          << row.path << " imports " << row.module;
    }
  }

  const Result<rulebook::Rulebook> book_ = rulebook::Rulebook::built_in();
};

TEST_F(OwnModulesTest, HideTheStandardLibrarysWherePythonTakesThem) {
  expect({"imp.py", "queue/__init__.py", "pkg/__init__.py", "pkg/http.py", "pkg/feed.py",
          "scripts/cgi.py", "scripts/run.py", "pkg/deep/__init__.py"},
         {
             {"pkg/feed.py", "imp", "3.0+"},        // at the top of the tree; built in on 2.7
             {"imp.py", "queue", "every version"},  // a package
             {"pkg/feed.py", "http", "2.7"},  // beside it in a package: 2.7's imports are relative
             {"scripts/run.py", "cgi", "every version"},  // beside a script
             {"pkg/feed.py", "cgi", "no version"},        // elsewhere
         });
}

TEST_F(OwnModulesTest, LieBelowASourceFolderToo) {
  expect({"src/imp.py", "src/pkg/__init__.py", "src/pkg/a.py", "tests/test_a.py"},
         {{"src/pkg/a.py", "imp", "3.0+"}, {"tests/test_a.py", "imp", "3.0+"}});
}

// What lies in the scanned package itself is not found by its bare name.
TEST_F(OwnModulesTest, AreNoneInAPackageThatIsScannedItself) {
  for (const char* package : {"", "pkg", "outer.pkg"}) {
    expect({"__init__.py", "a.py", "ssl.py"}, {{"a.py", "ssl", "2.7"}}, package);
  }
  expect({"a.py", "ssl.py"}, {{"a.py", "ssl", "2.7"}}, "pkg");
  expect({"a.py", "ssl.py"}, {{"a.py", "ssl", "every version"}});
}

TEST_F(OwnModulesTest, CorrectFindings) {
  std::vector<FileFacts> files(4);
  files[0].path = "imp.py";
  files[1].path = "pkg/__init__.py";
  files[2].path = "pkg/feed.py";
  files[3].path = "pkg/http.py";
  for (FileFacts& file : files) file.imports.emplace_back().module = "http";
  const Layout layout(files, {"."});
  const ModuleResolver resolver(layout, *book_);
  const OwnModules own(layout, resolver);
  Finding finding;
  finding.symbol = "http";
  finding.breaks_on = VersionSet::python2();
  finding.subject = Subject::module;
  EXPECT_TRUE(own.corrected(layout.find("pkg/feed"), finding).breaks_on.empty());
  finding.subject = Subject::rule;
  EXPECT_FALSE(own.corrected(layout.find("pkg/feed"), finding).breaks_on.empty());
}

}  // namespace
}  // namespace pymolt::project
