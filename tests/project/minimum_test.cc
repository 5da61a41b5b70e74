// Which versions will do, and which lines decide.
// SPDX-License-Identifier: MIT
#include "project/minimum.h"

#include <gtest/gtest.h>

namespace pymolt::project {
namespace {

FileFacts file(const char* path, VersionSet compiles, std::vector<CompileError> errors) {
  FileFacts made;
  made.path = path;
  made.compiles = compiles;
  made.errors = std::move(errors);
  return made;
}

std::string said(const VersionNeed& need) {
  std::string text = need.path + ": " + need.works.str();
  if (need.needs)
    text += "; needs " + std::string(need.needs->version.str()) + " " + need.needs->what + " " +
            need.needs->path;
  if (need.not_from) {
    text += "; not from " + std::string(need.not_from->version.str()) + " " + need.not_from->what +
            " " + need.not_from->path;
  }
  return text;
}

TEST(VersionNeeds, NamesTheLinesThatDecide) {
  const VersionSet before38 = VersionSet::before(Version::of(3, 8));
  FileFacts walrus = file("p/a.py", ~before38, {{"walrus", {10, 1, 10, 2}, before38, ""}});
  FileFacts old = file("p/b.py", VersionSet::python2(),
                       {{"print-statement", {3, 1, 3, 2}, VersionSet::python3(), ""}});
  FileFacts gone = file("q.py", VersionSet::all(), {});
  Finding cgi;
  cgi.symbol = "cgi";
  cgi.breaks_on = VersionSet::from(Version::of(3, 13));
  cgi.breaks_as = Severity::critical;
  gone.findings = {cgi};
  const rulebook::Rulebook book;
  const auto version_needs = [&](std::vector<FileFacts> files, const rulebook::Rulebook&) {
    Report report;
    report.files = std::move(files);
    const ProjectModel model(report.files, Tree{{"."}, ""}, book);
    return project::version_needs(report, model, book);
  };
  std::vector<std::string> lines;
  for (const VersionNeed& need : version_needs({walrus, gone}, book)) lines.push_back(said(need));
  EXPECT_EQ(lines, (std::vector<std::string>{
                       ": 3.8-3.12; needs 3.8 walrus p/a.py; not from 3.13 cgi q.py",
                       "p: 3.8+; needs 3.8 walrus p/a.py",
                       "p/a.py: 3.8+; needs 3.8 walrus p/a.py",
                       "q.py: 2.7-3.12; not from 3.13 cgi q.py",
                   }));
  const std::vector<VersionNeed> none = version_needs({walrus, old}, book);
  EXPECT_EQ(said(none.front()),
            ": no version; needs 3.8 walrus p/a.py; not from 3.0 print-statement p/b.py");
  // The line that leaves the least is named, not the first.
  FileFacts late = file("p/a0.py", ~VersionSet::before(Version::of(3, 5)),
                        {{"await", {1, 1, 1, 2}, VersionSet::before(Version::of(3, 5)), ""}});
  EXPECT_EQ(said(version_needs({late, gone, old, walrus}, book).front()),
            ": no version; needs 3.8 walrus p/a.py; not from 3.0 print-statement p/b.py");
}

}  // namespace
}  // namespace pymolt::project
