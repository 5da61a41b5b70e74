// tree-sitter's queries held as values; what it leaves open (predicates, where to start) is read off once.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <tree_sitter/api.h>

#include <algorithm>

#include "syntax/outermost.h"

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

// Whether the capture is of an identifier and nothing else: then its words must be words of the file.
bool captures_identifier(std::string_view text, std::string_view name) {
  const std::string capture = "(identifier) @" + std::string(name);
  const std::size_t at = text.find(capture);
  if (at == std::string_view::npos) return false;
  const std::size_t end = at + capture.size();
  return end == text.size() || std::string_view(" \n)]").find(text[end]) != std::string_view::npos;
}

}  // namespace

QueryCursor::QueryCursor() : handle_(ts_query_cursor_new()) {
  ts_query_cursor_set_max_start_depth(handle_.get(), 0);
}
QueryCursor::~QueryCursor() = default;
void QueryCursor::Delete::operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }

Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;
void Query::Delete::operator()(TSQuery* query) const { ts_query_delete(query); }

Node Match::node(std::string_view name) const {
  for (const Capture& capture : captures) {
    if (capture.name == name) return capture.node;
  }
  return {};
}

Result<Query> Query::compile(std::string_view written) {
  const std::string text = group_predicates(written);
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  Query query;
  query.handle_.reset(ts_query_new(tree_sitter_python(), text.data(),
                                   static_cast<std::uint32_t>(text.size()), &offset, &error));
  if (!query.handle_) return mistake_at(text, offset, std::string(describe(error)));
  auto kinds = outermost_kinds(text);
  if (!kinds || kinds->empty()) {
    return mistake_at(text, 0, "the outermost node of a query must have a name",
                      "a query that starts at any node would be tried at all of them");
  }
  query.outermost_ = std::move(*kinds);

  const TSQuery* handle = query.handle_.get();
  for (std::uint32_t i = 0; i < ts_query_capture_count(handle); ++i) {
    std::uint32_t length = 0;
    const char* name = ts_query_capture_name_for_id(handle, i, &length);
    query.captures_.emplace_back(name, length);
  }
  if (std::find(query.captures_.begin(), query.captures_.end(), "here") == query.captures_.end()) {
    return mistake_at(text, 0, "the query does not say what to show", "capture the place as `@here`");
  }
  bool every_pattern_has_words = true;
  for (std::uint32_t pattern = 0; pattern < ts_query_pattern_count(handle); ++pattern) {
    Result<std::vector<Predicate>> predicates = read_predicates(handle, pattern, text);
    if (!predicates) return predicates.mistake();
    const Predicate* words = nullptr;
    for (const Predicate& predicate : *predicates) {
      const bool names = predicate.wants_one_of_its_words() &&
                         captures_identifier(text, query.captures_[predicate.capture]);
      if (names && words == nullptr) words = &predicate;
    }
    if (words != nullptr) {
      query.words_.insert(query.words_.end(), words->words.begin(), words->words.end());
    }
    every_pattern_has_words = every_pattern_has_words && words != nullptr;
    query.predicates_.push_back(predicates.take());
  }
  if (!every_pattern_has_words) query.words_.clear();
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
  ts_query_cursor_exec(cursor.handle_.get(), handle_.get(), handle_of(node));
  TSQueryMatch raw;
  while (ts_query_cursor_next_match(cursor.handle_.get(), &raw)) {
    Match match;
    for (std::uint16_t i = 0; i < raw.capture_count; ++i) {
      match.captures.push_back({captures_[raw.captures[i].index], node_of(raw.captures[i].node, node)});
    }
    const auto holds = [&](const Predicate& predicate) {
      const Node subject = match.node(captures_[predicate.capture]);
      if (predicate.kind == Predicate::Kind::resolves) return resolves(subject, predicate.words);
      const bool pair = predicate.other != Predicate::kNoCapture;
      return predicate.holds(subject.text(), pair ? match.node(captures_[predicate.other]).text()
                                                  : std::string_view());
    };
    const auto& conditions = predicates_[raw.pattern_index];
    if (std::all_of(conditions.begin(), conditions.end(), holds)) found(match);
  }
}

}  // namespace pymolt::syntax
