// What tree-sitter is shown: same length, no ERROR left, and as little changed as will do.
// SPDX-License-Identifier: MIT
#include "lexer/grammar_mask.h"

#include <gtest/gtest.h>

#include "support/lexed.h"
#include "syntax/tree.h"
#include "syntax/unread.h"

namespace pymolt::verdict {
namespace {

struct MaskRow {
  const char* text;
  const char* shown;
};

bool has_error(std::string_view text, std::string_view shown) {
  syntax::Parser parser;
  return parser.parse(text, shown).root().data().broken != 0;
}

TEST(Mask, PutsLinesStraightBeforeTheFirstParse) {
  const MaskRow kTable[] = {
      {"def f():\n    x = (a +\nb)\n", "def f():\n    x = (a + b)\n"},
      {"class A:\n    x = [a, # c\n\n'b\\\nc',\nd,\n]\n",
       "class A:\n    x = [a,      'b\\\nc', d, ]\n"},
      {"if a:\n  x = f'{b +\nc}'\n", "if a:\n  x = f'{b + c}'\n"},
      {"class A:\n    @a\n# c\n    def f(self): pass\n",
       "class A:\n    @a\n   \n    def f(self): pass\n"},
      {"if 1:\r    x\r", "if 1:\n    x\n"},
      {"if a:\r\n    x\ry\r\n", "if a:\r\n    x\ny\r\n"},
      {"if a:\n    \\\n        1\n    \\\n2\nelse: 3\n",
       "if a:\n         \n    1\n \n    2\nelse: 3\n"},
      {"x = 1 \\", "x = 1  "},
      {"f'{x:=1}'\n", "f'{x:>1}'\n"},
      {"`f(`x`)` + `y`\n", "(f((x))) + (y)\n"},
      {"print `x`, `print`\n", "print (x), (print)\n"},
  };
  for (const MaskRow& row : kTable) {
    const auto shown = mask(row.text, lexed(row.text));
    EXPECT_EQ(shown.value_or("the text itself"), row.shown) << row.text;
    EXPECT_EQ(std::string_view(row.text).size(), std::string_view(row.shown).size()) << row.text;
    EXPECT_FALSE(has_error(row.text, row.shown)) << row.text;
  }
}

TEST(Mask, LeavesAloneWhatTheGrammarReads) {
  const char* const kTexts[] = {
      "",
      "x = (a,\n     b)  # c\n",
      "def f():\n    x = g(\n        a,\n)\n",
      "class A:\n    @a\n    # c\n    def f(self): pass\n",
      "x = 1\\\n  + 2\r\n",
      "f'{x:>1}'\n",
      "'''\nno ` here\\\n'''\n",
  };
  for (const char* text : kTexts) {
    EXPECT_EQ(mask(text, lexed(text)), std::nullopt) << text;
    EXPECT_EQ(mask_more(text, lexed(text)), std::nullopt) << text;
    EXPECT_FALSE(has_error(text, text)) << text;
  }
}

TEST(Mask, RewritesWhatTheGrammarDoesNotTake) {
  const MaskRow kTable[] = {
      {"exec f() in d\n", "not  f() in d\n"},
      {"exec \"%s\" % x; exec a.b in c, d\n", "not  \"%s\" % x; not  a.b in c, d\n"},
      {"def f[T = int, *Ts = *a](): pass\n", "def f[T | int, *Ts | *a](): pass\n"},
      {"class A[T: int = str]: pass\n", "class A[T: int | str]: pass\n"},
      {"lazy import a.b\n", "import      a.b\n"},
      {"lazy from a import b\n", "from      a import b\n"},
      {"{**a for a in b}\n", "{  a for a in b}\n"},
      {"[*[] for a in b]\n", "[ [] for a in b]\n"},
      {"x = *[1], a\n", "x =  [1], a\n"},
      {"for x in *[], a: pass\n", "for x in  [], a: pass\n"},
      {"def f(*a: *(int,)): pass\n", "def f(*a:  (int,)): pass\n"},
      {"x[*()] = f(*a, **b)\n", "x[ ()] = f(*a, **b)\n"},
      {"x: a[b][c] = 1\n", "x: a(b)(c) = 1\n"},
      {"def f(x: a[:] = 1) -> a[b]() + c: pass\n", "def f(x: a( ) = 1) -> a(b)() + c: pass\n"},
      {"x: a[b:c][d]\n", "x: a(b,c)(d)\n"},
      {"type X = a[b][c]\n", "type X = a(b)(c)\n"},
      {"True = f(True=1)\n", "xrue = f(xrue=1)\n"},
      {"from a import None as b\n", "from a import xone as b\n"},
      {"def async(x, await=1): x.async = nonlocal\n",
       "def xsync(x, xwait=1): x.xsync = xonlocal\n"},
      {"except_ = 1\ntry: pass\nexcept A,: pass\n", "except_ = 1\ntry: pass\nexcept A : pass\n"},
      {"match x:\n  case +1: pass\n", "match x:\n  case -1: pass\n"},
      {"f((a)=1)\n", "f( a =1)\n"},
      {"x[. . .]\n", "x[...  ]\n"},
      {"from __future__.a import b\n", "from x_future__.a import b\n"},
      {"f'{x for x in y if z}'\n", "f'{x or  x or y or z}'\n"},
      {"class A(x for x in y): pass\n", "class A(x or  x or y): pass\n"},
      {"\xF0\x96\xBA\xA0 = 1\n", "xxxx = 1\n"},
  };
  for (const MaskRow& row : kTable) {
    EXPECT_TRUE(has_error(row.text, row.text)) << row.text;
    const auto shown = mask_more(row.text, lexed(row.text));
    EXPECT_EQ(shown.value_or("the text itself"), row.shown);
    EXPECT_EQ(std::string_view(row.text).size(), std::string_view(row.shown).size()) << row.text;
    EXPECT_FALSE(has_error(row.text, row.shown)) << row.text;
  }
}

// A large file is parsed piece by piece; the tree is that of the whole.
TEST(Mask, ParsesALargeFileInPieces) {
  const std::string part =
      "import a\n# comment\nif a:\n    b\n\n# between\nelif c:\n    d\nelse:\n    e\n\n@deco\n# "
      "c\n@more(x)\ndef f(a, *b):\n"
      "    try:\n        return a\n    except (E, F) as e:\n        pass\n    finally:\n        "
      "g()\n\n\nclass A(B):\n"
      "    '''doc\nimport no\n'''\n    x = [1,\n2,\n3]\n\nx = (\ny\n)\nfor i in x:\n  "
      "pass\nelse:\n  y; z\n"
      "with a as b: c\ntry:\n  a\nexcept E:\n  b\nx\ny = '''\nq\n'''\n";
  std::string text;
  while (text.size() < 700'000) text += part;
  for (const std::string& more :
       {std::string(), std::string("print 1\n"), std::string("x = (\n"), std::string("  odd\n")}) {
    std::string whole = text;
    whole.insert(whole.find("import a", 400'000), more);
    syntax::Parser parser;
    const Lexed row = lexed(whole);
    const syntax::Tree pieces = parse(parser, whole, row);
    EXPECT_EQ(pieces.root().end(), whole.size()) << more;
    if (!more.empty()) continue;  // what does not compile may be recovered from otherwise
    const syntax::Tree once = parser.parse(whole, *mask(whole, row));
    ASSERT_EQ(pieces.nodes().size(), once.nodes().size());
    for (std::size_t i = 0; i < once.nodes().size(); ++i) {
      const syntax::NodeData& a = pieces.nodes()[i];
      const syntax::NodeData& b = once.nodes()[i];
      ASSERT_TRUE(a.kind == b.kind && a.begin == b.begin && a.end == b.end &&
                  a.parent == b.parent && a.next == b.next && a.field == b.field &&
                  a.named == b.named && a.broken == b.broken)
          << i << ": " << whole.substr(b.begin, 60);
    }
  }
}

std::string times(int n, std::string_view part) {
  std::string all;
  for (int i = 0; i < n; ++i) all += part;
  return all;
}

// Repairing a text costs with the square of it: what is read in small pieces stays, what is left is said to be unread.
TEST(Mask, WhatCostsTooMuchInAnyPieceIsUnread) {
  const std::string good = times(20'000, "name = 1\n");
  const std::string bad = times(80'000, "1 type: name\n");
  const std::string text = good + bad + good;
  syntax::Parser parser;
  const syntax::Tree tree = parse(parser, text, lexed(text));
  const std::vector<syntax::Node> unread = syntax::unread_in(tree);
  ASSERT_EQ(unread.size(), 1U) << "pieces side by side are one";
  EXPECT_GE(unread.front().begin(), good.size());
  EXPECT_LE(unread.front().end(), good.size() + bad.size() + 4096);
  EXPECT_GT(unread.front().end() - unread.front().begin(), bad.size() / 2);
  EXPECT_TRUE(
      tree.innermost(static_cast<std::uint32_t>(text.size() - 9)).is(syntax::Kind::identifier));
}

}  // namespace
}  // namespace pymolt::verdict
