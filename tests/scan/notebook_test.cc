// A notebook is read like its cells pasted one below the other, but for what is no Python in them.
// SPDX-License-Identifier: MIT
#include "scan/notebook.h"

#include <gtest/gtest.h>

#include "scan/magics.h"

namespace pymolt::scan {
namespace {

TEST(Magics, AreReplacedInPlace) {
  const struct {
    const char* cell;
    const char* python;
  } kTable[] = {
      {"x = 1\n", "x = 1\n"},
      {"%matplotlib inline\nimport a", "pass\nimport a"},
      {"if x:\n    %load_ext y\n    !ls -l\nz", "if x:\n    pass\n    pass\nz"},
      {"files = !ls", "files = None"},
      {"a, b = %magic x", "a, b = None"},
      {"a[0] = !ls", "a[0] = None"},
      {"?print", "pass"},
      {"print?", "pass"},
      {"print??", "pass"},
      {"x = 'what?'", "x = 'what?'"},
      {"x = 1  # what?", "x = 1  # what?"},
      {"%%bash\nls\nimport imp", "pass\n\n"},
      {"%%html\n<b>", "pass\n"},
      {"%%python2\nprint 1", "pass\n"},
      {"%%timeit\nx = f(1)", "pass\nx = f(1)"},
      {"%%time\nx = f(1)", "pass\nx = f(1)"},
      {"%%timeit import imp\nx = f(1)", "0       ;import imp\nx = f(1)"},
      {"%%timeit -n 3 import imp\nx", "0            ;import imp\nx"},
      {"    x = 1\n    y = 2", "x = 1\ny = 2"},
      {"\n  if x:\n    y\nz", "\nif x:\n  y\nz"},
      {"\n%%capture out\nx", "\npass\nx"},
      {"%time f(x)", "0    ;f(x)"},
      {"%timeit -n 10 f(x)", "0            ;f(x)"},
      {"y = (a\n  % b)", "y = (a\n  % b)"},
      {"s = '''\n%d items\n!x\n'''", "s = '''\n%d items\n!x\n'''"},
      {"x = 3 \\\n  % 2", "x = 3 \\\n  % 2"},
      {"!ls \\\n  -l\nx", "pass\n\nx"},
      {"# 'unclosed\n%ls", "# 'unclosed\npass"},
      {"x != y", "x != y"},
      {"x = y % z", "x = y % z"},
      {"", ""},
  };
  for (const auto& row : kTable) EXPECT_EQ(without_magics(row.cell), row.python) << row.cell;
}

TEST(Notebook, JoinsCodeCellsOfBothForms) {
  const char* const kFour = R"({"cells": [
    {"cell_type": "markdown", "source": ["# x"]},
    {"cell_type": "code", "source": ["import imp\n", "x = 1"], "outputs": [{"a": [1, 2]}]},
    {"cell_type": "raw", "source": "raw"},
    {"cell_type": "code", "source": "y = 2\n"}],
    "metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python", "version": "3.8.1"}}, "nbformat": 4})";
  const Result<Notebook> four = read_notebook(kFour);
  ASSERT_TRUE(four.ok()) << four.mistake().message;
  EXPECT_EQ(four->code, "import imp\nx = 1\ny = 2\n");
  EXPECT_EQ(four->cells, (std::vector<CellStart>{{2, 1}, {4, 3}}));
  EXPECT_FALSE(four->python2);

  const char* const kThree = R"({"worksheets": [{"cells": [
    {"cell_type": "code", "language": "python", "input": ["print 1"]}]}], "nbformat": 3, "metadata": {"name": ""}})";
  const Result<Notebook> three = read_notebook(kThree);
  ASSERT_TRUE(three.ok()) << three.mistake().message;
  EXPECT_EQ(three->code, "print 1\n");
}

TEST(Notebook, KnowsItsKernel) {
  const auto with = [](std::string_view metadata) {
    Result<Notebook> made =
        read_notebook("{\"cells\": [], \"metadata\": " + std::string(metadata) + "}");
    EXPECT_TRUE(made.ok());
    return made.take();
  };
  EXPECT_TRUE(with(R"({"kernelspec": {"name": "python2"}})").python2);
  EXPECT_TRUE(with(R"({"language_info": {"version": "2.7.13"}})").python2);
  EXPECT_EQ(with(R"({"kernelspec": {"name": "ir", "language": "R"}})").other_language, "r");
  const Notebook old = with(R"({"kernelspec": {"name": "python2"}})");
  ASSERT_EQ(old.statements.size(), 1U);
  EXPECT_EQ(old.statements[0].versions, VersionSet::python2());
  EXPECT_TRUE(old.statements[0].pins);
  EXPECT_FALSE(with(R"({"kernelspec": {"name": "python3"}})").statements[0].pins);
}

TEST(Notebook, ABrokenOneSaysWhy) {
  const struct {
    const char* text;
    const char* why;
    int line;
  } kTable[] = {
      {"", "invalid JSON: the file ends where a value is expected", 1},
      {"import imp\n", "invalid JSON: a word that is no value", 1},
      {"{\"cells\": [\n", "invalid JSON: the file ends where a value is expected", 2},
      {"{\"a\": 1}", "is no notebook: it has neither cells nor worksheets", 0},
  };
  for (const auto& row : kTable) {
    const Result<Notebook> made = read_notebook(row.text);
    ASSERT_FALSE(made.ok()) << row.text;
    EXPECT_EQ(made.mistake().message, row.why);
    EXPECT_EQ(made.mistake().line, row.line) << row.text;
  }
}

}  // namespace
}  // namespace pymolt::scan
