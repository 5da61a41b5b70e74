// The row of tokens, where they stand, and what the lexer notes besides.
// SPDX-License-Identifier: MIT
#include "lexer/lexer.h"

#include <gtest/gtest.h>

#include "support/lexed.h"

namespace pymolt::verdict {
namespace {

// The tokens' texts with a blank between; what has no text as a sign: ; newline, > indent, < dedent, $ end.
std::string row(std::string_view text) {
  std::string all;
  for (const Token& token : lexed(text).tokens) {
    if (!all.empty()) all += ' ';
    switch (token.kind) {
      case TokenKind::newline:
        all += ';';
        break;
      case TokenKind::indent:
        all += '>';
        break;
      case TokenKind::dedent:
        all += '<';
        break;
      case TokenKind::end:
        all += '$';
        break;
      default:
        all += text.substr(token.begin, token.end - token.begin);
    }
  }
  return all;
}

TEST(Lexer, MakesARowOfTokens) {
  const struct {
    const char* source;
    const char* row;
  } kTable[] = {
      {"", "$"},
      {"\n \n# c\n", "$"},
      {"x", "x ; $"},
      {"x = 1 # c\n\ny\n", "x = 1 ; y ; $"},
      {"if x:\n  y\n  z\nw", "if x : ; > y ; z ; < w ; $"},
      {"if x:\n  if y:\n    z\n\n# c\nw\n", "if x : ; > if y : ; > z ; < < w ; $"},
      {"if x:\n  y", "if x : ; > y ; < $"},
      {"f(a,\n  b # c\n\n )\n", "f ( a , b ) ; $"},
      {"a **= b // c << 2 != d <> e -> f := g\n", "a **= b // c << 2 != d <> e -> f := g ; $"},
      {"x[...] = . . .\n", "x [ ... ] = . . . ; $"},
      {"1..real\n", "1. . real ; $"},
      {"a \\\n  b\n", "a b ; $"},
      {"ur'a' b'' 'c'\n", "ur'a' b'' 'c' ; $"},
      {"'''a\n'''\r\nx\r", "'''a\n''' ; x ; $"},
      {"f'a{b!r:>{w}}c' 'd'\n", "f' { b !r : { w } } ' 'd' ; $"},
      {"f'{{}}{x}'\n", "f' { x } ' ; $"},
      {"f'{a[\"b\"]:{c:d}}{e=}'\n", "f' { a [ \"b\" ] : { c : } } { e = } ' ; $"},
      {"f'{x:=1}'\n", "f' { x : } ' ; $"},
      {"f'{f\"{x}\"}'\n", "f' { f\" { x } \" } ' ; $"},
      {"f'''{\nx}'''\n", "f''' { x } ''' ; $"},
      {"t'{x}'\n", "t' { x } ' ; $"},
      {"f'\\N{EN DASH}\\{x}'\n", "f' { x } ' ; $"},
      {"`x`\n", "` x ` ; $"},
      // What is wrong makes no tokens that would be wrong again.
      {"x\n  y\nz\n", "x ; y ; z ; $"},
      {"if x:\ny\n", "if x : ; y ; $"},
      {"if x:\n    y\n  z\nw\n", "if x : ; > y ; < z ; w ; $"},
      {"if 1:\n  \\\n    y\n  z\n", "if 1 : ; > y ; z ; < $"},
      {"x = $\n", "x = $ ; $"},
  };
  for (const auto& line : kTable) EXPECT_EQ(row(line.source), line.row) << line.source;
}

TEST(Lexer, KnowsTheWords) {
  const struct {
    const char* word;
    TokenKind kind;
  } kTable[] = {
      {"if", TokenKind::if_},         {"nonlocal", TokenKind::nonlocal_},
      {"None", TokenKind::none},      {"none", TokenKind::name},
      {"i", TokenKind::name},         {"continue", TokenKind::continue_},
      {"continued", TokenKind::name}, {"finally", TokenKind::finally_},
      {"print", TokenKind::print_},   {"\xC3\xA9", TokenKind::name},
      {"match", TokenKind::match_},   {"lazy", TokenKind::lazy_},
  };
  for (const auto& line : kTable) {
    EXPECT_EQ(lexed(line.word).tokens.front().kind, line.kind) << line.word;
    EXPECT_EQ(lexed(line.word + std::string("      ;;;;;")).tokens.front().kind, line.kind)
        << line.word;
  }
}

TEST(Lexer, SaysWhatAndWhere) {
  const struct {
    const char* source;
    const char* seen;
  } kTable[] = {
      {"x = 10L + 0777 + 1_0\n", "long-suffix `10L`, old-octal `0777`, number-underscore `1_0`"},
      {"u'' ur'' b'' rb'' f'' t''\n",
       "u-string `u`, ur-string `ur`, bytes-beside-text `b''`, rb-string `rb`, "
       "bytes-beside-text `rb''`, f-string `f`, bytes-beside-text `f''`, "
       "t-string `t`, template-beside-string `t''`"},
      {"x = (\n", "unclosed-bracket `(`"},
      {"x = (]\n", "unclosed-bracket `(`, unmatched-bracket `]`"},
      {"f'{x!r }{y=}'\n",
       "f-string `f`, f-string-blank-after-conversion `!r `, f-string-debug `=`"},
      {"f'{a[\"\\n\"]}'\n", "f-string `f`, f-string-backslash `{a[\"\\n\"]`"},
      {"'\\x4' '\\N{BULL}'\n", "malformed-escape `\\x4`, unknown-character-name `\\N{BULL}`"},
      {"if x:\n\ty\n        z\n", "inconsistent-tabs"},
      {"\xC3\xA9 = 1 \xE2\x82\xAC\n",
       "undeclared-encoding `\xC3\xA9`, non-ascii-identifier `\xC3\xA9`, invalid-character "
       "`\xE2\x82\xAC`"},
      {"# coding: nonesuch\n", "unknown-encoding `nonesuch`"},
  };
  for (const auto& line : kTable) EXPECT_EQ(seen_in(line.source), line.seen) << line.source;
}

TEST(Lexer, CollectsEscapesWithoutAMeaning) {
  const std::string source = "'\\d\\n\\u0041' b'\\u\\N' r'\\d' f'\\d{x}\\{y}' '''\\\n\\-'''\n";
  std::string escapes;
  for (const ByteSpan span : lexed(source).invalid_escapes) {
    escapes += source.substr(span.begin, span.end - span.begin) + ' ';
  }
  EXPECT_EQ(escapes, "\\d \\u \\N \\d \\{ \\- ");
}

TEST(Lexer, DoesNotRecurseWithItsInput) {
  std::string deep = "f'{x";
  for (int i = 0; i < 100000; ++i) deep += ":{x";
  for (int i = 0; i < 100000; ++i) deep += "}";
  EXPECT_EQ(fine_on(deep + "}'\n"), "no version");
  EXPECT_EQ(fine_on(std::string(100000, '(') + "\n"), "no version");
}

}  // namespace
}  // namespace pymolt::verdict
