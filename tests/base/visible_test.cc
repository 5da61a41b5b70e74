// What acts unseen is spelled out, and what differs stays different.
// SPDX-License-Identifier: MIT
#include "base/visible.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"

namespace pymolt {
namespace {

TEST(Visible, SpellsOutWhatActs) {
  const std::pair<const char*, const char*> kTable[] = {
      {"plain/a.py", "plain/a.py"},
      {"a\x1b[31m", "a\\x1b[31m"},
      {"a\nb\tc\x7f", "a\\x0ab\\x09c\\x7f"},
      {"\xc2\x85\xe2\x80\xa8\xe2\x80\xae", "\\x85\\u2028\\u202e"},
      {"\xff", "\\xff"},
      {"::error::x", "\\x3a:error::x"},
      {" \t::error::x", " \\x09\\x3a:error::x"},  // spaces before it are left out by who obeys it
      {"\xc2\xa0\xe3\x80\x80::x", "\xc2\xa0\xe3\x80\x80\\x3a:x"},
      {"a::b", "a::b"},
      {"x##vso[task.x]", "x\\x23#vso[task.x]"},
      {"x##teamcity[x", "x\\x23#teamcity[x"},
      {"## a [b]", "## a [b]"},
      {"x##[error]", "x\\x23#[error]"},
      {"C:\\dir\\n", "C:\\dir\\n"},  // no escape, nor like one
      {"a\\x1b", "a\\\\x1b"},
  };
  for (const auto& [raw, shown] : kTable) EXPECT_EQ(visible(raw), shown) << raw;
  EXPECT_EQ(visible_lines("a\x1b\nb"), "a\\x1b\nb");
  EXPECT_EQ(spelled_path("a\\xffb\xff\x1b"), "a\\\\xffb\\xff\x1b");
  EXPECT_EQ(spelled_path("a\\x1b"), "a\\x1b");
}

// All short texts over the letters that could be mistaken for each other.
TEST(Visible, IsNeverTheSameForTwoTexts) {
  const std::vector<std::string> letters = {"\\", "x", "1", "b", "\x1b", "\xff", "f", ":"};
  std::map<std::string, std::string> by_shown;
  std::map<std::string, std::string> by_path;
  std::vector<std::string> texts = {""};
  for (std::size_t begin = 0, length = 0; length < 6; ++length) {
    const std::size_t end = texts.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::string& letter : letters) texts.push_back(texts[i] + letter);
    }
    begin = end;
  }
  for (const std::string& text : texts) {
    const auto [shown, is_new] = by_shown.emplace(visible(text), text);
    ASSERT_TRUE(is_new) << shown->first;
    const auto [path, is_other] = by_path.emplace(spelled_path(text), text);
    ASSERT_TRUE(is_other) << path->first;
    ASSERT_TRUE(is_utf8(path->first));
  }
}

TEST(Visible, MistakesAreSpelledOut) {
  Mistake mistake{"unknown `\x1b[31m`", "a\n::error::x.toml", 3, 2};
  mistake.source_line = "\x1b[31m = 1";
  mistake.hint = "did you mean `\x1b`?";
  EXPECT_EQ(mistake.str().find('\x1b'), std::string::npos);
  EXPECT_EQ(mistake.str().find("\n::"), std::string::npos);
}

}  // namespace
}  // namespace pymolt
