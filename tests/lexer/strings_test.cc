// Which versions read a string: prefixes, escapes, neighbours, bytes that cannot be decoded; and names beyond ASCII.
// SPDX-License-Identifier: MIT
//
// Asked of 2.7 and 3.6 to 3.15, one by one; 3.0 to 3.5 as their sources say.
#include <gtest/gtest.h>

#include "support/lexed.h"

namespace pymolt::verdict {
namespace {

TEST(Strings, AreReadByTheRulesOfEachVersion) {
  const Row kTable[] = {
      {"x = rb\"\"\n", "3.3+"},
      {"x = br\"\"\n", "every version"},
      {"x = ur\"\"\n", "2.7"},
      {"x = UR\"\"\n", "2.7"},
      {"x = ru\"\"\n", "no version"},
      {"x = bu\"\"\n", "no version"},
      {"x = rr\"\"\n", "no version"},
      {"x = u\"\"\n", "2.7, 3.3+"},
      {"x = f\"\"\n", "3.6+"},
      {"x = fr\"\"\n", "3.6+"},
      {"x = rf\"\"\n", "3.6+"},
      {"x = bf\"\"\n", "no version"},
      {"x = t\"\"\n", "3.14+"},
      {"x = tr\"\"\n", "3.14+"},
      {"x = tf\"\"\n", "no version"},
      {"x = t\"\" \"\"\n", "no version"},
      {"x = t\"\" t\"\"\n", "3.14+"},
      {"x = t\"\" b\"\"\n", "no version"},
      {"x = \"\" u\"\"\n", "2.7, 3.3+"},
      {"x = b\"\" \"\"\n", "2.7"},
      {"x = (b\"a\" # c\n \"\")\n", "2.7"},
      {"x = b\"\" \\\n \"\"\n", "2.7"},
      {"x = b\"\", \"\"\n", "every version"},
      {"x = b\"\" f\"\"\n", "no version"},
      {"# coding: utf-8\nx = b\"\xC3\xA9\"\n", "2.7"},
      {"# coding: utf-8\nx = ur\"\xC3\xA9\"\n", "2.7"},
      {"x = \"\\x4\"\n", "no version"},
      {"x = b\"\\x4\"\n", "no version"},
      {"x = r\"\\x4\"\n", "every version"},
      {"x = u\"\\u12\"\n", "no version"},
      {"x = \"\\u12\"\n", "2.7"},
      {"x = b\"\\u12\"\n", "every version"},
      {"x = \"\\N{foo}\"\n", "2.7"},
      {"x = b\"\\N{foo}\"\n", "every version"},
      {"x = \"\\N{EN DASH}\"\n", "every version"},
      {"x = u\"\\N{en dash}\"\n", "2.7, 3.3+"},
      {"x = u\"\\N\"\n", "no version"},
      {"x = u\"\\N{\"\n", "no version"},
      {"x = u\"\\N}\"\n", "no version"},
      {"x = u\"\\N{}\"\n", "no version"},
      {"x = \"\\U0010ffff\"\n", "every version"},
      {"x = u\"\\U00110000\"\n", "no version"},
      {"x = \"\\U00110000\"\n", "2.7"},
      {"x = u\"\\ud800\"\n", "2.7, 3.3+"},
      {"x = ur\"\\u12\"\n", "no version"},
      {"x = ur\"\\\\u12\"\n", "2.7"},
      {"x = ur\"\\\\\\u12\"\n", "no version"},
      {"x = ur\"\\N{\"\n", "2.7"},
      {"from __future__ import unicode_literals\nx = \"\\u12\"\n", "no version"},
      {"\"\\u12\"\nfrom __future__ import unicode_literals\n", "no version"},
      {"from __future__ import unicode_literals\nx = r\"\\u12\"\n", "3.0+"},
      {"from __future__ import unicode_literals\nx = b\"\\u12\"\n", "every version"},
      {"from __future__ import division\nx = \"\\u12\"\n", "2.7"},
      {"x = u\"\\N{LATIN SMALL LETTER GHA}\"\n", "3.3+"},
      {"x = u\"\\N{LINE FEED}\"\n", "3.3+"},
      {"x = u\"\\N{HANGUL SYLLABLE GAG}\"\n", "2.7, 3.3+"},
      {"x = u\"\\N{Hangul syllable ga}\"\n", "3.15+"},
      {"x = u\"\\N{CJK UNIFIED IDEOGRAPH-4E00}\"\n", "2.7, 3.3+"},
      {"x = \"\\N{NUSHU CHARACTER-1B170}\"\n", "2.7, 3.7+"},
      {"x = \"\\N{KEYCAP DIGIT ONE}\"\n", "2.7"},
      {"'a\rb'\r", "no version"},
      {"'''a\rb'''\r", "every version"},
      {"'a\\\r\nb'\r\n", "every version"},
      {"x = \"a\n", "no version"},
      {"x = \"\"\"a\n", "no version"},
      {"x = \"\"\"a\"\"\n", "no version"},
      {"x = \"a\\\nb\"\n", "every version"},
      {"x = \"a\\ \nb\"\n", "no version"},
      {"x = r\"a\\\"\n", "no version"},
      {"x = r\"\\\"\"\n", "every version"},
      {"x = \"\"\"\"a\"\"\"\n", "every version"},
      {"# coding: utf-8\nx=\"\xFF\"\n", "2.7"},
      {"# coding: utf-8\nx=u\"\xFF\"\n", "no version"},
      {"# coding: utf-8\nx=b\"\xFF\"\n", "2.7"},
      {"# coding: utf-8\n# \xFF\n", "2.7-3.13"},
      {"# \xFF\n", "3.0-3.13"},
      {"\xFF\n", "no version"},
      {"# coding: utf8\n# \xFF\n", "no version"},
      {"\xF0\x9D\x90\x93rue = 1\n", "3.0-3.13"},
      {"x\xE2\x80\x8D = 1\n", "3.13+"},
      {"\xCC\x81x = 1\n", "no version"},
      {"x\xCC\x81 = 1\n", "3.0+"},
      {"x = \xE2\x82\xAC\n", "no version"},
      {"x\xC2\xA0= 1\n", "no version"},
      {"\xE3\x84\xAF = 1\n", "3.7+"},
      {"\xF0\x96\xA9\xB0 = 1\n", "3.11+"},
  };
  for (const Row& row : kTable) EXPECT_EQ(fine_on(row.source), row.fine_on) << row.source;
}

TEST(Strings, AreJoinedAsAsciiOn27) {
  const Row kTable[] = {
      {"# coding: utf-8\nx = u\"a\" \"\xC3\xA9\"\n", "3.3+"},
      {"# coding: utf-8\nx = \"\xC3\xA9\" u\"a\"\n", "3.3+"},
      {"# coding: utf-8\nx = \"\xC3\xA9\" \"a\"\n", "every version"},
      {"x = u\"a\" \"\\xe9\"\n", "3.3+"},
      {"x = u\"a\" \"\\351\"\n", "3.3+"},
      {"x = u\"a\" \"\\177\"\n", "2.7, 3.3+"},
      {"x = u\"a\" r\"\\xe9\"\n", "2.7, 3.3+"},
      {"x = u\"a\" \"b\" \"\\xe9\"\n", "3.3+"},
      {"x = \"\\xe9\" \"b\" u\"a\"\n", "3.3+"},
      {"# coding: utf-8\nfrom __future__ import unicode_literals\nx = u\"a\" \"\xC3\xA9\"\n",
       "2.7, 3.3+"},
      {"from __future__ import unicode_literals\nx = \"a\" b\"\\xe9\"\n", "no version"},
      {"from __future__ import unicode_literals\nx = b\"a\" b\"\\xe9\"\n", "every version"},
      {"x = u\"a\" \"\\400\"\n", "2.7, 3.3+"},
  };
  for (const Row& row : kTable) EXPECT_EQ(fine_on(row.source), row.fine_on) << row.source;
}

TEST(Strings, AreCleanedWhereTheyAreDocstrings) {
  const Row kTable[] = {
      {"\"\\ud834\"\n", "2.7-3.12"},
      {"x = \"\\ud834\"\n", "every version"},
      {"1\n\"\\ud834\"\n", "every version"},
      {"def f():\n \"\\ud834\"\n", "2.7-3.12"},
      {"def f(): \"\\ud834\"\n", "2.7-3.12"},
      {"class A: \"\\ud834\"\n", "2.7-3.12"},
      {"if 1: \"\\ud834\"\n", "every version"},
      {"if 1:\n \"\\ud834\"\n", "every version"},
      {"\"a\" \"\\ud834\"\n", "2.7-3.12"},
      {"((\"\\ud834\"))\n", "2.7-3.12"},
      {"\"\\ud834\"; x\n", "2.7-3.12"},
      {"\"\\ud834\".x\n", "every version"},
      {"f\"\\ud834\"\n", "3.6+"},
      {"r\"\\ud834\"\n", "every version"},
      {"\"\\ud834\", 1\n", "every version"},
      {"\"\\U0000d834\"\n", "2.7-3.12"},
      {"class A:\n  x = 1\n  \"\\ud834\"\n", "every version"},
      {"def f(x=\"\\ud834\"): pass\n", "every version"},
      {"class A:\n  (\"\\ud834\"\n    \"b\")\n", "2.7-3.12"},
  };
  for (const Row& row : kTable) EXPECT_EQ(fine_on(row.source), row.fine_on) << row.source;
}

}  // namespace
}  // namespace pymolt::verdict
