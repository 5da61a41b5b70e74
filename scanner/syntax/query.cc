// tree-sitter's queries held as values; what it leaves open (predicates, where to start) is read off once.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <mutex>

#include "syntax/predicate.h"


extern "C" const TSLanguage* tree_sitter_python(void);

namespace pymolt::syntax {

namespace {

Mistake mistake_at(std::string_view text, std::size_t offset, std::string message, std::string hint = {}) {
  Mistake mistake;
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  mistake.line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  mistake.column = static_cast<int>(offset - begin) + 1;
  mistake.source_line = std::string(text.substr(begin, text.find('\n', begin) - begin));
  return mistake;
}

std::string_view describe(TSQueryError error) {
  switch (error) {
    case TSQueryErrorNodeType:
      return "the grammar has no such node";
    case TSQueryErrorField:
      return "the grammar has no such field";
    case TSQueryErrorCapture:
      return "this capture is not taken by the pattern";
    case TSQueryErrorStructure:
      return "the grammar never builds a node like this";
    default:
      return "this is not how a query is written";
  }
}

std::vector<PredicateWord> words_of(const TSQuery* query, const TSQueryPredicateStep* begin,
                                    const TSQueryPredicateStep* end) {
  std::vector<PredicateWord> words;
  for (const TSQueryPredicateStep* step = begin; step != end; ++step) {
    PredicateWord word;
    word.is_capture = step->type == TSQueryPredicateStepTypeCapture;
    word.capture = step->value_id;
    std::uint32_t length = 0;
    if (!word.is_capture) word.text = ts_query_string_value_for_id(query, step->value_id, &length);
    words.push_back(std::move(word));
  }
  return words;
}

// The predicates of one pattern; each ends with a `done` step.
Result<std::vector<Predicate>> read_predicates(const TSQuery* query, std::uint32_t pattern,
                                               std::string_view text) {
  std::vector<Predicate> predicates;
  std::uint32_t count = 0;
  const TSQueryPredicateStep* steps = ts_query_predicates_for_pattern(query, pattern, &count);
  for (std::uint32_t begin = 0; begin < count;) {
    std::uint32_t end = begin;
    while (steps[end].type != TSQueryPredicateStepTypeDone) ++end;
    std::uint32_t length = 0;
    const std::string_view name = ts_query_string_value_for_id(query, steps[begin].value_id, &length);
    Result<Predicate> predicate = make_predicate(name, words_of(query, steps + begin + 1, steps + end));
    if (!predicate) {
      const Mistake& why = predicate.mistake();
      const std::size_t at = text.find('#' + std::string(name));
      return mistake_at(text, at == std::string_view::npos ? 0 : at, why.message, why.hint);
    }
    predicates.push_back(predicate.take());
    begin = end + 1;
  }
  return predicates;
}

}  // namespace

QueryCursor::QueryCursor() : handle_(ts_query_cursor_new()) {
  ts_query_cursor_set_max_start_depth(handle_.get(), 0);
}
QueryCursor::~QueryCursor() = default;
void QueryCursor::Delete::operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }

Node Match::node(std::string_view name) const {
  for (const Capture& capture : captures) {
    if (capture.name == name) return capture.node;
  }
  return {};
}

// A query as tree-sitter runs it, and what tree-sitter leaves to us.
struct Query::Compiled {
  struct Delete {
    void operator()(TSQuery* query) const { ts_query_delete(query); }
  };
  std::unique_ptr<TSQuery, Delete> handle;
  std::vector<std::vector<Predicate>> predicates;  // by pattern
  std::vector<std::string> captures;               // names by number

  static Result<Compiled> make(std::string_view written);
};

// A query that is compiled by the thread that first needs it.
struct Query::Lazy {
  std::string_view text;
  std::once_flag once;
  Compiled compiled;

  const Compiled& get() {
    std::call_once(once, [this] {
      if (compiled.handle) return;
      Result<Compiled> made = Compiled::make(text);
      if (made) compiled = made.take();
    });
    return compiled;
  }
};

Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

