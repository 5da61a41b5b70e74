// Queries match where they should, predicates hold what they say, and mistakes have a place.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace pymolt::syntax {
namespace {

// The texts of @here at every match over the whole of CODE, joined by `|`.
std::string found(const char* query_text, const char* code) {
  Result<Query> query = Query::compile(query_text);
  if (!query) return query.mistake().str();
  Parser parser;
  const Tree tree = parser.parse(code);
  std::string all;
  QueryRoom room;
  const auto resolves = [](Node node, const Predicate& asked, Certainty&) {
    return node.text() == asked.words.front();
  };
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const Node node = tree.node(i);
    for (std::size_t pattern = 0; pattern < query->patterns(); ++pattern) {
      const auto& kinds = query->outermost(pattern);
      if (std::find(kinds.begin(), kinds.end(), node.kind()) == kinds.end()) continue;
      query->matches(pattern, node, VersionSet::all(), resolves, room, [&](const Match& match) {
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
      {"((identifier) @here (#match? @here \"^is[A-Z]\"))", "isAlive; island; x.isSet",
       "isAlive|isSet"},
      {"((identifier) @here (#not-match? @here \"^a\"))", "ab + ba", "ba"},
      {"((binary_operator left: (_) @a right: (_) @b) @here (#eq? @a @b))", "x * x; x * y",
       "x * x"},
      {"((call function: (_) @f) @here (#resolves? @f \"os.getcwdu\"))",
       "os.getcwdu(); os.getcwd()", "os.getcwdu()"},
      {"[(exec_statement) (delete_statement)] @here", "exec x\ndel y\n", "exec x|del y"},
      {"(class_definition body: (block (function_definition name: (identifier) @here)))\n"
       "(#eq? @here \"next\")",
       "class A:\n  def next(self): pass\n  def other(self): pass\n", "next"},
      {"((keyword_argument name: (identifier) @here) (#eq? @here \"cmp\"))", "s(cmp=f, key=g)",
       "cmp"},
      {"(\"<>\" @here)", "a <> b", "<>"},
  };
  for (const auto& row : kTable) EXPECT_EQ(found(row.query, row.code), row.found) << row.query;
}

TEST(Query, KnowsTheWordsItNeeds) {
  const struct {
    const char* query;
    std::vector<std::vector<std::string>> words;
  } kTable[] = {
      {"(print_statement) @here", {}},
      {"((identifier) @here (#any-of? @here \"a\" \"b\"))", {{"a", "b"}}},
      {"((identifier) @here (#not-eq? @here \"a\"))", {}},
      {"((string) @here (#eq? @here \"'hex'\"))", {}},
      {"((identifier) @here (#eq? @here \"a\")) ((integer) @here)", {}},  // of one name
      {"((identifier) @a (#eq? @a \"a\")) ((integer) @here)", {{"a"}}},
      {R"(((call function: (identifier) @f) @here (#eq? @f "a") (#resolves? @f "b.c" "b.d")))",
       {{"a"}, {"c", "d"}}},
      {R"(((attribute object: (_) @o) @here (#made-by? @o "b.*.__new__")))", {{"__new__"}}},
  };
  for (const auto& row : kTable) {
    const auto query = Query::compile(row.query);
    ASSERT_TRUE(query.ok()) << row.query << query.mistake().str();
    EXPECT_EQ(query->words(0), row.words) << row.query;
  }
}

TEST(Query, KnowsWhatItsHeadMustEndIn) {
  const struct {
    const char* query;
    Kind kind;
    std::optional<Field> field;
    std::vector<std::string> words;
  } kTable[] = {
      {R"((call function: (_) @f) @here (#resolves? @f "re.compile" "os.open"))",
       Kind::call,
       Field::function,
       {"compile", "open"}},
      {R"((attribute) @here (#resolves? @here "a.b"))", Kind::attribute, Field::none, {"b"}},
      {R"((call function: [(identifier) @c (attribute attribute: (identifier) @c)] @f) @here (#any-of? @c "x" "y"))",
       Kind::call,
       Field::function,
       {"x", "y"}},
      {R"((call function: [(identifier) @c (attribute)] @f) @here (#eq? @c "x") (#resolves? @f "a.b"))",
       Kind::call,
       Field::function,
       {"b"}},
      {R"((call function: (_) @f) @here (#resolves? @f "re.*"))", Kind::call, std::nullopt, {}},
      {R"((call function: (identifier) @f) @here (#not-eq? @f "x"))", Kind::call, std::nullopt, {}},
      {R"((call function: (attribute object: (identifier) @f)) @here (#eq? @f "x"))",
       Kind::call,
       std::nullopt,
       {}},
      {R"((call) @here)", Kind::call, std::nullopt, {}},
      {R"(((call function: (_) @f) @here (#resolves? @f "a.b")) (block) @here)",
       Kind::call,
       Field::function,
       {"b"}},
      {R"(((call function: (_) @f) @here (#resolves? @f "a.b")) (block) @here)",
       Kind::block,
       std::nullopt,
       {}},
      {R"([(call function: (identifier) @f) (subscript)] @here (#eq? @f "x"))",
       Kind::call,
       Field::function,
       {"x"}},
      {R"([(call function: (identifier) @f) (call function: (attribute attribute: (identifier) @f))] @here (#any-of? @f "x" "y"))",
       Kind::call,
       Field::function,
       {"x", "y", "x", "y"}},
  };
  for (const auto& row : kTable) {
    const auto query = Query::compile(row.query);
    ASSERT_TRUE(query.ok()) << row.query << query.mistake().str();
    const std::optional<Query::Head> head = query->head(0, row.kind);
    ASSERT_EQ(head.has_value(), row.field.has_value()) << row.query;
    if (!row.field) continue;
    EXPECT_EQ(head->field, *row.field) << row.query;
    EXPECT_EQ(head->words, row.words) << row.query;
  }
}

using Spans = std::set<std::pair<std::uint32_t, std::uint32_t>>;

// A query as tree-sitter's own library runs it; made once, since that takes it long.
class LibraryQuery {
 public:
  explicit LibraryQuery(const std::string& text) {
    ts_parser_set_language(parser_, tree_sitter_python());
    std::uint32_t offset = 0;
    TSQueryError error = TSQueryErrorNone;
    query_ = ts_query_new(tree_sitter_python(), text.data(),
                          static_cast<std::uint32_t>(text.size()), &offset, &error);
  }
  ~LibraryQuery() {
    ts_parser_delete(parser_);
    ts_query_cursor_delete(cursor_);
    if (query_ != nullptr) ts_query_delete(query_);
  }
  LibraryQuery(const LibraryQuery&) = delete;
  LibraryQuery& operator=(const LibraryQuery&) = delete;

  [[nodiscard]] bool good() const { return query_ != nullptr; }
  // The spans of @here at every match anywhere.
  [[nodiscard]] Spans found(const Tree& tree) const {
    Spans spans;
    TSTree* parsed = ts_parser_parse_string(parser_, nullptr, tree.text().data(),
                                            static_cast<std::uint32_t>(tree.text().size()));
    ts_query_cursor_exec(cursor_, query_, ts_tree_root_node(parsed));
    TSQueryMatch match;
    while (ts_query_cursor_next_match(cursor_, &match)) {
      for (std::uint16_t i = 0; i < match.capture_count; ++i) {
        std::uint32_t length = 0;
        const std::string_view name =
            ts_query_capture_name_for_id(query_, match.captures[i].index, &length);
        if (name != "here") continue;
        spans.emplace(ts_node_start_byte(match.captures[i].node),
                      ts_node_end_byte(match.captures[i].node));
      }
    }
    ts_tree_delete(parsed);
    return spans;
  }

 private:
  TSQuery* query_ = nullptr;
  TSQueryCursor* cursor_ = ts_query_cursor_new();
  TSParser* parser_ = ts_parser_new();
};

Spans found_by_us(const Query& query, const Tree& tree) {
  Spans spans;
  QueryRoom room;
  const auto resolves = [](Node, const Predicate&, Certainty&) { return true; };
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const Node node = tree.node(i);
    for (std::size_t pattern = 0; pattern < query.patterns(); ++pattern) {
      const auto& kinds = query.outermost(pattern);
      if (std::find(kinds.begin(), kinds.end(), node.kind()) == kinds.end()) continue;
      query.matches(pattern, node, VersionSet::all(), resolves, room, [&](const Match& match) {
        spans.emplace(match.node("here").begin(), match.node("here").end());
      });
    }
  }
  return spans;
}

std::string without_predicates(std::string query) {
  for (std::size_t at = query.find("(#"); at != std::string::npos; at = query.find("(#")) {
    std::size_t end = at;
    for (bool quoted = false; quoted || query[end] != ')'; ++end) {
      if (query[end] == '\\') {
        ++end;
      } else if (query[end] == '"') {
        quoted = !quoted;
      }
    }
    query.erase(at, end + 1 - at);
  }
  return query;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Two answers to every query of the rule pages, over the fixtures and the pages' own examples.
TEST(Query, AgreesWithTheLibrary) {
  namespace fs = std::filesystem;
  const std::regex comment("#[^\n\"']*(?=\n)");
  std::vector<std::string> queries;
  std::vector<std::string> sources;
  for (const auto& entry : fs::directory_iterator(PYMOLT_SOURCE_DIR "/rules/pages")) {
    const std::string page = read_file(entry.path());
    for (std::size_t at = page.find("```"); at != std::string::npos;) {
      const std::size_t line = page.find('\n', at);
      const std::size_t close = page.find("```", line);
      if (close == std::string::npos) break;
      const std::string info = page.substr(at + 3, line - at - 3);
      const std::string body = page.substr(line + 1, close - line - 1);
      if (info == "query") queries.push_back(without_predicates(body));
      if (info.starts_with("python")) sources.push_back(std::regex_replace(body, comment, ""));
      at = page.find("```", close + 3);
    }
  }
  for (const auto& entry : fs::recursive_directory_iterator(PYMOLT_SOURCE_DIR "/fixtures")) {
    // Comments may stand in the way of tree-sitter's anchors, never of ours.
    if (entry.path().extension() == ".py")
      sources.push_back(std::regex_replace(read_file(entry.path()), comment, ""));
  }
  EXPECT_GT(queries.size(), 30U);
  std::size_t matches = 0;
  Parser parser;
  std::vector<Tree> trees;
  for (const std::string& source : sources) {
    Tree tree = parser.parse(source);
    if (tree.root().data().broken == 0)
      trees.push_back(std::move(tree));  // ERROR nodes are not entered alike
  }
  for (const std::string& text : queries) {
    const LibraryQuery library(text);
    const Result<Query> query = Query::compile(text);
    ASSERT_TRUE(library.good() && query.ok()) << text;
    for (const Tree& tree : trees) {
      const Spans spans = library.found(tree);
      EXPECT_EQ(found_by_us(*query, tree), spans) << text << tree.text();
      matches += spans.size();
    }
  }
  EXPECT_GT(matches, 100U);
}

TEST(Query, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* query;
    const char* said;
  } kTable[] = {
      {"(print_statment) @here", "the grammar has no such node\n  (print_statment) @here\n   ^"},
      {"(call functoin: (_)) @here",
       "the grammar has no such field\n  (call functoin: (_)) @here\n        ^"},
      {"(call", "a bracket is never closed\n  (call\n       ^"},
      {"(call)",
       "the query does not say what to show\n  (call)\n  ^\n  capture the place as `@here`"},
      {"(_ (identifier) @here)",
       "the outermost node of a query must have a name\n  (_ (identifier) @here)\n  ^\n"
       "  a query that starts at any node would be tried at all of them"},
      {"((call) @here (#equals? @here \"x\"))",
       "unknown predicate `#equals?`\n  ((call) @here (#equals? @here \"x\"))\n                 ^\n"
       "  one of: eq?, not-eq?, match?, not-match?, any-of?, not-any-of?, resolves?, typed?, "
       "may-be?, holds?, own?, not-own?, constant?, within?, not-within?, was?, gives?, "
       "made-by?, made-with?, asked?, not-asked?, looped?, unread?, "
       "raised?, not-raised?"},
      {"((call) @here (#match? @here \"(\"))",
       "`(` is no regular expression: missing ): (\n  ((call) @here (#match? @here \"(\"))\n       "
       "          ^"},
  };
  for (const auto& row : kTable) {
    const auto query = Query::compile(row.query);
    ASSERT_FALSE(query.ok()) << row.query;
    EXPECT_EQ(query.mistake().str(), row.said);
  }
}

// What would take 2^n or n^4 ways of failing is remembered; ways of matching are counted.
TEST(Query, IsNotMadeToTryForEver) {
  std::string numbers;
  for (int i = 0; i < 200; ++i) numbers += "1, ";
  for (const char* query :
       {"(argument_list (integer)* (string)) @here",
        "(argument_list (integer) (integer) (integer) (integer) (string)) @here",
        "(call arguments: (argument_list (integer)* (integer)+ (integer)* . (string) .)) @here"}) {
    EXPECT_EQ(found(query, ("f(" + numbers + ")").c_str()), "") << query;
  }
  const Result<Query> query =
      Query::compile("(argument_list (integer) (integer) (integer) (integer) (string)) @here");
  ASSERT_TRUE(query);
  Parser parser;
  const std::string code = "f(" + numbers + "'a')";
  const Tree tree = parser.parse(code);
  QueryRoom room;
  std::size_t matches = 0;
  bool tried_all = true;
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    if (!tree.node(i).is(Kind::argument_list)) continue;
    tried_all = query->matches(
        tree.node(i), VersionSet::all(), [](Node, const Predicate&, Certainty&) { return true; },
        room, [&](const Match&) { ++matches; });
  }
  EXPECT_GT(matches, 0U);
  EXPECT_FALSE(tried_all) << "and says so";
}

TEST(Query, RefusesWhatIsTooMuch) {
  std::string many = "(call ";
  for (int i = 0; i < 200; ++i) many += "(_)* ";
  for (const std::string& query :
       {std::string("(#eq? @here \"x\")"), std::string("(#"), std::string("(# (call) @here"),
        std::string(100'000, '('), std::string(100'000, '['), many + ") @here",
        std::string("(ca\0ll) @here", 13), std::string("(call \"\0\") @here", 16),
        std::string("(call func\0tion: (_)) @here", 27), std::string("(call) @here \""),
        std::string("\""), std::string("(call !"), std::string(50'000, ' ') + "(call) @here"}) {
    const Result<Query> compiled = Query::compile(query);
    ASSERT_FALSE(compiled) << query.substr(0, 40);
    EXPECT_GT(compiled.mistake().line, 0);
  }
}

}  // namespace
}  // namespace pymolt::syntax
