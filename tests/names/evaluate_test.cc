// Tests of the version, evaluated for every version at once; and what expressions are.
// SPDX-License-Identifier: MIT
#include "names/evaluate.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/text.h"
#include "names/file_names.h"

namespace pymolt::names {
namespace {

using syntax::Kind;
using syntax::Node;

// A program with its names; LAST is the expression of its last statement.
struct Program {
  explicit Program(const std::string& code)
      : text(code), tree(parser.parse(text.bytes())), names(tree, stdlib()) {}

  static const StdlibIndex& stdlib() {
    static const Result<rulebook::Rulebook> kBook = rulebook::Rulebook::built_in();
    static const StdlibIndex kIndex(*kBook);
    return kIndex;
  }
  [[nodiscard]] Node last() const {
    Node found;
    for (const Node statement : tree.root().children()) {
      if (statement.is(Kind::expression_statement)) found = statement.first_named();
    }
    return found;
  }

  syntax::Parser parser;
  Text text;
  syntax::Tree tree;
  FileNames names;
};

TEST(Evaluator, SaysOnWhichVersionsATestHolds) {
  const struct {
    const char* code;
    const char* holds;
    const char* fails;
  } kTable[] = {
      {"import sys\nsys.version_info >= (3, 8)\n", "3.8+", "2.7-3.7"},
      {"import sys\nsys.version_info[0] == 2\n", "2.7", "3.0+"},
      {"import sys\nsys.version_info[:2] < (3, 5) or sys.version_info >= (3, 12)\n",
       "2.7-3.4, 3.12+", "3.5-3.11"},
      {"import sys\nPY2 = sys.version_info[0] == 2\nnot PY2\n", "3.0+", "2.7"},
      {"import six\nsix.PY3\n", "3.0+", "2.7"},
      {"import sys\nsys.platform == 'win32'\n", "every version", "every version"},
  };
  for (const auto& row : kTable) {
    const Program program(row.code);
    const names::Test test = Evaluator(program.names.resolver()).test(program.last());
    EXPECT_EQ(test.holds.str(), row.holds) << row.code;
    EXPECT_EQ(test.fails.str(), row.fails) << row.code;
  }
}

TEST(Evaluator, KnowsWhatDoesNotSpeakOfTheVersion) {
  const Program open("import os\nos.environ\n");
  EXPECT_FALSE(Evaluator(open.names.resolver()).test(open.last()).version_dependent);
  const Program version("import sys\nsys.version_info > (3,)\n");
  EXPECT_TRUE(Evaluator(version.names.resolver()).test(version.last()).version_dependent);
}

TEST(Types, SayWhatAnExpressionIs) {
  const struct {
    const char* code;
    const char*
        type;  // of the last expression; several with a blank between them; empty: not known
  } kTable[] = {
      {"'a'\n", "builtins.str"},
      {"[1, 2]\n", "builtins.list"},
      {"x = {}\nx\n", "builtins.dict"},
      {"import threading\nt = threading.Thread()\nt\n", "threading.Thread"},
      {"x = 1\nif unknown():\n    x = 'a'\nx\n", "builtins.int builtins.str"},
      {"x = unknown()\nx\n", ""},
  };
  for (const auto& row : kTable) {
    const Program program(row.code);
    std::set<std::string> types;
    for (const Inferred& type : program.names.types().of(program.last())) {
      if (type.known()) types.insert(type.type);
    }
    std::string all;
    for (const std::string& type : types) all += (all.empty() ? "" : " ") + type;
    EXPECT_EQ(all, row.type) << row.code;
  }
}

}  // namespace
}  // namespace pymolt::names
