// C sources of a tree joined: headers, compat definitions, extension modules and the modules that import them.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "project/reduce.h"
#include "scan/find_files.h"
#include "scan/scan_tree.h"
#include "support/memory_disk.h"

namespace pymolt::project {
namespace {

using SourceFiles = std::vector<std::pair<const char*, std::string>>;
constexpr const char* kCall = "void *f(PyObject *g) { return PyEval_CallObject(g, 0); }\n";
const std::string kBroken = std::string("#include <Python.h>\n") + kCall;

class CSources : public testing::Test {
 protected:
  CSources()
      : book_(rulebook::Rulebook::built_in().take()),
        knowledge_(scan::ScanContext::make(book_).take()) {}

  Report report_on(const SourceFiles& files) {
    scan::MemoryDisk disk;
    for (const auto& [path, text] : files) disk.file(std::string("/t/") + path, text);
    ReportRequest request;
    request.roots = {"/t"};
    request.target = VersionSet::between(Version::of(3, 12), Version::of(3, 13));
    return reduce(scan::scan_files(scan::find_files({"/t"}, disk, {}, &knowledge_.readers), disk,
                                   knowledge_, {}),
                  request, book_);
  }

  std::string findings(const SourceFiles& files) {
    std::string text;
    for (const ReportedFinding& found : report_on(files).findings) {
      text += found.path + ": " + found.finding.rule + " " + found.finding.symbol + "; ";
    }
    return text;
  }

