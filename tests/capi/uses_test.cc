// Small C texts with what they use and where that does not build. What is said of 2.7 and 3.6 to 3.13 was proved with the compiler
// and each version's headers (tools/prove_c_cases.py).
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "capi/c_text.h"
#include "rulebook/rulebook.h"

namespace pymolt::capi {
namespace {

const rulebook::Rulebook& book() {
  static const rulebook::Rulebook built = rulebook::Rulebook::built_in().take();
  return built;
}

// `PyEval_CallObject 3.13+ sure` for every use that breaks somewhere, a line each.
std::string broken(std::string_view code, std::string_view path = "a.c") {
  std::string text;
  for (const Use& use : read_source(path, code, book().c_api()).uses) {
    const VersionSet broken = use.alive - use.life->exists;
    if (broken.empty()) continue;
    if (!text.empty()) text += "; ";
    text += use.symbol + " " + broken.str() +
            (use.confidence == Confidence::sure ? "" : " " + std::string(name(use.confidence)));
  }
  return text;
}

struct Case {
  const char* code;
  const char* broken;
};

// Every text is compiled with `#include <Python.h>` before it.
#define INCLUDE "#include <Python.h>\n"
constexpr Case kCases[] = {
#include "cases.inc"
};

TEST(Uses, AreFoundWhereTheyAreCompiled) {
  for (const Case& each : kCases)
    EXPECT_EQ(broken(std::string(INCLUDE) + each.code), each.broken) << each.code;
}

TEST(Uses, AreTheSameWithOtherLineEnds) {
  for (const Case& each : kCases) {
    std::string code;
    for (const char c : std::string(INCLUDE) + each.code)
      code += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(broken(code), each.broken) << each.code;
  }
}

TEST(Uses, AreNotTheMethodsOfCpp) {
  EXPECT_EQ(broken(INCLUDE "struct Q { int PyString_Check(PyObject *) { return 0; } };\n"
                           "int g(Q &q) { return q.PyString_Check(nullptr); }\n",
                   "a.cpp"),
            "");
}

TEST(Uses, HaveReceiversOfCpp) {
  const auto member = [](std::string_view line) {
    return broken(INCLUDE "#include <frameobject.h>\n" + std::string(line), "a.cpp");
  };
  for (const char* line :
       {"void *f() { auto g = PyEval_GetFrame(); return g->f_code; }\n",
        "void *f(PyFrameObject &g) { return g.f_code; }\n",
        "void *f(void *o) { return reinterpret_cast<PyFrameObject *>(o)->f_code; }\n"}) {
    EXPECT_EQ(member(line), "PyFrameObject.f_code 3.11+") << line;
  }
}

// A header that is no header of the system may come from the tree and define any word.
TEST(Uses, AreNotSureBehindWordsOfOtherHeaders) {
  const char* code = "#ifndef IS_PY3\nvoid *f(void) { return PyString_FromString(0); }\n#endif\n";
  EXPECT_EQ(broken(std::string(INCLUDE "#include <stdio.h>\n") + code), "PyString_FromString 3.0+");
  EXPECT_EQ(broken(std::string(INCLUDE "#include <own_compat.h>\n") + code),
            "PyString_FromString 3.0+ possible");
}

// What is compiled as part of another file stands behind whatever that includes.
TEST(Uses, AreNotSureBehindWordsInPartsOfAFile) {
  const std::string part =
      "#ifdef PY3\nint a;\n#else\nint f(void) { return Py_TPFLAGS_HAVE_RICHCOMPARE; }\n#endif\n";
  const rulebook::CApi& api = book().c_api();
  const Reading alone = read_source("part.c", part, api);
  ASSERT_EQ(alone.uses.size(), 1U);
  EXPECT_EQ(alone.uses[0].confidence, Confidence::possible);
  const Reading whole = read_source("a.c", "#include <Python.h>\n" + part, api);
  ASSERT_EQ(whole.uses.size(), 1U);
  EXPECT_EQ(whole.uses[0].confidence, Confidence::sure);
}

// `internal/pycore_frame.h` shows the struct of frames, which Python.h hides, and no other one; the rest of them private names.
TEST(Uses, AreShownByHeadersOfTheCore) {
  const rulebook::CApi& api = book().c_api();
  const VersionSet core = VersionSet::from(Version::of(3, 11));
  const VersionSet names = VersionSet::from(Version::of(3, 13));
  EXPECT_EQ(shown_by_core("PyFrameObject.f_code", core, names, api), core);
  EXPECT_EQ(shown_by_core("PyThreadState.curexc_traceback", core, names, api), VersionSet::none());
  EXPECT_EQ(shown_by_core("_PyList_Extend", core, names, api), names);
  EXPECT_EQ(shown_by_core("PyEval_CallObject", core, names, api), VersionSet::none());
}

TEST(Facts, AreReadWhole) {
  EXPECT_GT(book().c_api().facts().size(), 2900U);
  ASSERT_NE(book().c_api().find("PyEval_CallObject"), nullptr);
  EXPECT_EQ(book().c_api().find("PyEval_CallObject")->life(), "deprecated 3.9, removed 3.13");
  EXPECT_NE(book().c_api().use("Py_TYPE", "lvalue"), nullptr);
}

TEST(Source, TellsWhatItIncludesAndDefines) {
  const Reading reading = read_source(
      "a.c", "#include <Python.h>\n#include <stdio.h>\n#include \"own.h\"\n#define Py_TYPE(x) 0\n",
      book().c_api());
  EXPECT_TRUE(reading.facts.includes_python);
  EXPECT_EQ(reading.facts.includes, std::vector<std::string>{"own.h"});
  ASSERT_EQ(reading.facts.defines.size(), 1U);
  EXPECT_EQ(reading.facts.defines.front().name, "Py_TYPE");
}

TEST(Source, KnowsWhoWroteIt) {
  EXPECT_EQ(generator_of("/* Generated by Cython 0.29.36 */"), "Cython 0.29.36");
  EXPECT_EQ(generator_of("/* ----\n * This file was automatically generated by SWIG "
                         "(http://www.swig.org).\n * Version 3.0.12\n"),
            "SWIG 3.0.12");
  EXPECT_EQ(generator_of("int main(void) { return 0; }"), "");
}

TEST(Cython, UsesWhatItImports) {
  const auto uses = [](const char* code) { return broken(code, "a.pyx"); };
  EXPECT_EQ(uses("cdef extern from \"Python.h\":\n    object PyEval_CallObject(object, "
                 "object)\n\ndef f(g):\n    return PyEval_CallObject(g, ())\n"),
            "PyEval_CallObject 3.13+ likely");
  EXPECT_EQ(uses("cdef extern from \"own.h\":\n    object PyEval_CallObject(object, object)\nfrom "
                 "cpython cimport PyList_New\ndef f(g):\n    return PyEval_CallObject(g, ())\n"),
            "");
  EXPECT_EQ(uses("def f():\n    return PyEval_CallObject\n"), "");
  EXPECT_EQ(uses("from cpython.ref cimport Py_INCREF\n# PyEval_CallObject\ns = "
                 "'PyEval_CallObject'\n\"\"\"\nPyEval_CallObject\n\"\"\"\n"),
            "");
}

// Nothing of this ends in a crash or takes more than linear time; the limit of the test is generous.
TEST(Hostile, TextsAreRead) {
  const std::string use = "static void *f(void) { return PyEval_CallObject(0, 0); }\n";
  const auto times = [](const char* text, int n) {
    std::string all;
    for (int i = 0; i < n; ++i) all += text;
    return all;
  };
  EXPECT_EQ(broken(INCLUDE + times("#if 1\n", 100'000) + use), "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + times("#endif\n#else\n", 100'000) + use), "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + use + "int x = " + times("(", 100'000) + times(")", 100'000) + ";\n"),
            "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + times("#if A\n", 20'000) + times("{", 20'000) + "\n"), "");
  EXPECT_EQ(broken(INCLUDE + ("#if " + times("(", 100'000)) + "1\n#endif\n" + use),
            "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + ("#if " + times("!", 100'000)) + "0\n#endif\n" + use),
            "PyEval_CallObject 3.13+");
  for (const char* choice : {"1 ? ", "1 ? 1 : "}) {
    EXPECT_EQ(broken(INCLUDE + ("#if " + times(choice, 100'000)) + "1\n#endif\n" + use),
              "PyEval_CallObject 3.13+")
        << choice;
  }
  EXPECT_EQ(broken(std::string(INCLUDE) + "char *s = \"" + times("x", 2'000'000)), "");
  EXPECT_EQ(broken(std::string(INCLUDE) + "/* PyEval_CallObject"), "");
  EXPECT_EQ(broken(std::string(INCLUDE) + "R\"(PyEval_CallObject"), "");
  EXPECT_EQ(broken(INCLUDE + times("#define A B\n#define B A\n", 10'000) + "#if A\n#endif\n" + use),
            "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + times("Py_TYPE(", 50'000)), "");
  EXPECT_EQ(broken(INCLUDE + times("Py_TYPE(", 50'000) + times(")", 50'000)), "");
  EXPECT_EQ(broken("#define M(a, b)\n" INCLUDE + times("M(1, ", 50'000) + times(")", 50'000)), "");
  EXPECT_EQ(broken("#define M(a) a\n" INCLUDE + ("#if " + times("M(", 50'000)) +
                   times(")", 50'000) + "\n#endif\n" + use),
            "PyEval_CallObject 3.13+");
  EXPECT_EQ(broken(INCLUDE + times("T x = {", 50'000) + times(".a = 0 ", 50'000)), "");
  EXPECT_EQ(broken(INCLUDE + times("auto a = a(", 50'000)), "");
  EXPECT_EQ(broken(INCLUDE + times("(*a)->f[", 50'000)), "");
}

}  // namespace
}  // namespace pymolt::capi
