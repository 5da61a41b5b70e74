// What build files declare, a line each: `module: sources`.
// SPDX-License-Identifier: MIT
#include "capi/extensions.h"

#include <gtest/gtest.h>

#include <string>

namespace pymolt::capi {
namespace {

std::string declared(std::string_view path, std::string_view bytes) {
  std::string text;
  for (const ExtensionDeclaration& one : read_extensions(path, bytes)) {
    text += one.module + ":";
    for (const std::string& source : one.sources) text += " " + source;
    text += "\n";
  }
  return text;
}

TEST(Extensions, StandForWhatVariablesHold) {
  EXPECT_EQ(declared("setup.py",
                     "NAME = 'pk.fast'\n"
                     "SOURCES = ['a.c',  # the first\n"
                     "           'b.c']\n"
                     "Extension(NAME, SOURCES)\n"
                     "Extension('pk.more', sources=SOURCES + ['c.c'])\n"),
            "pk.fast: a.c b.c\npk.more: a.c b.c c.c\n");
  EXPECT_EQ(declared("meson.build",
                     "srcs = files('a.c')\n"
                     "srcs += ['b.c']\n"
                     "py.extension_module('_a', srcs, subdir: 'pk')\n"),
            "pk._a: a.c b.c\n");
  EXPECT_EQ(declared("CMakeLists.txt",
                     "set(SRCS a.c\n  b.c)\nset(NAME fast)\n"
                     "Python_add_library(${NAME} MODULE ${SRCS} c.c)\n"),
            "fast: a.c b.c c.c\n");
}

TEST(Extensions, AreNotGuessedFromVariablesThatMayHoldAnything) {
  EXPECT_EQ(declared("setup.py", "S = ['a.c']\nS = ['b.c']\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("setup.py", "S = ['a.c']\nS.append('b.c')\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("setup.py", "if x:\n    S = ['a.c']\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("setup.py", "S = ['a.c'] if x else []\nExtension('x', S + T)\n"), "");
  EXPECT_EQ(declared("setup.py", "S = ['a.c'] if x else []\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("setup.py", "S = 'a.c' + x\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("setup.py", "S = ['%s.c' % n for n in names]\nExtension('x', S)\n"), "");
  EXPECT_EQ(declared("CMakeLists.txt",
                     "if(WIN32)\nset(S w.c)\nendif()\n"
                     "Python_add_library(x MODULE ${S})\n"),
            "");
  EXPECT_EQ(declared("CMakeLists.txt",
                     "set(S a.c)\nlist(APPEND S b.c)\n"
                     "Python_add_library(x MODULE ${S})\n"),
            "");
}

}  // namespace
}  // namespace pymolt::capi
