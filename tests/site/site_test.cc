// Markdown to HTML, pair by pair; the whole site, whose links lead somewhere.
// SPDX-License-Identifier: MIT
#include "site/site.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "site/markdown_html.h"

namespace pymolt::site {

namespace {

TEST(Markdown, IsMadeIntoHtml) {
  const struct {
    const char* markdown;
    const char* html;
  } kTable[] = {
      {"# A `b`\n\ntext\nmore\n", "<h1>A <code>b</code></h1>\n<p>text more</p>\n"},
      {"a **b** *c* d*e [f](https://x.y/z) [g](javascript:1)",
       "<p>a <strong>b</strong> <em>c</em> d*e <a href=\"https://x.y/z\">f</a> g</p>\n"},
      {"<b> & \"c\" `<i>`", "<p>&lt;b&gt; &amp; &quot;c&quot; <code>&lt;i&gt;</code></p>\n"},
      {"``a ` b`` `open", "<p><code>a ` b</code> `open</p>\n"},
      {"2 * 3 * 4 and **kwargs", "<p>2 * 3 * 4 and **kwargs</p>\n"},
      {"```python\nx < 1\n\n# y\n```\nend",
       "<pre><code>x &lt; 1\n\n# y\n</code></pre>\n<p>end</p>\n"},
      {"```\nnever closed", "<pre><code>never closed\n</code></pre>\n"},
      {"- a\n  b\n- c\n\n1. d\n2. e\n",
       "<ul>\n<li>a b</li>\n<li>c</li>\n</ul>\n<ol>\n<li>d</li>\n<li>e</li>\n</ol>\n"},
      {"| a | b |\n| --- | --- |\n| `c\\|d` | e |\n",
       "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><code>c|d</code></td><td>e</td></tr>\n"
       "</table>\n"},
      {"- only", "<ul>\n<li>only</li>\n</ul>\n"},
      {"|", "<table>\n<tr></tr>\n</table>\n"},
      {"", ""},
  };
  for (const auto& row : kTable) EXPECT_EQ(html_of(row.markdown), row.html) << row.markdown;
}

TEST(Site, HasAPageForEveryRuleAndModuleAndNoDeadLink) {
  const auto book = rulebook::Rulebook::built_in().take();
  std::map<std::string, std::string> files;
  const std::size_t count =
      make_site(book, "1.2", [&](const std::string& path, const std::string& bytes) {
        files[path] = bytes;
        return true;
      });
  EXPECT_EQ(count, files.size());
  for (const rulebook::RulePage& page : book.pages())
    EXPECT_TRUE(files.contains(rule_address(page.name))) << page.name;
  for (const auto& [module, lives] : book.lifetimes())
    EXPECT_TRUE(files.contains(name_address(module))) << module;
  const std::regex link("<a href=\"([^\"]*)\"|,\"((?:rules|modules)/[^\"]*)\",");
  for (const auto& [path, bytes] : files) {
    for (std::sregex_iterator at(bytes.begin(), bytes.end(), link), end; at != end; ++at) {
      std::string to = (*at)[1].matched ? (*at)[1] : (*at)[2];
      if (to.starts_with("https://") || to.starts_with("http://")) continue;
      to = to.substr(0, to.find('#'));
      if (to.starts_with("../")) to = to.substr(3);
      EXPECT_TRUE(files.contains(to)) << path << " leads to " << to;
    }
  }
  EXPECT_NE(files.at("modules/imp.html").find("id=\"imp.find_module\""), std::string::npos);
}

TEST(Site, StopsWhereItCannotBeKept) {
  const auto book = rulebook::Rulebook::built_in().take();
  int asked = 0;
  EXPECT_EQ(
      make_site(book, "1.2", [&](const std::string&, const std::string&) { return ++asked < 3; }),
      2U);
  EXPECT_EQ(asked, 3);
}

}  // namespace

}  // namespace pymolt::site
