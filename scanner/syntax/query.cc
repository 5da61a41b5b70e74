// What a query needs is read off its shapes; a match is followed by its predicates.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <algorithm>

#include "syntax/query_match.h"

namespace pymolt::syntax {

namespace {

// The kinds a shape can be; false when it could be any.
bool collect_kinds(const QueryShapes& query, std::uint32_t at, std::vector<Kind>& kinds) {
  const Shape& shape = query.shapes[at];
  if (shape.what == Shape::What::kind) {
    if (std::find(kinds.begin(), kinds.end(), shape.kind) == kinds.end()) kinds.push_back(shape.kind);
    return true;
  }
  return shape.what == Shape::What::choice &&
         std::all_of(shape.choices.begin(), shape.choices.end(),
                     [&](std::uint32_t choice) { return collect_kinds(query, choice, kinds); });
}

// The kinds that a shape cannot match without.
void collect_needed(const QueryShapes& query, std::uint32_t at, std::vector<Kind>& kinds) {
  const Shape& shape = query.shapes[at];
  if (shape.what == Shape::What::kind) kinds.push_back(shape.kind);
  for (const Shape::Child& child : shape.children) {
    const bool must_be = child.times == Shape::Times::once || child.times == Shape::Times::many;
    if (must_be) collect_needed(query, child.shape, kinds);
  }
}

// Whether CAPTURE is taken by identifiers and nothing else: then its words must be words of the file.
bool captures_identifiers(const QueryShapes& query, std::uint32_t capture) {
  bool any = false;
  for (const Shape& shape : query.shapes) {
    if (std::find(shape.captures.begin(), shape.captures.end(), capture) == shape.captures.end()) continue;
    if (shape.what != Shape::What::kind || shape.kind != Kind::identifier) return false;
    any = true;
  }
  return any;
}

// The last parts of dotted names: where one resolves, its last part is a word of the file. Nothing when one may end in
// anything.
std::vector<std::string> last_parts(const std::vector<std::string>& dotted_names) {
  std::vector<std::string> parts;
  for (const std::string& dotted : dotted_names) {
    std::string part = dotted.substr(dotted.rfind('.') + 1);
    if (part.find_first_of("*?[") != std::string::npos) return {};
    parts.push_back(std::move(part));
  }
  return parts;
}

// The words of which a pattern needs one, by the first of its conditions that says so; nothing when none does.
std::vector<std::string> words_of(const QueryShapes& query, const Pattern& pattern) {
  for (const Predicate& predicate : pattern.predicates) {
    if (predicate.wants_one_of_its_words() && captures_identifiers(query, predicate.capture)) return predicate.words;
    if (predicate.kind != Predicate::Kind::resolves || predicate.negated) continue;
    if (std::vector<std::string> parts = last_parts(predicate.words); !parts.empty()) return parts;
  }
  return {};
}

// Where the outermost shape has CAPTURE: at itself, or as what is called. (Other fields may hold several nodes.)
std::optional<Field> place_of(const QueryShapes& query, const Shape& outermost, std::uint32_t capture) {
  const auto has = [&](const Shape& shape) {
    return std::find(shape.captures.begin(), shape.captures.end(), capture) != shape.captures.end();
  };
  if (has(outermost)) return Field::none;
  for (const Shape::Child& child : outermost.children) {
    if (child.times == Shape::Times::once && child.field == Field::function && has(query.shapes[child.shape]))
      return child.field;
  }
  return std::nullopt;
}

std::optional<Query::Head> head_of(const QueryShapes& query, const Pattern& pattern) {
  for (const Predicate& predicate : pattern.predicates) {
    if (predicate.kind != Predicate::Kind::resolves || predicate.negated) continue;
    const std::optional<Field> field = place_of(query, query.shapes[pattern.shape], predicate.capture);
    std::vector<std::string> words = last_parts(predicate.words);
    if (field && !words.empty()) return Query::Head{*field, std::move(words)};
  }
  return std::nullopt;
}

// The head that all patterns have in common, with the words of each.
std::optional<Query::Head> head_of(const QueryShapes& query) {
  std::optional<Query::Head> common;
  for (const Pattern& pattern : query.patterns) {
    std::optional<Query::Head> head = head_of(query, pattern);
    if (!head || (common && common->field != head->field)) return std::nullopt;
    if (common) head->words.insert(head->words.end(), common->words.begin(), common->words.end());
    common = std::move(head);
  }
  return common;
}

}  // namespace

Node Match::node(std::uint32_t capture) const {
  for (const Captured& captured : captured_) {
    if (captured.capture == capture) return captured.node;
  }
  return {};
}

Node Match::node(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return node(static_cast<std::uint32_t>(found - names_.begin()));
}

Result<Query> Query::compile(std::string_view text) {
  Result<QueryShapes> shapes = read_query(text);
  if (!shapes) return shapes.mistake();
  Query query;
  query.shapes_ = shapes.take();
  bool all_have_words = true;
  for (const Pattern& pattern : query.shapes_.patterns) {
    if (!collect_kinds(query.shapes_, pattern.shape, query.outermost_)) {
      return query_mistake(text, 0, "the outermost node of a query must have a name",
                           "a query that starts at any node would be tried at all of them");
    }
    const std::vector<std::string> words = words_of(query.shapes_, pattern);
    query.words_.insert(query.words_.end(), words.begin(), words.end());
    all_have_words = all_have_words && !words.empty();
  }
  if (!all_have_words) query.words_.clear();
  query.head_ = head_of(query.shapes_);
  if (query.shapes_.patterns.size() == 1) {
    collect_needed(query.shapes_, query.shapes_.patterns.front().shape, query.kinds_);
  }
  return query;
}

void Query::matches(Node node, Means means, std::vector<Captured>& room, FunctionRef<void(const Match&)> found) const {
  const Match match(shapes_.captures, room);
  const auto holds = [&](const Predicate& predicate) {
    const Node subject = match.node(predicate.capture);
    if (predicate.asks_meaning()) return means(subject, predicate);
    const bool pair = predicate.other != Predicate::kNoCapture;
    return predicate.holds(subject.text(), pair ? match.node(predicate.other).text() : std::string_view());
  };
  for (const Pattern& pattern : shapes_.patterns) {
    match_shape(shapes_, pattern.shape, node, room, [&] {
      if (std::all_of(pattern.predicates.begin(), pattern.predicates.end(), holds)) found(match);
    });
  }
}

}  // namespace pymolt::syntax
