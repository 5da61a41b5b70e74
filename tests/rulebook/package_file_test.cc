// What a line of a .pkg file means, what is said about one that means nothing, and what the compiled-in files amount to.
// SPDX-License-Identifier: MIT
#include "rulebook/package_file.h"

#include <gtest/gtest.h>

#include "rulebook/embedded.h"
#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

Result<PackageFile> read_text(std::string_view text) {
  return read_package({"packages/t.pkg", text});
}

TEST(PackageFile, ReadsWhatIsSaidOfThePackage) {
  const auto file = read_text(
      "# where this comes from\n"
      "package numpy\n"
      "imports numpy, numpy_extra\n"
      "native\n"
      "newest 2.5.2\n"
      "requires >=2.7\n"
      "requires >=3.5 since 1.17.0\n"
      "requires >=3.9 since 1.25.0 (after 1.24.2)\n"
      "supports 3.12 since 1.26.0 (classifier)\n"
      "supports 3.13 since 2.1.0 (classifier)\n"
      "supports 3.13 since 2.0.5 (wheel, after 2.0.1)\n");
  ASSERT_TRUE(file.ok()) << file.mistake().str();
  const PackageFacts& numpy = file->package;
  EXPECT_EQ(numpy.name, "numpy");
  ASSERT_EQ(numpy.imports.size(), 2U);
  EXPECT_EQ(numpy.imports[1], "numpy_extra");
  EXPECT_TRUE(numpy.is_native);
  EXPECT_FALSE(numpy.is_dead);
  EXPECT_EQ(numpy.newest, "2.5.2");
  ASSERT_EQ(numpy.required.size(), 3U);
  EXPECT_EQ(numpy.required[1].pythons().str(), "3.5+");
  EXPECT_EQ(numpy.required[2].after, "1.24.2");
  ASSERT_NE(numpy.support(Version::of(3, 13)), nullptr);
  EXPECT_EQ(numpy.support(Version::of(3, 13))->since, "2.0.5");  // wheels before a later classifier
  EXPECT_EQ(numpy.support(Version::of(3, 12))->since, "1.26.0");
  EXPECT_EQ(numpy.support(Version::of(3, 14)), nullptr);
}

TEST(PackageFile, ReadsDeathSuccessorsAndBackports) {
  const auto dead = read_text("package openopt\nimports openopt\ndead 0.5628 -> scipy.optimize\n");
  ASSERT_TRUE(dead.ok()) << dead.mistake().str();
  EXPECT_TRUE(dead->package.is_dead);
  EXPECT_EQ(dead->package.last, "0.5628");
  EXPECT_EQ(dead->package.successor, "scipy.optimize");
  const auto brings = read_text("package legacy-cgi\nbrings cgi, cgitb\n");
  ASSERT_TRUE(brings.ok());
  EXPECT_EQ(brings->package.brings.size(), 2U);
}

TEST(PackageFile, ReadsLivesOfNames) {
  const struct {
    const char* line;
    const char* life;
    const char* advice;
  } kTable[] = {
      {"p.a: removed 2.0 -> p.b", "removed 2.0", "p.b"},
      {"p.a: deprecated 1.20, removed 1.24, since 2.0", "deprecated 1.20, removed 1.24, since 2.0",
       ""},
      {"p.C.m: method, distinctive, stub 2.0, removed 2.4", "raises since 2.0, removed 2.4", ""},
      {"p.f(x@2): removed 3.4.1 (after 3.3.4)", "removed 3.4.1 (after 3.3.4)", ""},
      {"p.s: module, deprecated 0.18", "deprecated 0.18", ""},
  };
  for (const auto& row : kTable) {
    const std::string text = std::string("package p\nimports p\n") + row.line + "\n";
    const auto file = read_text(text);
    ASSERT_TRUE(file.ok()) << file.mistake().str();
    EXPECT_EQ(file->lives.front().str(), row.life) << row.line;
    EXPECT_EQ(file->names.front().advice, row.advice) << row.line;
  }
}

// What is compiled in is read in full here alone; a scan takes it to be right.
TEST(PackageFile, TakesFromTheCompiledInFilesWhatReadingThemInFullGives) {
  int facts = 0;
  for (const RuleFile& one : embedded_packages()) {
    const auto full = read_package(one);
    ASSERT_TRUE(full.ok()) << full.mistake().str();
    const auto known = read_known_package(one);
    ASSERT_TRUE(known.ok()) << known.mistake().str();
    ASSERT_EQ(full->names.size(), known->names.size()) << one.name;
    EXPECT_EQ(full->package.supports.size(), known->package.supports.size()) << one.name;
    for (std::size_t i = 0; i < full->names.size(); ++i) {
      const Lifetime &a = full->names[i], &b = known->names[i];
      const PackageLife &x = full->lives[i], &y = known->lives[i];
      EXPECT_EQ(std::tie(a.name, a.owner, a.parameter, a.position, a.is_module, a.docs, a.advice),
                std::tie(b.name, b.owner, b.parameter, b.position, b.is_module, b.docs, b.advice))
          << a.name;
      EXPECT_EQ(std::tie(a.line, x.text, x.is_module, x.in_class, x.is_distinctive),
                std::tie(b.line, y.text, y.is_module, y.in_class, y.is_distinctive))
          << a.name;
      EXPECT_EQ(x.str(), y.str());
      ++facts;
    }
  }
  EXPECT_GE(facts, 2500);
}

