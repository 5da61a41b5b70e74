// Queries match where they should, predicates hold what they say, and mistakes have a place.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <gtest/gtest.h>

#include <string>

namespace pymolt::syntax {
namespace {

// The texts of @here at every match over the whole of CODE, joined by `|`.
std::string found(const char* query_text, const char* code) {
  Result<Query> query = Query::compile(query_text);
  if (!query) return query.mistake().str();
  Parser parser;
  const Tree tree = parser.parse(code);
  std::string all;
  std::vector<Captured> room;
  const auto resolves = [](Node node, const std::vector<std::string>& patterns) {
    return node.text() == patterns.front();
  };
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const Node node = tree.node(i);
    for (const Kind kind : query->outermost()) {
      if (!node.is(kind)) continue;
      query->matches(node, resolves, room, [&](const Match& match) {
        all += (all.empty() ? "" : "|") + std::string(match.node("here").text());
      });
    }
  }
  return all;
}

TEST(Query, MatchesShapesAndPredicates) {
  const struct {
    const char* query;
    const char* code;
    const char* found;
  } kTable[] = {
      {"(print_statement) @here", "print 1\nif x:\n  print 2\n", "print 1|print 2"},
      {"((identifier) @here (#eq? @here \"b\"))", "a = b + bb", "b"},
      {"(call function: (attribute attribute: (identifier) @here) (#any-of? @here \"x\" \"y\"))",
       "a.x(b.y()); a.z()", "x|y"},
      {"((identifier) @here (#match? @here \"^is[A-Z]\"))", "isAlive; island; x.isSet", "isAlive|isSet"},
      {"((identifier) @here (#not-match? @here \"^a\"))", "ab + ba", "ba"},
      {"((binary_operator left: (_) @a right: (_) @b) @here (#eq? @a @b))", "x * x; x * y", "x * x"},
      {"((call function: (_) @f) @here (#resolves? @f \"os.getcwdu\"))", "os.getcwdu(); os.getcwd()",
       "os.getcwdu()"},
      {"[(exec_statement) (delete_statement)] @here", "exec x\ndel y\n", "exec x|del y"},
      {"(class_definition body: (block (function_definition name: (identifier) @here)))\n"
       "(#eq? @here \"next\")",
       "class A:\n  def next(self): pass\n  def other(self): pass\n", "next"},
      {"((keyword_argument name: (identifier) @here) (#eq? @here \"cmp\"))", "s(cmp=f, key=g)", "cmp"},
      {"(\"<>\" @here)", "a <> b", "<>"},
  };
  for (const auto& row : kTable) EXPECT_EQ(found(row.query, row.code), row.found) << row.query;
}

TEST(Query, KnowsTheWordsItNeeds) {
  const struct {
    const char* query;
    std::vector<std::string> words;
  } kTable[] = {
      {"(print_statement) @here", {}},
      {"((identifier) @here (#any-of? @here \"a\" \"b\"))", {"a", "b"}},
      {"((identifier) @here (#not-eq? @here \"a\"))", {}},
      {"((string) @here (#eq? @here \"'hex'\"))", {}},
      {"((identifier) @here (#eq? @here \"a\")) ((integer) @here)", {}},
  };
  for (const auto& row : kTable) {
    const auto query = Query::compile(row.query);
    ASSERT_TRUE(query.ok()) << row.query << query.mistake().str();
    EXPECT_EQ(query->words(), row.words) << row.query;
  }
}

TEST(Query, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* query;
    const char* said;
  } kTable[] = {
      {"(print_statment) @here", "the grammar has no such node\n  (print_statment) @here\n   ^"},
      {"(call functoin: (_)) @here", "the grammar has no such field\n  (call functoin: (_)) @here\n        ^"},
      {"(call", "a bracket is never closed\n  (call\n       ^"},
      {"(call)", "the query does not say what to show\n  (call)\n  ^\n  capture the place as `@here`"},
      {"(_ (identifier) @here)",
       "the outermost node of a query must have a name\n  (_ (identifier) @here)\n  ^\n"
       "  a query that starts at any node would be tried at all of them"},
      {"((call) @here (#equals? @here \"x\"))",
       "unknown predicate `#equals?`\n  ((call) @here (#equals? @here \"x\"))\n                 ^\n"
       "  one of: eq?, not-eq?, match?, not-match?, any-of?, not-any-of?, resolves?"},
      {"((call) @here (#match? @here \"(\"))",
       "`(` is no regular expression: missing ): (\n  ((call) @here (#match? @here \"(\"))\n                 ^"},
  };
  for (const auto& row : kTable) {
    const auto query = Query::compile(row.query);
    ASSERT_FALSE(query.ok()) << row.query;
    EXPECT_EQ(query.mistake().str(), row.said);
  }
}

}  // namespace
}  // namespace pymolt::syntax
