// Lines, columns and well-formed UTF-8; suggestions for slips.
// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <gtest/gtest.h>

#include <array>

#include "base/suggest.h"

namespace pymolt {
namespace {

TEST(Text, FindsLinesWhateverEndsThem) {
  const struct {
    const char* text;
    std::uint32_t lines;
    const char* second;
  } kTable[] = {
      {"", 0, ""},       {"a", 1, ""},           {"a\n", 1, ""},
      {"a\nb", 2, "b"},  {"a\r\nb\r\n", 2, "b"}, {"a\rb\rc", 3, "b"},
      {"a\n\nb", 3, ""}, {"\r\n\r", 2, ""},
  };
  for (const auto& row : kTable) {
    const Text text{row.text};
    EXPECT_EQ(text.line_count(), row.lines) << row.text;
    EXPECT_EQ(text.line(2), row.second) << row.text;
  }
}

TEST(Text, CountsColumnsInCodePoints) {
  const Text text("x = 'é€𐍈'\ny");
  const auto quote = static_cast<std::uint32_t>(text.bytes().rfind('\''));
  const Span span = text.span({quote, quote + 3});
  EXPECT_EQ(span.line, 1U);
  EXPECT_EQ(span.column, 9U);
  EXPECT_EQ(span.end_line, 2U);
  EXPECT_EQ(span.end_column, 2U);
}

TEST(Text, KnowsWellFormedUtf8) {
  const struct {
    std::string bytes;
    bool good;
    std::size_t bad;
  } kTable[] = {
      {"plain ascii, longer than eight", true, 0},
      {"é€𐍈 and \xF4\x8F\xBF\xBF", true, 0},
      {"abc\xFF", false, 3},
      {"\xC0\x80", false, 0},              // overlong
      {"12345678\xED\xA0\x80", false, 8},  // a surrogate
      {"\xF4\x90\x80\x80", false, 0},      // above U+10FFFF
      {"\xE2\x82", false, 0},              // cut short
  };
  for (const auto& row : kTable) {
    std::size_t bad = 0;
    EXPECT_EQ(is_utf8(row.bytes, &bad), row.good) << row.bytes;
    EXPECT_EQ(bad, row.bad) << row.bytes;
  }
}

// Columns of a long line are counted from marks, which must not be seen.
TEST(Text, CountsColumnsOfLongLines) {
  std::string line;
  for (int i = 0; i < 5000; ++i)
    line += "a\xC3\xA9\xE2\x82\xAC";  // a letter of one, two and three bytes
  const Text text("first\n" + line + "\nlast");
  for (std::uint32_t letter = 0; letter < 15000; letter += 7) {
    const std::uint32_t begin = 6 + letter / 3 * 6 +
                                (letter % 3 == 0   ? 0
                                 : letter % 3 == 1 ? 1
                                                   : 3);
    const Span span = text.span({begin, begin + 1});
    ASSERT_EQ(span.line, 2U);
    ASSERT_EQ(span.column, letter + 1);
    ASSERT_EQ(text.offset(2, letter + 1), begin);
  }
  EXPECT_EQ(text.offset(1, 3), 2U);
  EXPECT_EQ(text.offset(3, 2), 6 + line.size() + 2);
  EXPECT_EQ(text.offset(3, 900), 6 + line.size() + 5);
}

TEST(Suggest, FindsTheNearestWord) {
  constexpr std::array<std::string_view, 3> kKnown = {"removed", "deprecated", "since"};
  EXPECT_EQ(nearest("remvoed", kKnown), "removed");
  EXPECT_EQ(nearest("sicne", kKnown), "since");
  EXPECT_EQ(nearest("banana", kKnown), "");
  EXPECT_EQ(suggestion("deprecatd", kKnown), "did you mean `deprecated`?");
  EXPECT_EQ(suggestion("banana", kKnown), "one of: removed, deprecated, since");
  EXPECT_EQ(edit_distance("ab", "ba"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

}  // namespace
}  // namespace pymolt
