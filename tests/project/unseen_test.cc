// What a module name means in a tree: modules without source, scanned packages, plain folders, names of the standard library.
// SPDX-License-Identifier: MIT
//
// The verdicts were held against the interpreters on 2.7, 3.8 and 3.13, with what is built put in place.
#include <gtest/gtest.h>

#include "project/reduce.h"
#include "rulebook/standard_names.h"
#include "scan/find_files.h"
#include "scan/scan_tree.h"
#include "support/memory_disk.h"

namespace pymolt::project {
namespace {

struct Row {
  const char* what;
  std::vector<std::pair<const char*, const char*>> files;
  const char* module;
  const char* imports;  // of 2.7, 3.8, 3.13
  const char* unknown = "no version";
};

class Trees : public testing::Test {
 protected:
  Trees()
      : book_(rulebook::Rulebook::built_in().take()),
        knowledge_(scan::ScanContext::make(book_).take()) {}

  Report report_on(const Row& row, const std::vector<std::string>& roots,
                   const std::string& package = {}) {
    scan::MemoryDisk disk;
    for (const auto& [path, text] : row.files) disk.file(std::string("/t/") + path, text);
    ReportRequest request;
    request.roots = roots;
    request.target = kAsked;
    request.package = package;
    return reduce(scan::scan_files(scan::find_files(roots, disk, {}, &knowledge_.readers), disk,
                                   knowledge_, {}),
                  request, book_);
  }

  void expect(const std::vector<Row>& rows) {
    for (const Row& row : rows) expect(row, report_on(row, {"/t"}));
  }

  static void expect(const Row& row, const Report& report) {
    bool found = false;
    for (const ModuleVerdict& module : report.modules) {
      if (module.name != row.module) continue;
      found = true;
      EXPECT_EQ((module.imports & kAsked).str(), row.imports) << row.what;
      EXPECT_EQ((module.unknown & kAsked).str(), row.unknown) << row.what;
    }
    EXPECT_TRUE(found) << row.what;
  }

  static constexpr VersionSet kAsked = VersionSet(Version::of(2, 7)) |
                                       VersionSet(Version::of(3, 8)) |
                                       VersionSet(Version::of(3, 13));
  static constexpr const char* kAll = "2.7, 3.8, 3.13";

