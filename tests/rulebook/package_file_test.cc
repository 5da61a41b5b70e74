// Files of packages: what they may say, and the words of their mistakes.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "rulebook/package_file.h"
#include "rulebook/package_table.h"

namespace pymolt::rulebook {
namespace {

PackageFacts read(std::string_view text) {
  Result<PackageFacts> facts = read_package({"packages/x.pkg", text});
  EXPECT_TRUE(facts.ok()) << facts.mistake().str();
  return facts.take();
}

TEST(PackageFile, ReadsEveryKindOfLine) {
  const PackageFacts facts = read(
      "# from somewhere\ndistribution Foo.Bar\nimport foo\nimport foo_bar.more\nsupports 3.13 since 2.1\n"
      "supports 3.12 since 1.4, not 1.1\ndeclares 3.14 since 3.0\nrequires-python >=3.9, !=3.9.0 since 2.0\nlast 2.7 0.9\n"
      "dead -> other\nbrings asyncore\nfoo.bar: removed 2.0 -> foo.baz\n");
  EXPECT_EQ(facts.name, "foo-bar");
  EXPECT_EQ(facts.imports.size(), 2U);
  EXPECT_EQ(facts.support(Version::of(3, 12))->not_by->str(), "1.1");
  EXPECT_FALSE(facts.support(Version::of(3, 13))->not_by.has_value());
  EXPECT_TRUE(facts.support(Version::of(3, 14))->declared);
  EXPECT_EQ(facts.requires_python[0].pythons, VersionSet::from(Version::of(3, 9)));
  EXPECT_EQ(facts.last_for(Version::of(2, 7))->version.str(), "0.9");
  EXPECT_TRUE(facts.dead);
  EXPECT_EQ(facts.successor, "other");
  EXPECT_EQ(facts.brings[0], "asyncore");
}

TEST(PackageFile, SaysWhatItDoesNotUnderstand) {
  const struct {
    const char* text;
    const char* message;
  } kTable[] = {
      {"import x\n", "a package's file begins with its name"},
      {"", "a package's file names its distribution"},
      {"distribution x\nsuports 3.13 since 1\n", "unknown word `suports`"},
      {"distribution x\nsupports 3.99 since 1\n", "`3.99` is no Python"},
      {"distribution x\nsupports 3.13 1\n", "`since` is wanted here"},
      {"distribution x\nsupports 3.13 since one\n", "`one` is no version of a package"},
      {"distribution x\nsupports 3.13 since 1 2\n", "nothing is wanted behind this"},
      {"distribution x\nsupports 3.13 since 1\nsupports 3.13 since 2\n", "said twice"},
      {"distribution x\nrequires-python 3.9+ since 1\n", "`3.9+` is no version specifier"},
      {"distribution x\nimport\n", "a module's name is wanted here"},
  };
  for (const auto& row : kTable) {
    const Result<PackageFacts> facts = read_package({"packages/x.pkg", row.text});
    ASSERT_FALSE(facts.ok()) << row.text;
    EXPECT_EQ(facts.mistake().message, row.message) << row.text;
  }
}

TEST(PackageTable, FindsByNameAndByImport) {
  PackageTable table;
  table.add(read("distribution PyYAML\nimport yaml\n"));
  table.add(read("distribution Foo-Bar\n"));
  table.add(read("distribution google-x\nimport google.x\n"));
  EXPECT_EQ(table.find("pyYaml")->shown, "PyYAML");
  EXPECT_EQ(table.find("nobody"), nullptr);
  EXPECT_EQ(table.importable_as("yaml.nodes")[0]->name, "pyyaml");
  EXPECT_EQ(table.importable_as("foo_bar")[0]->name, "foo-bar");
  EXPECT_EQ(table.importable_as("google.x.y")[0]->name, "google-x");
  EXPECT_TRUE(table.importable_as("google").empty());
  table.add(read("distribution pyyaml\nimport yaml2\n"));
  EXPECT_TRUE(table.importable_as("yaml").empty());
}

}  // namespace
}  // namespace pymolt::rulebook
