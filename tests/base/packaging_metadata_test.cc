// What setup.py, setup.cfg and pyproject.toml say of Python 2.
// SPDX-License-Identifier: MIT
#include "base/packaging_metadata.h"

#include <gtest/gtest.h>

namespace pymolt {
namespace {

TEST(Declares, Python2) {
  for (const char* text : {
           "classifiers=['Programming Language :: Python :: 2.7']",
           "classifier =\n    Programming Language :: Python :: 2\n",
           "setup(python_requires='>=2.7, !=3.0.*, !=3.1.*')",
           "python_requires = >=2.7,<4\n",
           "[project]\nrequires-python = \">=2.7\"\n",
           "requires-python='~=2.7'",
       }) {
    EXPECT_TRUE(declares_python2(text)) << text;
  }
  for (const char* text : {
           "",
           "classifiers=['Programming Language :: Python :: 3', 'Programming Language :: Python :: "
           "3.12']",
           "setup(python_requires='>=3.6')",
           "python_requires = >=3.8\n",
           "requires-python = \">=3.9,<4\"",
           "requires-python = \"*\"",
           "# python_requires says it",
       }) {
    EXPECT_FALSE(declares_python2(text)) << text;
  }
}

}  // namespace
}  // namespace pymolt