  const rulebook::Rulebook book_;
  const scan::ScanContext knowledge_;
};

TEST_F(Trees, HoldModulesOfWhichNoSourceIsSeen) {
  const char* const fast =
      "from ._fast import f\nfrom . import _fast\nimport pkg._fast\npkg._fast.g\n";
  std::vector<Row> rows;
  for (const char* beside : {"pkg/_fast.c", "pkg/_fast.pyx", "pkg/_fast.pyi", "pkg/_fast.so",
                             "pkg/_fast.abi3.so", "pkg/_fast.pxd", "pkg/_fastmodule.c",
                             "pkg/_fast.cpython-311-x86_64-linux-gnu.so", "pkg/_fast.py.in"}) {
    rows.push_back(
        {beside, {{"pkg/__init__.py", ""}, {"pkg/a.py", fast}, {beside, ""}}, "pkg.a", kAll});
  }
  const char* const called_so = "pkg/qcprotmodule.cpython-311-x86_64-linux-gnu.so";
  rows.push_back(
      {called_so,
       {{"pkg/__init__.py", ""}, {"pkg/a.py", "from .qcprotmodule import f\n"}, {called_so, ""}},
       "pkg.a",
       kAll});
  for (const char* line : {"_fast.py\n", "pkg/_fast.py\n", "/pkg/_fast.py", "_*.py\n"}) {
    rows.push_back(
        {line, {{"pkg/__init__.py", ""}, {"pkg/a.py", fast}, {".gitignore", line}}, "pkg.a", kAll});
  }
  rows.push_back({"nothing speaks for it",
                  {{"pkg/__init__.py", ""}, {"pkg/a.py", fast}},
                  "pkg.a",
                  "no version"});
  rows.push_back({"elsewhere",
                  {{"pkg/__init__.py", ""}, {"pkg/a.py", fast}, {"other/_fast.c", ""}},
                  "pkg.a",
                  "no version"});
  rows.push_back({"something is built",
                  {{"pkg/__init__.py", ""}, {"pkg/a.py", fast}, {"meson.build", ""}},
                  "pkg.a",
                  "no version",
                  kAll});
  rows.push_back({"setup.py builds",
                  {{"setup.py", "from setuptools import setup, Extension\n"},
                   {"pkg/__init__.py", ""},
                   {"pkg/a.py", fast}},
                  "pkg.a",
                  "no version",
                  kAll});
  expect(rows);
}

TEST_F(Trees, AreSplitByASystemThatKeepsCompiledModulesApart) {
  const char* const a = "from ._fast import f\n";
  const char* const wheel =
      "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp313-cp313-linux_x86_64";
  const char* const pure = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
  expect({
      {"no list of files",
       {{"pkg/__init__.py", ""}, {"pkg/a.py", a}, {"pkg_x-1.0.dist-info/WHEEL", wheel}},
       "pkg.a",
       "no version",
       kAll},
      {"a list of files",
       {{"pkg/__init__.py", ""},
        {"pkg/a.py", a},
        {"pkg_x-1.0.dist-info/WHEEL", wheel},
        {"pkg_x-1.0.dist-info/RECORD", "pkg/a.py,,\n"}},
       "pkg.a",
       "no version"},
      {"nothing compiled",
       {{"pkg/__init__.py", ""}, {"pkg/a.py", a}, {"pkg_x-1.0.dist-info/WHEEL", pure}},
       "pkg.a",
       "no version"},
  });
}

// Held with a `_fast` that imports pkg.a, built by hand: pkg.main imports then, and pkg.b and pkg.a as before.
TEST_F(Trees, HoldCompiledCodeThatMayImportTheRestOfThem) {
  const std::vector<std::pair<const char*, const char*>> ring = {
      {"pkg/__init__.py", ""},
      {"pkg/a.py", "X = 1\nfrom pkg.b import Y\n"},
      {"pkg/b.py", "import pkg.a\nY = 1\n"},
      {"pkg/main.py", "from pkg import _fast\nimport pkg.b\n"},
      {"pkg/early.py", "import pkg.b\nfrom pkg._fast import f\n"}};
  const auto with = [&](const char* path, const char* text) {
    auto files = ring;
    files.emplace_back(path, text);
    return files;
  };
  expect({
      {"it runs before", with("pkg/_fast.so", ""), "pkg.main", "no version", kAll},
      {"it runs after", with("pkg/_fast.so", ""), "pkg.early", "no version"},
      {"nobody runs it", with("pkg/_fast.so", ""), "pkg.b", "no version"},
      {"the other end", with("pkg/_fast.so", ""), "pkg.a", kAll},
      {"Python is seen", with("pkg/_fast.py", ""), "pkg.main", "no version"},
      {"git leaves Python out", with(".gitignore", "_fast.py\n"), "pkg.main", "no version"},
  });
}

TEST_F(Trees, HoldNamesThatMeanWhatComesFromElsewhere) {
  const std::pair<const char*, const char*> init = {"pkg/__init__.py", ""};
  expect({
      {"implicit relative",
       {init, {"pkg/api.py", "from core import x\n"}, {"pkg/core.py", "x = 1\n"}},
       "pkg.api",
       "2.7"},
      {"its own modules mean another",
       {init,
        {"pkg/api.py", "import core\n"},
        {"pkg/core/__init__.py", ""},
        {"pkg/core/deep/__init__.py", ""},
        {"pkg/core/deep/call.py", "import core\n"}},
       "pkg.api",
       kAll},
      {"a part that is not there",
       {init,
        {"pkg/api.py", "from core import x\n"},
        {"pkg/other.py", "import core.compat\n"},
        {"pkg/core.py", "x = 1\n"}},
       "pkg.api",
       kAll},
      {"declared",
       {init,
        {"pkg/api.py", "from core import x\n"},
        {"pkg/core.py", "x = 1\n"},
        {"requirements.txt", "core>=1\n"}},
       "pkg.api",
       kAll},
      {"another is declared",
       {init,
        {"pkg/api.py", "from core import x\n"},
        {"pkg/core.py", "x = 1\n"},
        {"requirements.txt", "corelib>=1\n"}},
       "pkg.api",
       "2.7"},
  });
}

TEST_F(Trees, LieInThePackagesAroundThem) {
  const Row row = {"a scanned package",
                   {{"pkg/__init__.py", ""},
                    {"pkg/ssl.py", "x = 1\n"},
                    {"pkg/a.py", "from ssl import SSLContext\n"},
                    {"pkg/b.py", "from . import a\nfrom ..other import c\n"}},
                   "pkg.a",
                   "3.8, 3.13"};
  expect(row, report_on(row, {"/t/pkg"}, "pkg"));
  expect(row, report_on(row, {"/t"}));
  expect(row, report_on(row, {"/t/pkg/a.py", "/t/pkg/ssl.py"}));  // they know the `__init__.py`
  scan::MemoryDisk disk;
  disk.file("/t/outer/__init__.py", "").file("/t/outer/pkg/__init__.py", "");
  EXPECT_EQ(scan::package_at("/t/outer/pkg", disk), "outer.pkg");
  EXPECT_EQ(scan::package_at("/t/outer", disk), "outer");
  EXPECT_EQ(scan::package_at("/t", disk), "");
}

TEST_F(Trees, AreFoundWherePythonLooks) {
  expect({
      {"own module in src",
       {{"src/imp.py", "x = 1\n"}, {"src/pkg/__init__.py", ""}, {"src/pkg/a.py", "import imp\n"}},
       "pkg.a",
       kAll},
      {"a plain folder",
       {{"redis/run.py", ""}, {"app.py", "from redis import Redis\nimport redis\n"}},
       "app",
       kAll},
      {"below a plain folder",
       {{"redis/run.py", ""}, {"app.py", "import redis.client\n"}},
       "app",
       kAll},
      {"implicitly relative",
       {{"pkg/__init__.py", ""},
        {"pkg/api.py", "from core import x\n"},
        {"pkg/core.py", "x = 1\n"}},
       "pkg.api",
       "2.7"},
  });
}

TEST_F(Trees, KnowWhatTheStandardLibraryHolds) {
  const std::vector<std::pair<const char*, const char*>> compat = {
      {"compat.py", "from string import *\n"}};
  const auto with = [&](const char* text) {
    std::vector<std::pair<const char*, const char*>> files = compat;
    files.emplace_back("a.py", text);
    return files;
  };
  expect({
      {"no submodule", with("import os.nothing\n"), "a", "no version"},
      {"no name", with("from os import no_such_name\n"), "a", "no version"},
      {"not in abc", with("from collections.abc import OrderedDict\n"), "a", "no version"},
      {"by a star, gone", with("from compat import letters\n"), "a", "2.7"},
      {"by a star", with("from compat import ascii_letters\n"), "a", kAll},
      {"of another platform", with("from os import startfile\nfrom signal import CTRL_C_EVENT\n"),
       "a", kAll},
      {"of another build", with("from ssl import PROTOCOL_SSLv2, PROTOCOL_TLSv1_2\n"), "a", kAll},
      {"submodules",
       with("from os import path\nimport os.path\nimport xml.dom.minidom\nfrom xml import etree\n"),
       "a", kAll},
  });
}

TEST(StandardNames, SayWhatIsSurelyNotThere) {
  const struct {
    const char* module;
    const char* name;
    bool lacks_on_313;
  } kTable[] = {
      {"os", "nothing", true},
      {"os", "getcwd", false},
      {"os", "startfile", false},
      {"os", "path", false},
      {"xml", "etree", false},
      {"xml", "nothing", true},
      {"collections.abc", "OrderedDict", true},
      {"collections", "OrderedDict", false},
      {"no.such.module", "x", false},
      {"tarfile", "LinkFallbackError", false},  // 3.13.4 brought it
      {"string", "ascii_letters", false},
      {"_csv", "__doc__", false},
      {"zzz", "x", false},
      {"", "x", false},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(rulebook::standard_lacks(row.module, row.name).contains(Version::of(3, 13)),
              row.lacks_on_313)
        << row.module << "." << row.name;
  }
}

}  // namespace
}  // namespace pymolt::project