Result<Query::Compiled> Query::Compiled::make(std::string_view written) {
  const std::string text = group_predicates(written);
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  Compiled made;
  made.handle.reset(ts_query_new(tree_sitter_python(), text.data(), static_cast<std::uint32_t>(text.size()), &offset,
                                 &error));
  if (!made.handle) return mistake_at(text, offset, std::string(describe(error)));
  for (std::uint32_t i = 0; i < ts_query_capture_count(made.handle.get()); ++i) {
    std::uint32_t length = 0;
    const char* name = ts_query_capture_name_for_id(made.handle.get(), i, &length);
    made.captures.emplace_back(name, length);
  }
  if (std::find(made.captures.begin(), made.captures.end(), "here") == made.captures.end()) {
    return mistake_at(text, 0, "the query does not say what to show", "capture the place as `@here`");
  }
  for (std::uint32_t pattern = 0; pattern < ts_query_pattern_count(made.handle.get()); ++pattern) {
    Result<std::vector<Predicate>> predicates = read_predicates(made.handle.get(), pattern, text);
    if (!predicates) return predicates.mistake();
    made.predicates.push_back(predicates.take());
  }
  return made;
}

Result<Query> Query::when_needed(std::string_view text) {
  std::optional<QueryNeeds> needs = query_needs(text);
  if (!needs) {
    return mistake_at(text, 0, "the outermost node of a query must have a name",
                      "a query that starts at any node would be tried at all of them");
  }
  Query query;
  query.needs_ = std::move(*needs);
  query.lazy_ = std::make_unique<Lazy>();
  query.lazy_->text = text;
  return query;
}

Result<Query> Query::compile(std::string_view text) {
  Result<Compiled> compiled = Compiled::make(text);
  if (!compiled) return compiled.mistake();
  Result<Query> query = when_needed(text);
  if (query) query->lazy_->compiled = compiled.take();
  return query;
}

namespace {

// tree-sitter's handle of a flat node; rows and columns are left out, since only byte positions are asked.
TSNode handle_of(Node node) {
  TSNode handle = {{node.begin(), 0, 0, 0}, node.data().id, node.tree().handle()};
  const auto kind = static_cast<TSSymbol>(node.kind());
  if (ts_node_symbol(handle) != kind) handle.context[3] = kind;
  return handle;
}

// The flat node of a handle below (or at) TOP: preorder is sorted by where nodes begin.
Node node_of(TSNode handle, Node top) {
  const std::vector<NodeData>& nodes = top.tree().nodes();
  const auto before = [](const NodeData& node, std::uint32_t begin) { return node.begin < begin; };
  const auto first = nodes.begin() + top.index();
  const auto last = nodes.begin() + top.data().next;
  for (auto it = std::lower_bound(first, last, ts_node_start_byte(handle), before); it != last; ++it) {
    if (it->id == handle.id) return top.tree().node(static_cast<std::uint32_t>(it - nodes.begin()));
  }
  return {};
}

}  // namespace

void Query::matches(Node node, QueryCursor& cursor, const Resolves& resolves,
                    const std::function<void(const Match&)>& found) const {
  const Compiled& compiled = lazy_->get();
  if (!compiled.handle) return;
  ts_query_cursor_exec(cursor.handle_.get(), compiled.handle.get(), handle_of(node));
  TSQueryMatch raw;
  while (ts_query_cursor_next_match(cursor.handle_.get(), &raw)) {
    Match match;
    for (std::uint16_t i = 0; i < raw.capture_count; ++i) {
      match.captures.push_back({compiled.captures[raw.captures[i].index], node_of(raw.captures[i].node, node)});
    }
    const auto holds = [&](const Predicate& predicate) {
      const Node subject = match.node(compiled.captures[predicate.capture]);
      if (predicate.kind == Predicate::Kind::resolves) return resolves(subject, predicate.words);
      const bool pair = predicate.other != Predicate::kNoCapture;
      return predicate.holds(subject.text(), pair ? match.node(compiled.captures[predicate.other]).text()
                                                  : std::string_view());
    };
    const auto& conditions = compiled.predicates[raw.pattern_index];
    if (std::all_of(conditions.begin(), conditions.end(), holds)) found(match);
  }
}

}  // namespace pymolt::syntax