  rulebook::Rulebook book_;
  scan::ScanContext knowledge_;
};

// An extension module in no package is imported by its bare name.
TEST_F(CSources, OfATopLevelModuleStopWhoImportsIt) {
  const Report report = report_on({{"_fast.c", kBroken},
                                   {"setup.py",
                                    "from setuptools import setup, Extension\n"
                                    "setup(ext_modules=[Extension('_fast', ['_fast.c'])])\n"},
                                   {"useit.py", "from _fast import f\n"}});
  const auto useit = std::ranges::find(report.modules, "useit", &ModuleVerdict::name);
  ASSERT_NE(useit, report.modules.end());
  EXPECT_TRUE(useit->imports.contains(Version::of(3, 12)));
  EXPECT_FALSE((useit->imports | useit->unknown).contains(Version::of(3, 13)));
}

TEST_F(CSources, AreReadWhereTheyIncludePython) {
  const std::string found = "a.c: removed-c-api PyEval_CallObject; ";
  EXPECT_EQ(findings({{"a.c", kBroken}}), found);
  EXPECT_EQ(findings({{"a.c", kCall}}), "");
  EXPECT_EQ(findings({{"a.c", std::string("#include \"own.h\"\n") + kCall},
                      {"own.h", "#include <Python.h>\n"}}),
            found);
  EXPECT_EQ(findings({{"a.c", std::string("#include \"own.h\"\n") + kCall},
                      {"own.h", "#include <stdio.h>\n"}}),
            "");
  EXPECT_EQ(findings({{"a.c", std::string("#include \"own.h\"\n") + kCall},
                      {"own.h", "# include \"b.h\"\n"},
                      {"b.h", "#include <Python.h>\n"}}),
            found);
}

TEST_F(CSources, AreCountedOnlyThen) {
  EXPECT_EQ(report_on({{"a.c", kCall}, {"b.h", "int x;\n"}}).summary.found, 0U);
  EXPECT_EQ(report_on({{"a.c", kBroken}, {"b.h", "int x;\n"}}).summary.found, 1U);
}

TEST_F(CSources, TakeNamesFromTheTreesHeaders) {
  const std::string shim =
      "#if PY_VERSION_HEX >= 0x03090000\n#define PyEval_CallObject(f, a) PyObject_CallObject(f, "
      "a)\n#endif\n";
  EXPECT_EQ(
      findings({{"a.c", "#include <Python.h>\n#include \"include/shim.h\"\n" + std::string(kCall)},
                {"include/shim.h", shim}}),
      "");
  EXPECT_EQ(findings({{"a.c", kBroken}, {"include/shim.h", shim}}),
            "a.c: removed-c-api PyEval_CallObject; ");
}

TEST_F(CSources, TakeNamesFromHeadersInAngleBrackets) {
  const std::string shim = "#define PyEval_CallObject(f, a) PyObject_CallObject(f, a)\n";
  EXPECT_EQ(findings({{"src/a.c", "#include \"own.h\"\n" + std::string(kCall)},
                      {"src/own.h", "#include <Python.h>\n#include <shim.h>\n"},
                      {"src/shim.h", shim}}),
            "");
}

// A header is compiled with what comes before it where it is included.
TEST_F(CSources, OfHeadersTakeNamesFromWhoIncludesThem) {
  const std::string shim = "#define PyEval_CallObject(f, a) PyObject_CallObject(f, a)\n";
  const std::string both = "#include <Python.h>\n#include \"shim.h\"\n#include \"b.h\"\n";
  EXPECT_EQ(findings({{"a.c", both}, {"b.h", kCall}, {"shim.h", shim}}), "");
  EXPECT_EQ(findings({{"a.c", both},
                      {"b.h", kCall},
                      {"c.c", kBroken.substr(0, 20) + "#include \"b.h\"\n"},
                      {"shim.h", shim}}),
            "b.h: removed-c-api PyEval_CallObject; ");
}

TEST_F(CSources, WithoutIncludesAreReadWhereTheyAreIncluded) {
  EXPECT_EQ(findings({{"a.c", "#include <Python.h>\n#include \"b.c\"\n"}, {"b.c", kCall}}),
            "b.c: removed-c-api PyEval_CallObject; ");
}

// `internal/pycore_long.h` shows members and private names that Python.h does not.
TEST_F(CSources, OfTheInterpretersCoreAreDoubted) {
  const std::string use = "void *f(PyObject *o) { return _PyLong_Format(o, 10); }\n";
  EXPECT_EQ(report_on({{"a.c", "#include <Python.h>\n" + use}}).findings.size(), 1U);
  const Report report = report_on({{"a.c", "#include <Python.h>\n#include \"own.h\"\n" + use},
                                   {"own.h", "#include <internal/pycore_long.h>\n"}});
  for (const ReportedFinding& found : report.findings)
    EXPECT_EQ(found.finding.confidence, Confidence::possible);
}

TEST_F(CSources, DecideTheVerdict) {
  const Report report = report_on({{"a.c", kBroken}});
  EXPECT_EQ(report.summary.verdict.at(Version::of(3, 12)), Decision::go);
  EXPECT_EQ(report.summary.verdict.at(Version::of(3, 13)), Decision::no_go);
}

TEST_F(CSources, WrittenByAGeneratorHaveOneFinding) {
  EXPECT_EQ(findings({{"a.c", "/* Generated by Cython 0.29.14 */\n" + kBroken + kCall}}),
            "a.c: removed-c-api Cython 0.29.14; ");
}

struct Build {
  const char* path;
  const char* text;
};
constexpr Build kBuilds[] = {
    {"setup.py",
     "from setuptools import setup, Extension\nsetup(ext_modules=[Extension('pkg._fast', "
     "['src/fast.c'])])\n"},
    {"setup.py",
     "from setuptools import setup, Extension\nsetup(ext_modules=[Extension(name='pkg._fast', "
     "sources=[  # one\n 'src/fast.c'])])\n"},
    {"setup.py", "Extension('pkg._fast', sources=sorted(glob.glob('src/*.c')))\n"},
    {"setup.py", "Extension('pkg._fast', ['src/fast.c'] + glob('other/*.c'), libraries=libs)\n"},
    {"setup.cfg", "[metadata]\nname = pkg\n[extension=pkg._fast]\nsources =\n    src/fast.c\n"},
    {"pyproject.toml",
     "[tool.setuptools]\next-modules = [{name = \"pkg._fast\", sources = [\"src/fast.c\"]}]\n"},
    {"meson.build",
     "py = import('python').find_installation()\npy.extension_module('_fast', 'src/fast.c', "
     "subdir: 'pkg', install: true)\n"},
};

TEST_F(CSources, MakeExtensionModules) {
  for (const Build& build : kBuilds) {
    const Report report = report_on({{build.path, build.text}, {"src/fast.c", kBroken}});
    ASSERT_EQ(report.extensions.size(), 1U) << build.text;
    EXPECT_EQ(report.extensions[0].module, "pkg._fast") << build.text;
    EXPECT_EQ(report.extensions[0].builds.str(), "2.7-3.12") << build.text;
    EXPECT_EQ(report.summary.extensions.at(Version::of(3, 13)).ok, 0U);
    EXPECT_EQ(report.summary.extensions.at(Version::of(3, 12)).ok, 1U);
  }
}

TEST_F(CSources, OfCythonAreCalledAsTheirFiles) {
  for (const char* setup : {"setup(ext_modules=cythonize('pkg/*.pyx', language_level=3))\n",
                            "setup(ext_modules=cythonize(['pkg/_fast.pyx'], annotate=True))\n"}) {
    const Report report =
        report_on({{"setup.py", setup},
                   {"pkg/__init__.py", ""},
                   {"pkg/_fast.pyx",
                    "cdef extern from \"Python.h\":\n    object "
                    "PyEval_CallObject(object, object)\nPyEval_CallObject(1, 2)\n"}});
    ASSERT_EQ(report.extensions.size(), 1U) << setup;
    EXPECT_EQ(report.extensions[0].module, "pkg._fast") << setup;
  }
}

TEST_F(CSources, ThatAreNotWrittenOutAreNotTied) {
  EXPECT_TRUE(report_on({{"setup.py", "Extension('pkg._fast', sources_of('src'))\n"},
                         {"src/fast.c", kBroken}})
                  .extensions.empty());
  const Report report = report_on(
      {{"setup.py", "Extension('pkg._fast', ['src/other.c'])\n"}, {"src/fast.c", kBroken}});
  ASSERT_EQ(report.extensions.size(), 1U);
  EXPECT_EQ(report.extensions[0].unknown, VersionSet::all());
}

TEST_F(CSources, KeepWhatImportsThemFromImporting) {
  for (const char* import : {"from ._fast import f\n", "from . import _fast\n",
                             "import pkg._fast\n", "from pkg._fast import f\n"}) {
    const Report report = report_on(
        {{"setup.py", kBuilds[0].text},
         {"src/fast.c", kBroken},
         {"pkg/__init__.py", ""},
         {"pkg/user.py", import},
         {"pkg/safe.py", "try:\n    from ._fast import f\nexcept ImportError:\n    f = None\n"}});
    for (const ModuleVerdict& module : report.modules) {
      const VersionSet not_failing = module.imports | module.unknown;
      if (module.name == "pkg.user") {
        EXPECT_FALSE(not_failing.contains(Version::of(3, 13))) << import;
        EXPECT_TRUE(not_failing.contains(Version::of(3, 12))) << import;
      }
      if (module.name == "pkg.safe") {
        EXPECT_TRUE(not_failing.contains(Version::of(3, 13))) << import;
      }
    }
  }
}

}  // namespace
}  // namespace pymolt::project