TEST(PackageFile, SaysWhatIsWrongAndWhere) {
  const std::string head = "package p\nimports p\n";
  const struct {
    std::string text;
    const char* message;
    int line;
    int column;
  } kTable[] = {
      {"", "the first line names the package", 1, 1},
      {"imports p\n", "the first line names the package", 1, 1},
      {"package Foo_Bar\n", "a package's name is lower case, with dashes", 1, 9},
      {head + "package q\n", "a file speaks of one package", 3, 1},
      {head + "suports 3.13 since 2.0 (wheel)\n", "unknown word `suports`", 3, 1},
      {head + "supports 3.99 since 2.0 (wheel)\n",
       "`supports` requires a Python version, not `3.99`", 3, 10},
      {head + "supports 3.13 since new (wheel)\n",
       "`since` requires a version of the package, not `new`", 3, 21},
      {head + "supports 3.13 since 2.0\n", "expected `(wheel)` or `(classifier)` here", 3, 24},
      {head + "requires 3.5 since 2.0\n", "these are no versions of Python", 3, 10},
      {head + "p.a: gone 2.0\n", "unknown word `gone`", 3, 6},
      {head + "p.a: removed new\n", "`removed` requires a version of the package, not `new`", 3,
       14},
      {head + "p.a: removed 2.0, removed 3.0\n",
       "`since`, `stub` and `removed` take turns, oldest first", 3, 19},
      {head + "p.a: removed 2.0, since 1.0\n",
       "`since`, `stub` and `removed` take turns, oldest first", 3, 19},
      {head + "p.a:\n", "a fact says when the name came, went or was deprecated", 3, 1},
      {head + "q.a: removed 2.0\n", "the name stands in no module of `imports`", 3, 1},
      {head + "p.b: removed 2.0\np.a: removed 2.0\n", "out of order: lines are sorted by name", 4,
       1},
      {head + "p.a: removed 2.0\np.a: removed 2.1\n", "said twice", 4, 1},
  };
  for (const auto& row : kTable) {
    const auto file = read_text(row.text);
    ASSERT_FALSE(file.ok()) << row.text;
    EXPECT_TRUE(file.mistake().message.starts_with(row.message))
        << row.text << file.mistake().message;
    EXPECT_EQ(file.mistake().line, row.line) << row.text;
    EXPECT_EQ(file.mistake().column, row.column) << row.text;
  }
}

TEST(Packages, AreFoundByNameAndByWhatTheyGiveToImport) {
  const auto book = Rulebook::built_in();
  ASSERT_TRUE(book.ok()) << book.mistake().str();
  ASSERT_NE(book->package("pyyaml"), nullptr);
  EXPECT_EQ(book->package_of_import("yaml.loader"), book->package("pyyaml"));
  EXPECT_EQ(book->package_of_import("PIL.Image"), book->package("pillow"));
  EXPECT_EQ(book->package_of_import("pkg_resources"), book->package("setuptools"));
  EXPECT_EQ(book->package_of_import("os.path"), nullptr);
  EXPECT_FALSE(book->is_module("numpy"));  // of the standard library
  ASSERT_NE(book->lifetime("numpy.float_"), nullptr);
  EXPECT_EQ(book->lifetime("numpy.float_")->package->package, book->package("numpy"));
}

TEST(Packages, AreManyAndSayWhereTheyComeFrom) {
  const auto book = Rulebook::built_in();
  ASSERT_TRUE(book.ok()) << book.mistake().str();
  int with_support = 0;
  for (const PackageFacts* package : book->packages().all()) {
    for (const RequiresFact& fact : package->required)
      EXPECT_FALSE(fact.pythons().empty()) << package->name << ' ' << fact.specifier;
    with_support += package->supports.empty() ? 0 : 1;
  }
  int names = 0;
  std::map<std::string_view, int> by_package;
  for (const auto& [top, lives] : book->lifetimes()) {
    for (const Lifetime& life : *lives) {
      if (life.package == nullptr) continue;
      ++names;
      ++by_package[life.package->package->name];
    }
  }
  EXPECT_GE(with_support, 250);
  EXPECT_GE(names, 2500);
  EXPECT_GE(by_package.size(), 80U);
}

}  // namespace
}  // namespace pymolt::rulebook
