// The flat tree is tree-sitter's tree: the same nodes, kinds, fields, spans and parents as its public cursor shows.
// SPDX-License-Identifier: MIT
#include "syntax/tree.h"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <sstream>
#include <string>
#include <vector>

#include "syntax/unread.h"

extern "C" const TSLanguage* tree_sitter_python(void);

// AddressSanitizer asks this: this binary holds tree-sitter twice, on purpose, and trees whose memory is let go of as a whole
// may come from the other's.
extern "C" const char* __asan_default_options() { return "detect_odr_violation=0:detect_leaks=0"; }

namespace pymolt::syntax {
namespace {

// Every node of TEXT, parsed by the library as npm ships it, as a line: kind field begin end named missing broken parent.
std::vector<std::string> by_cursor(const std::string& text) {
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_python());
  TSTree* tree =
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  std::vector<std::string> lines;
  std::vector<std::size_t> parents = {0};
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (bool more = true; more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    std::ostringstream line;
    line << ts_node_symbol(node) << ' ' << ts_tree_cursor_current_field_id(&cursor) << ' '
         << ts_node_start_byte(node) << ' ' << ts_node_end_byte(node) << ' '
         << ts_node_is_named(node) << ' ' << ts_node_is_missing(node) << ' '
         << ts_node_has_error(node) << ' ' << parents.back();
    lines.push_back(line.str());
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parents.push_back(lines.size() - 1);
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
      parents.pop_back();
    }
  }
  ts_tree_cursor_delete(&cursor);
  ts_tree_delete(tree);
  ts_parser_delete(parser);
  return lines;
}

std::vector<std::string> by_array(const Tree& tree) {
  std::vector<std::string> lines;
  for (const NodeData& node : tree.nodes()) {
    std::ostringstream line;
    line << static_cast<int>(node.kind) << ' ' << static_cast<int>(node.field) << ' ' << node.begin
         << ' ' << node.end << ' ' << int(node.named) << ' ' << int(node.missing) << ' '
         << int(node.broken) << ' ' << node.parent;
    lines.push_back(line.str());
  }
  return lines;
}

TEST(Tree, IsWhatTheCursorShows) {
  const char* const kTexts[] = {
      "",
      "\n\n  # only a comment\n",
      "import a.b as c, d\nfrom ..x import (y as z, w)\nfrom m import *\n",
      "def f(a, (b, c), *d, e=1, **g) -> int:\n    return lambda x: x if a else [i for i in d]\n",
      "class C(B, metaclass=M):\n    @deco(1)\n    async def m(self): await x\n",
      "try:\n  pass\nexcept (A, B) as e:\n  raise X from e\nelse:\n  print 'x' % 1,\nfinally:\n  "
      "exec y in z\n",
      "with a as b, c: pass\nmatch x:\n  case {'k': [1, *r]} | P(q=2): pass\n",
      "x = f\"{a!r:>{w}} {b=}\" 'c' b\"\\x00\"\n",
      "def broken(:\n  x ==== 1\n)\n",
      "d = {**a, 'k': v, (1, 2): {3}}; y[1:2, ::3] += -z ** not_w\n",
  };
  Parser parser;
  for (const char* text : kTexts) {
    const Tree tree = parser.parse(text);
    EXPECT_EQ(by_array(tree), by_cursor(text)) << text;
  }
}

TEST(Node, StepsThroughATree) {
  Parser parser;
  const Tree tree = parser.parse("def f(a):\n  # c\n  return a\nx = 1\n");
  const Node def = tree.root().first_child();
  ASSERT_TRUE(def.is(Kind::function_definition));
  EXPECT_EQ(def.child(Field::name).text(), "f");
  EXPECT_EQ(def.child(Field::body).first_named().text(), "return a");
  EXPECT_EQ(def.child(Field::return_type), Node());
  EXPECT_EQ(def.next_sibling().text(), "x = 1");
  EXPECT_FALSE(def.next_sibling().next_sibling());
  EXPECT_EQ(def.parent(), tree.root());
  EXPECT_FALSE(tree.root().parent());
  std::string kinds;
  for (const Node child : def.children()) kinds += std::string(child.text()) + "|";
  EXPECT_EQ(kinds, "def|f|(a)|:|# c|return a|");
  EXPECT_TRUE(Node().child(Field::name).first_child().is(Kind::end_of_file));
}

TEST(Tree, DoesNotRecurseWithItsInput) {
  std::string deep(200000, '(');
  deep += "1" + std::string(200000, ')');
  Parser parser;
  const Tree tree = parser.parse(deep);
  EXPECT_GT(tree.nodes().size(), 400000U);
}

}  // namespace
}  // namespace pymolt::syntax
