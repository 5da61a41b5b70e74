// Which files come from 2.7, by themselves and by what lies around them.
// SPDX-License-Identifier: MIT
#include "crossfile/python2_projects.h"

#include <gtest/gtest.h>

namespace pymolt::project {
namespace {

FileFacts file(std::string path, VersionSet compiles, bool shows = false) {
  FileFacts facts;
  facts.path = std::move(path);
  facts.compiles = compiles;
  facts.from_python2 = shows || compiles == VersionSet::python2();
  return facts;
}

const VersionSet k2 = VersionSet::python2();
const VersionSet k3 = VersionSet::python3();
const VersionSet kBoth = VersionSet::all();

// The paths that come from 2.7, joined.
std::string from_python2(const std::vector<FileFacts>& files, VersionSet from = {},
                         bool declared = false) {
  const Origins origins(files, declared);
  std::string all;
  for (const FileFacts& one : files) {
    if (origins.is_from_python2(one, from)) all += (all.empty() ? "" : " ") + one.path;
  }
  return all;
}

TEST(Origins, TheUserDecides) {
  const std::vector<FileFacts> files = {file("a.py", kBoth), file("b.py", k2), file("c.py", k3)};
  EXPECT_EQ(from_python2(files, VersionSet(Version::of(2, 7))), "a.py b.py");
  EXPECT_EQ(from_python2(files, VersionSet(Version::of(3, 6))), "");
}

TEST(Origins, AFileShowsIt) {
  EXPECT_EQ(from_python2({file("a.py", kBoth), file("b.py", kBoth, true)}), "b.py");
}

TEST(Origins, TheNearestFolderThatTells) {
  EXPECT_EQ(from_python2({file("a.py", k2), file("b.py", kBoth), file("pkg/c.py", kBoth)}),
            "a.py b.py pkg/c.py");
  EXPECT_EQ(from_python2({file("new/a.py", k3), file("new/b.py", kBoth), file("old/c.py", k2),
                          file("old/d.py", kBoth)}),
            "old/c.py old/d.py");
  // One old script makes no old code of the new code around it.
  EXPECT_EQ(from_python2(
                {file("a.py", k3), file("b.py", k3), file("c.py", kBoth), file("data/old.py", k2)}),
            "data/old.py");
}

TEST(Origins, ThePapersSayIt) {
  EXPECT_EQ(from_python2({file("a.py", kBoth), file("b.py", k3)}, {}, true), "a.py");
  EXPECT_EQ(from_python2(
                {file("lib/setup.py", kBoth, true), file("lib/a.py", kBoth), file("b.py", kBoth)}),
            "lib/setup.py lib/a.py");
}

}  // namespace
}  // namespace pymolt::project
