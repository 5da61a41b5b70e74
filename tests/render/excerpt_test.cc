// Source lines as shown: widths, tabs, hidden characters, long lines, where the underline falls.
// SPDX-License-Identifier: MIT
#include "render/excerpt.h"

#include <gtest/gtest.h>

#include "render/prose.h"
#include "render/text_width.h"

namespace pymolt::render {
namespace {

TEST(Characters, KnowTheirWidth) {
  const struct {
    const char* text;
    int width;
  } kTable[] = {
      {"", 0},  {"plain", 5}, {"späte", 5}, {"終値", 4},   {"e\u0301", 1},  {"한국", 4},
      {"🐍", 2}, {"ｆ", 2},    {"€", 1},     {"\u00ad", 1}, {"a\u200db", 2}, {"𐍈", 1},
  };
  for (const auto& row : kTable) EXPECT_EQ(display_width(row.text), row.width) << row.text;
}

TEST(Characters, AreSpelledOutWhereTheyWouldActUnseen) {
  const struct {
    std::string_view raw;
    std::string_view shown;
  } kTable[] = {
      {"plain ünïcode 終値", "plain ünïcode 終値"},
      {"\x1b[2J", "\\x1b[2J"},
      {"a\nb\tc\r", "a\\x0ab\\x09c\\x0d"},
      {"\x7f\xc2\x9b", "\\x7f\\x9b"},
      {"right \u202e left", "right \\u202e left"},
      {"\u2066\u2069\u200b\ufeff\u2028", "\\u2066\\u2069\\u200b\\ufeff\\u2028"},
      {"tag \U000e0041", "tag \\U000e0041"},
      {"bad \xff\xc3( \xed\xa0\x80", "bad \\xff\\xc3( \\xed\\xa0\\x80"},
      {"cut \xe7\xb5", "cut \\xe7\\xb5"},
      {std::string_view("nul\0", 4), "nul\\x00"},
  };
  for (const auto& row : kTable) EXPECT_EQ(visible(row.raw), row.shown) << row.raw;
  EXPECT_EQ(well_formed("a\x1b\xff"), "a\x1b\\xff");
}

TEST(Excerpt, PutsTheUnderlineUnderTheSpan) {
  const struct {
    const char* source;
    Span span;
    Excerpt shown;
  } kTable[] = {
      {"import imp", {1, 8, 1, 11}, {"import imp", 7, 3}},
      {"\timport imp", {1, 9, 1, 12}, {"    import imp", 11, 3}},
      {"a\tb", {1, 2, 1, 3}, {"a   b", 1, 3}},
      {"f('終値', x)", {1, 9, 1, 10}, {"f('終値', x)", 10, 1}},
      {"f('終値')", {1, 4, 1, 6}, {"f('終値')", 3, 4}},
      {"e\u0301 = 1", {1, 4, 1, 5}, {"e\u0301 = 1", 2, 1}},
      {"a\x1b = 1", {1, 4, 1, 5}, {"a\\x1b = 1", 6, 1}},
      {"a\xff = 1", {1, 2, 1, 3}, {"a\\xff = 1", 1, 4}},
      {"if x:   ", {1, 1, 4, 3}, {"if x:   ", 0, 5}},  // goes on below
      {"abc", {1, 2, 1, 2}, {"abc", 1, 1}},            // an empty span
      {"abc", {1, 4, 1, 5}, {"abc", 3, 1}},            // at the line's end
      {"abc", {1, 90, 1, 95}, {"abc", 3, 1}},          // beyond it
      {"", {1, 1, 1, 1}, {"", 0, 1}},
      {"abc", {1, 3, 1, 1}, {"abc", 2, 1}},  // ends before it begins
  };
  for (const auto& row : kTable) {
    const Excerpt shown = excerpt(row.source, row.span, 40);
    EXPECT_EQ(shown.line, row.shown.line);
    EXPECT_EQ(shown.offset, row.shown.offset) << row.source;
    EXPECT_EQ(shown.length, row.shown.length) << row.source;
  }
}

TEST(Excerpt, ShowsAWindowOfALongLine) {
  const std::string line = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const struct {
    Span span;
    Excerpt shown;
  } kTable[] = {
      {{1, 1, 1, 4}, {"0123456789abcdefghi…", 0, 3}},
      {{1, 11, 1, 14}, {"0123456789abcdefghi…", 10, 3}},
      {{1, 31, 1, 33}, {"…opqrstuvwxyzABCDEF…", 7, 2}},
      {{1, 31, 1, 60}, {"…opqrstuvwxyzABCDEF…", 7, 12}},
      {{1, 61, 1, 63}, {"…STUVWXYZ", 7, 2}},
  };
  for (const auto& row : kTable) {
    const Excerpt shown = excerpt(line, row.span, 20);
    EXPECT_EQ(shown.line, row.shown.line);
    EXPECT_EQ(shown.offset, row.shown.offset) << shown.line;
    EXPECT_EQ(shown.length, row.shown.length) << shown.line;
  }
}

TEST(Excerpt, MarksBytesAsItUnderlinesColumns) {
  const struct {
    const char* source;
    Span span;
    const char* marked;
  } kTable[] = {
      {"import imp", {1, 8, 1, 11}, "import |imp|"},
      {"\tf('終値')", {1, 5, 1, 7}, "    f('|終値|')"},
      {"a\x1b = 1", {1, 2, 1, 3}, "a|\\x1b| = 1"},
      {"if x:   ", {1, 4, 4, 3}, "if |x:|   "},
      {"abc", {1, 2, 1, 2}, "a||bc"},
      {"abc", {1, 9, 1, 12}, "abc||"},
      {"0123456789abcdefghijklmnopqrstuvwxyz", {1, 18, 1, 20}, "…bcdefg|hi|jklmnopqrs…"},
      {"0123456789abcdefghijklmnopqrstuvwxyz", {1, 5, 1, 30}, "0123|456789abcdefghi|…"},
  };
  for (const auto& row : kTable) {
    Excerpt shown = excerpt(row.source, row.span, 20);
    shown.line.insert(shown.mark_end, "|");
    shown.line.insert(shown.mark_begin, "|");
    EXPECT_EQ(shown.line, row.marked);
  }
}

TEST(Excerpt, NeverLeavesItsColumns) {
  const std::string line =
      "x\t終" + std::string(50, 'a') + "\xff" + std::string(30, '\t') + "終終終🐍e\u0301";
  for (int columns = 8; columns < 60; ++columns) {
    for (std::uint32_t at = 1; at < 100; ++at) {
      const Excerpt shown = excerpt(line, {1, at, 1, at + 7}, columns);
      ASSERT_LE(display_width(shown.line), columns) << at << " " << columns;
      ASSERT_LE(shown.offset + shown.length, columns + 1) << at << " " << columns;
      ASSERT_GE(shown.offset, 0) << at << " " << columns;
    }
  }
}

TEST(Prose, BreaksAtSpacesByColumns) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("one two  three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("終値 終値", 8), (Lines{"終値", "終値"}));
  EXPECT_EQ(wrapped("averyveryverylongword b", 7), (Lines{"averyveryverylongword", "b"}));
  EXPECT_EQ(wrapped("", 7), Lines{});
  EXPECT_EQ(right("終", 4) + "|" + left("終", 4) + "|" + left("long", 2), "  終|終  |long");
}

}  // namespace
}  // namespace pymolt::render
