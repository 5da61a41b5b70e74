// The quick parser's tree is tree-sitter's, also where the grammar is ambiguous; where it gives up, tree-sitter is asked.
// SPDX-License-Identifier: MIT
#include "syntax/lr_parser.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "syntax/arena.h"
#include "syntax/flatten.h"
#include "syntax/tree_sitter.h"

namespace pymolt::syntax {
namespace {

struct DeleteLr {
  void operator()(PymoltLr* lr) const { pymolt_lr_delete(lr); }
};

struct Parsers {
  std::unique_ptr<PymoltLr, DeleteLr> lr{pymolt_lr_new()};
  Arena arena;
  int read = 0;

  // An empty string where the trees are the same or the quick parser gives up; else the first node that is not.
  std::string difference(const std::string& text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    if (!pymolt_lr_parse(lr.get(), text.data(), length)) return {};
    ++read;
    std::vector<NodeData> quick;
    std::vector<NodeData> plain;
    flatten(*lr, quick);
    {
      const Arena::Use use(arena);
      flatten(*pymolt_parse(text.data(), length), plain);
    }
    if (quick.size() != plain.size()) return "another number of nodes";
    for (std::size_t i = 0; i < quick.size(); ++i) {
      const NodeData& a = quick[i];
      const NodeData& b = plain[i];
      if (a.kind != b.kind || a.field != b.field || a.named != b.named || a.begin != b.begin ||
          a.end != b.end || a.parent != b.parent || a.next != b.next || b.broken != 0 ||
          b.missing != 0) {
        return "node " + std::to_string(i) + " at " + std::to_string(b.begin);
      }
    }
    return {};
  }
};

std::vector<std::string> fixtures() {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(PYMOLT_SOURCE_DIR "/fixtures")) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

// Every one was once read differently, or is read in several ways until its last token.
TEST(LrParser, ReadsWhatIsAmbiguous) {
  const char* const kTexts[] = {
      "",
      "\n",
      "# only\n",
      "print(a)",
      "print (a), b\n",
      "print (a)\n",
      "print >>f, a,\n",
      "print(a, end='')\n",
      "print((*b.c))\n",
      "print(***b.c)\n",
      "print (((*f(x))))\n",
      "match(x)\n",
      "match.group(1)\n",
      "match x:\n    case [a, *b] | {'k': 1}: pass\n",
      "type(x)\n",
      "type X[T] = int\n",
      "type.x = 1\n",
      "exec 'a' in b\n",
      "exec(a)\n",
      "a, b\n",
      "a, b = c = d, e\n",
      "x = [a, b]\n",
      "[*a, b]\n",
      "[*range(4)]\n",
      "f(*a)\n",
      "f(*a.b, *c[0], **d)\n",
      "x.y, z[0] = 1, 2\n",
      "with (a as b, c): pass\n",
      "with (a, b) as c: pass\n",
      "try:\n    pass\nexcept* E as e:\n    pass\n",
      "def f(a, (b, c), *d, e=1, **g) -> int: pass\n",
      "if x:\n    pass\n  # between\n\n    # deeper\nelse:\n    pass\n# last",
      "f'{a!r:>{w}} {b=} {{}}' 'c' rb'\\d' u'\\N{DASH}'\n",
      "x = 0777 + 1l + 0x_f + 1_000.5e-3j\n",
      "class C: \\\n  x = 1\n",
      "x = {\n  'a': 1,  # one\n  **b,\n}\n",
      "héllo = 'wörld'  # ünï\n",
  };
  Parsers parsers;
  for (const char* text : kTexts) EXPECT_EQ(parsers.difference(text), "") << text;
  EXPECT_GE(parsers.read, 36);
}

TEST(LrParser, GivesUpWhereTheTextIsWrongOrOdd) {
  Parsers parsers;
  using namespace std::string_literals;
  for (const std::string& text : {"def f(:\n"s, "x = = 1\n"s, "\xEF\xBB\xBFx = 1\n"s, "x\0y\n"s,
                                  "'open\n"s, "  x = 1\n y = 2\n)"s}) {
    EXPECT_FALSE(
        pymolt_lr_parse(parsers.lr.get(), text.data(), static_cast<std::uint32_t>(text.size())))
        << text;
  }
}

TEST(LrParser, ReadsTheFixturesAsTreeSitterDoes) {
  Parsers parsers;
  for (const std::string& text : fixtures()) EXPECT_EQ(parsers.difference(text), "") << text;
  EXPECT_GT(parsers.read, 10);
}

// A few lines of a fixture with up to three edits in them, over and over; bench/compare_trees.cc does more.
TEST(LrParser, ReadsChangedTextsAsTreeSitterDoes) {
  const char* const kPieces[] = {"(",     ")",      "[",      "]",       "{",   "}",      ":",
                                 ",",     "\n",     "    ",   "\"",      "'",   "f\"",    "\\",
                                 "#",     "*",      "**",     "=",       ":=",  "print ", "match ",
                                 "type ", "async ", "await ", "lambda ", "if ", "else ",  "for ",
                                 "in ",   "not ",   "is ",    "exec ",   "`",   "->",     "@",
                                 ";",     "...",    "\t",     "\r\n",    "\f",  "é"};
  Parsers parsers;
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> sources = fixtures();
  for (int round = 0; round < 4000; ++round) {
    const std::string& source = sources[below(sources.size())];
    if (source.size() < 10) continue;
    std::size_t begin = source.rfind('\n', below(source.size()));
    begin = begin == std::string::npos ? 0 : begin + 1;
    std::string text = source.substr(begin, 100 + below(400));
    for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty(); --edits) {
      const std::size_t at = below(text.size());
      if (below(3) == 0) {
        text.erase(at, 1 + below(4));
      } else {
        text.insert(at, kPieces[below(std::size(kPieces))]);
      }
    }
    EXPECT_EQ(parsers.difference(text), "") << text;
  }
  EXPECT_GT(parsers.read, 400);
}

}  // namespace
}  // namespace pymolt::syntax
