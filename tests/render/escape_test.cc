// What documents must not be handed raw, case by case.
// SPDX-License-Identifier: MIT
#include "render/escape.h"

#include <gtest/gtest.h>

#include <array>

namespace pymolt::render {
namespace {

struct Pair {
  std::string_view raw;
  std::string_view escaped;
};

template <typename Escape, std::size_t N>
void expect_all(Escape escape, const std::array<Pair, N>& table) {
  for (const Pair& row : table) EXPECT_EQ(escape(row.raw), row.escaped) << row.raw;
}

TEST(Escape, Json) {
  expect_all(json_string,
             std::array<Pair, 5>{{{"", "\"\""},
                                  {"a\"b\\c/é", "\"a\\\"b\\\\c/é\""},
                                  {"\n\r\t\x1f\x7f", "\"\\n\\r\\t\\u001f\\u007f\""},
                                  {"a\u202e\u0085\u2028é\U000E0001\U0001F40D",
                                   "\"a\\u202e\\u0085\\u2028é\\udb40\\udc01\U0001F40D\""},
                                  {"\xff", "\"\\\\xff\""}}});
}

TEST(Escape, Addresses) {
  const auto path = [](std::string_view raw) { return percent_encoded(raw, "/"); };
  expect_all(path, std::array<Pair, 4>{{{"a/b-c_1.py", "a/b-c_1.py"},
                                        {"a b%:#?.py", "a%20b%25%3A%23%3F.py"},
                                        {"é", "%C3%A9"},
                                        {"\xff\n", "%FF%0A"}}});
  EXPECT_TRUE(is_web_link("https://docs.python.org/3/"));
  for (const char* other : {"javascript:alert(1)", "file:///etc/passwd", " https://x", "//x", ""}) {
    EXPECT_FALSE(is_web_link(other)) << other;
  }
}

TEST(Escape, Xml) {
  expect_all(xml_text,
             std::array<Pair, 4>{{{"a < b && c > \"d\" 'e'",
                                   "a &lt; b &amp;&amp; c &gt; &quot;d&quot; &#39;e&#39;"},
                                  {"]]>\x1b\n\t", "]]&gt;\\x1b\\x0a\\x09"},
                                  {"\uFFFE\uFFFF", "\\ufffe\\uffff"},
                                  {"終値 \xff", "終値 \\xff"}}});
}

TEST(Escape, Csv) {
  expect_all(csv_field, std::array<Pair, 9>{{{"plain text", "plain text"},
                                             {"", ""},
                                             {"a,b", "\"a,b\""},
                                             {"a\"b", "\"a\"\"b\""},
                                             {"=1+1", "'=1+1"},
                                             {"@SUM(A1)", "'@SUM(A1)"},
                                             {"-2,5", "\"'-2,5\""},
                                             {"+1\r\n", "'+1\\x0d\\x0a"},
                                             {"\t=1", "\\x09=1"}}});
}

TEST(Escape, Markdown) {
  expect_all(markdown_text,
             std::array<Pair, 6>{{{"plain, 3.12 - yes!", "plain, 3.12 - yes!"},
                                  {"*a* _b_ `c` [d](e) ~f~ $g$",
                                   "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~ \\$g\\$"},
                                  {"<b>&amp;", "&lt;b>&amp;amp;"},
                                  {"a|b\\c", "a\\|b\\\\c"},
                                  {"@somebody", "@<!-- -->somebody"},
                                  {"# a\n- b", "# a\\\\x0a- b"}}});
  const auto code = [](std::string_view raw) { return markdown_code(raw); };
  expect_all(code, std::array<Pair, 6>{{{"a", "`a`"},
                                        {"", ""},
                                        {"a`b", "``a`b``"},
                                        {"``a", "``` ``a ```"},
                                        {"a|<b>*", "`a|<b>*`"},
                                        {" a", "`  a `"}}});
  const auto cell = [](std::string_view raw) { return markdown_code(raw, MarkdownPlace::table); };
  expect_all(cell, std::array<Pair, 1>{{{"a|b", "`a\\|b`"}}});
  const auto sentence = [](std::string_view raw) { return markdown_sentence(raw); };
  expect_all(sentence, std::array<Pair, 5>{{{"`imp` is *gone*", "`imp` is \\*gone\\*"},
                                            {"use `a` or `b|c`.", "use `a` or `b|c`."},
                                            {"one ` only", "one \\` only"},
                                            {"`` two", "\\`\\` two"},
                                            {"`<b>`<b>", "`<b>`&lt;b>"}}});
}

}  // namespace
}  // namespace pymolt::render
