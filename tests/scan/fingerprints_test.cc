// Fingerprints stay when code is moved or formatted, and tell apart what is different.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>

#include "model/kept_places.h"
#include "scan/scan_file.h"

namespace pymolt::scan {
namespace {

const ScanContext& context() {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  static const ScanContext known = ScanContext::make(book).take();
  return known;
}

std::multiset<std::string> fingerprints(const std::string& source) {
  ScanScratch bench;
  std::multiset<std::string> found;
  for (const Finding& f : scan_file("a.py", source, context(), bench).findings) {
    found.insert(f.symbol + " in " + f.scope + ": " + f.code + " " + f.fingerprint);
  }
  return found;
}

TEST(Fingerprints, StayWhenNothingIsSaidDifferently) {
  const struct {
    const char* what;
    const char* before;
    const char* after;
  } kTable[] = {
      {"blank lines and comments", "import imp\nimport time\nt = time.clock()\n",
       "# why\nimport imp\n\n\nimport time  # for the clock\n\nt = time.clock()\n"},
      {"blanks, quotes, letter case of numbers",
       "import time\nf( 'it\\'s',r\"a\",0XFF , time.clock() )\n",
       "import time\nf(\"it's\", r\"a\", 0xFF, time.clock())\n"},
      {"wrapped, with a trailing comma", "import time\nvalues = make(time.clock(), first=1)\n",
       "import time\nvalues = make(\n    time.clock(),\n    first=1,\n)\n"},
      {"wrapped with backslashes", "import time\nx = time.clock() + 1\n",
       "import time\nx = time.clock() \\\n    + 1\n"},
      {"needless parentheses", "import time\nif (time.clock() > 1): f()\n",
       "import time\nif time.clock() > 1:\n    f()\n"},
      {"statements on one line", "import time\na = 1; b = time.clock()\n",
       "import time\na = 1\nb = time.clock()\n"},
      {"other names imported beside", "from collections import Mapping\n",
       "from collections import (\n    defaultdict,\n    Mapping,\n    deque,\n)\n"},
      {"other modules imported beside", "import os, imp\n", "import imp, sys\n"},
      {"functions in another order",
       "import time\ndef f():\n    return time.clock()\ndef g():\n    return time.clock()\n",
       "import time\ndef g():\n    return time.clock()\n\n\ndef f():\n    return time.clock()\n"},
      {"equal lines with another between", "import time\nx = time.clock()\nx = time.clock()\n",
       "import time\nx = time.clock()\nprint(x)\nif x:\n    x = time.clock()\n"},
      {"a body that changes", "import time\nwhile time.clock() < 5:\n    a()\n",
       "import time\nwhile time.clock() < 5:\n    b()\n    c()\n"},
      {"the neighbours in a long literal",
       "import string\nt = {'a': string.letters, 'b': "
       "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',"
       "'c': "
       "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "aaaaaaaaaaaaaaaaaaaaaa'}\n",
       "import string\nt = {'a': string.letters, 'b': "
       "'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',"
       "'d': "
       "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "aaaaaaaaaaaaaaaaaaaaaa'}\n"},
      {"a docstring indented anew", "def f():\n    '''One \\d\n    two.'''\n",
       "def f():\n    \"\"\"One \\d\n      two.\n    \"\"\"\n"},
  };
  for (const auto& row : kTable) {
    const std::multiset<std::string> before = fingerprints(row.before);
    EXPECT_FALSE(before.empty()) << row.what;
    EXPECT_EQ(before, fingerprints(row.after)) << row.what;
  }
}

TEST(Fingerprints, TellApartWhatIsDifferent) {
  const struct {
    const char* what;
    const char* one;
    const char* other;
  } kTable[] = {
      {"another symbol", "import imp\n", "import asyncore\n"},
      {"another scope", "def f():\n    import imp\n", "def g():\n    import imp\n"},
      {"another statement", "import time\na = time.clock()\n", "import time\nb = time.clock()\n"},
  };
  for (const auto& row : kTable) {
    EXPECT_NE(fingerprints(row.one), fingerprints(row.other)) << row.what;
  }
  const std::multiset<std::string> twice =
      fingerprints("import time\nx = time.clock()\nx = time.clock()\n");
  EXPECT_EQ(std::set<std::string>(twice.begin(), twice.end()).size(), 2U)
      << "equal lines are counted";
}

TEST(Fingerprints, AreMadeOfAShortForm) {
  const std::string many(5000, 'a');
  for (const std::string& text :
       fingerprints("import string\nf('\\d" + many + "', string.letters)\n")) {
    EXPECT_LT(text.size(), 400U) << text;
  }
}

TEST(Fingerprints, AreMadeQuicklyOfWhatIsHostile) {
  std::string names;
  for (int i = 0; i < 20000; ++i) names += ", Mapping as m" + std::to_string(i);
  EXPECT_EQ(fingerprints("from collections import Mapping" + names + "\n").size(),
            std::size_t{kMostPlacesOfKind});
  const std::string inner = std::string(20, '(') + "time.clock()" + std::string(20, ')');
  std::string many = "import time\nf(";
  for (int i = 0; i < 200; ++i) many += inner + ",";
  EXPECT_EQ(fingerprints(many + ")\n").size(), 200U);
}

}  // namespace
}  // namespace pymolt::scan
