// Bytes become the text Python reads, and what is odd about them is marked.
// SPDX-License-Identifier: MIT
#include "syntax/decode.h"

#include <gtest/gtest.h>

#include "syntax/cookie.h"

namespace pymolt::syntax {
namespace {

// The marks of a decoded text as one string: `construct begin-end within; …`.
std::string marks(const Decoded& decoded) {
  std::string text;
  for (const Mark& mark : decoded.marks) {
    if (!text.empty()) text += "; ";
    text += std::string(mark.construct) + ' ' + std::to_string(mark.span.begin) + '-' +
            std::to_string(mark.span.end);
    if (mark.within != VersionSet::all()) text += " on " + mark.within.str();
  }
  return text;
}

struct Row {
  std::string bytes;
  std::string text;
  std::string encoding;
  std::string marks;
};

TEST(Decode, ReadsBytesAsPythonDoes) {
  const Row kTable[] = {
      {"x = 1\n", "x = 1\n", "utf-8", ""},
      {"", "", "utf-8", ""},
      {"\xEF\xBB\xBFx\n", "x\n", "utf-8-sig", ""},
      {"s = '\xC3\xA9'\n", "s = '\xC3\xA9'\n", "utf-8", "undeclared-encoding 5-7"},
      {"# coding: utf-8\n'\xC3\xA9'\n", "# coding: utf-8\n'\xC3\xA9'\n", "utf-8", ""},
      {"# coding: latin-1\n'\xE9'\n", "# coding: latin-1\n'\xC3\xA9'\n", "latin_1", ""},
      {"\r\n#-*-coding:cp1252-*-\r'\x80'\n", "\r\n#-*-coding:cp1252-*-\r'\xE2\x82\xAC'\n", "cp1252",
       ""},
      {"# coding: cp1252\n#\x81\n", "# coding: cp1252\n#\xEF\xBF\xBD\n", "cp1252",
       "undecodable-bytes 18-21"},
      {"# coding: ascii\n#\xE9\n", "# coding: ascii\n#\xEF\xBF\xBD\n", "ascii",
       "undecodable-bytes 17-20"},
      {"# coding: utf8\n#\xE9\n", "# coding: utf8\n#\xEF\xBF\xBD\n", "utf_8",
       "undecodable-bytes 16-19"},
      {"# \xE9 coding: koi8-r\n'\xC1'\n", "# \xD0\x98 coding: koi8-r\n'\xD0\xB0'\n", "koi8_r", ""},
      {"# \xE9\n# coding: latin-1\n", "# \xC3\xA9\n# coding: latin-1\n", "latin_1",
       "undeclared-encoding 2-3"},
      {"# coding: mac-roman\n'\x8E'\n", "# coding: mac-roman\n'\xC3\xA9'\n", "mac_roman", ""},
      {"# coding: nonesuch\n", "# coding: nonesuch\n", "utf-8", "unknown-encoding 10-18"},
      {"# coding: cp037\n", "# coding: cp037\n", "utf-8", "unknown-encoding 10-15"},
      {"# coding: koi8-t\n", "# coding: koi8-t\n", "koi8_t", "unknown-encoding 10-16 on 2.7-3.4"},
      {"# coding: rot13\ncevag\n", "# pbqvat: ebg13\nprint\n", "rot_13",
       "unknown-encoding 10-15 on 3.0+"},
      {"\xEF\xBB\xBF# coding: utf_8\n", "# coding: utf_8\n", "utf-8-sig", ""},
      {"\xEF\xBB\xBF# coding: utf8\n", "# coding: utf8\n", "utf-8-sig", "cookie-with-bom 10-14"},
      {"\xEF\xBB\xBFx\n# coding: cp1252\n", "x\n# coding: cp1252\n", "utf-8-sig", ""},
      {"x\n# coding: cp1252\n'\xE9'", "x\n# coding: cp1252\n'\xEF\xBF\xBD'", "utf-8",
       "undeclared-encoding 20-23"},
      {"x\n# coding: cp1252\n'\xC3\xA9'", "x\n# coding: cp1252\n'\xC3\xA9'", "utf-8",
       "undeclared-encoding 20-22"},
      {"x\n# coding: nonesuch\n", "x\n# coding: nonesuch\n", "utf-8",
       "unknown-encoding 12-20 on 3.0-3.2"},
      {std::string("x\0", 2), std::string("x\0", 2), "utf-8", "nul-byte 1-2"},
      {std::string("\xFF\xFEx\0\n\0", 6), "x\n", "utf-16", "utf-16-source 0-0"},
      {"# coding: utf-7\n'+AGE-'\n", "# coding: utf-7\n'a'\n", "utf_7", ""},
      {"# coding: utf-7\n'+'\n", "# coding: utf-7\n''\n", "utf_7",
       "undecodable-bytes 17-18 on 3.8+"},
      {"# coding: hz\n'~{VP~}~~~\n'\n", "# coding: hz\n'\xE4\xB8\xAD~'\n", "hz", ""},
      {"# coding: hz\n'~{V", "# coding: hz\n'\xEF\xBF\xBD\xEF\xBF\xBD", "hz",
       "undecodable-bytes 14-17"},
      {"# coding: euc-jp\n'\xA4\xA2'\n", "# coding: euc-jp\n'\xE3\x81\x82'\n", "euc_jp", ""},
      {"# coding: shift_jis\n'\x82\xA0\\n'\n", "# coding: shift_jis\n'\xE3\x81\x82\\n'\n",
       "shift_jis", ""},
      {"# coding: sjis\n'\x83\x5C'\n", "# coding: sjis\n'\xE3\x82\xBD'\n", "shift_jis", ""},
      {"# coding: big5\n'\xA4\x40'\n", "# coding: big5\n'\xE4\xB8\x80'\n", "big5", ""},
      {"# coding: gbk\n'\xB0\xA1\x80'\n", "# coding: gbk\n'\xE5\x95\x8A\xEF\xBF\xBD'\n", "gbk",
       "undecodable-bytes 18-21"},
      {"# coding: iso-2022-jp\n'\x1B$B$\"\x1B(B'\n", "# coding: iso-2022-jp\n'\xE3\x81\x82'\n",
       "iso2022_jp", ""},
      {"# coding: unicode_escape\nx\\ny\\\n\\141\n", "# coding: unicode_escape\nx\nya\n",
       "unicode_escape", ""},
  };
  for (const Row& row : kTable) {
    const Decoded decoded = decode(row.bytes);
    EXPECT_EQ(decoded.text, row.text);
    EXPECT_EQ(decoded.encoding, row.encoding) << row.text;
    EXPECT_EQ(marks(decoded), row.marks) << row.text;
    EXPECT_EQ(decoded.unknown_because, "") << row.text;
  }
}

TEST(Decode, LeavesTheRestOfUtf8ToTheLexer) {
  const Decoded decoded = decode("# coding: utf-8\n# \xFF\xFE\nx = '\xC3\xA9\xC3'\n");
  EXPECT_EQ(decoded.text,
            "# coding: utf-8\n# \xEF\xBF\xBD\xEF\xBF\xBD\nx = '\xC3\xA9\xEF\xBF\xBD'\n");
  EXPECT_EQ(decoded.undecodable, (std::vector<std::uint32_t>{18, 21, 32}));
  EXPECT_TRUE(decoded.declared);
  EXPECT_FALSE(decoded.ascii);
  EXPECT_EQ(marks(decoded), "");
}

TEST(Decode, SaysWhatItCannotRead) {
  EXPECT_EQ(decode("# coding: idna\nx\n").unknown_because, "");
  EXPECT_EQ(decode("# coding: idna\n# Xn--a\n").unknown_because,
            "the encoding idna is not decoded here");
}

TEST(Cookie, IsFoundByTheLetterOfTheRule) {
  const struct {
    const char* text;
    const char* name;  // empty: none
    bool late;
  } kTable[] = {
      {"# coding: a", "a", false},
      {"#coding=b.c_d-e:", "b.c_d-e", false},
      {"# vim: set fileencoding=u8 :", "u8", false},
      {" \t\f# coding:\ta", "a", false},
      {"# coding:\fa", "", false},
      {"# coding : a", "", false},
      {"# encoding a", "", false},
      {"# coding:  \n# coding: b", "b", false},
      {"# coding: $ coding=c", "c", false},
      {"x # coding: a", "", false},
      {"\n# coding: a", "a", false},
      {"#!\n# coding: a\n# coding: b", "a", false},
      {"\n\n# coding: a", "", false},
      {"\r# coding: a\r", "a", false},
      {"\r\n# coding: a\r", "a", false},
      {"import x\n# coding: a", "a", true},
      {"\\\n# coding: a", "a", true},
  };
  for (const auto& row : kTable) {
    const auto cookie = find_cookie(row.text);
    const std::string_view text(row.text);
    EXPECT_EQ(cookie ? text.substr(cookie->name.begin, cookie->name.end - cookie->name.begin) : "",
              row.name)
        << row.text;
    EXPECT_EQ(cookie && cookie->late, row.late) << row.text;
  }
}

TEST(Cookie, NamesAreComparedInTwoWays) {
  const struct {
    const char* written;
    const char* tokenizer;
    const char* module;
  } kTable[] = {
      {"UTF_8", "utf-8", "utf_8"},
      {"utf-8-unix", "utf-8", "utf_8_unix"},
      {"utf8", "utf8", "utf8"},
      {"Latin-1-dos", "iso-8859-1", "latin_1_dos"},
      {"iso_8859_1", "iso-8859-1", "iso_8859_1"},
      {"iso-8859-15", "iso-8859-15", "iso_8859_15"},
      {"_LATIN--1_", "-latin--1-", "latin_1"},
      {"iso8859.1", "iso8859.1", "iso8859.1"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(tokenizer_name(row.written), row.tokenizer);
    EXPECT_EQ(module_name(row.written), row.module);
  }
}

}  // namespace
}  // namespace pymolt::syntax
