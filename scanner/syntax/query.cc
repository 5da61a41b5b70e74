// What a query needs is read off its shapes; a match is followed by its predicates.
// SPDX-License-Identifier: MIT
#include "syntax/query.h"

#include <algorithm>
#include <cctype>

#include "syntax/query_match.h"

namespace pymolt::syntax {

namespace {

// The kinds a shape can be; false when it could be any.
bool collect_kinds(const QueryShapes& query, std::uint32_t at, std::vector<Kind>& kinds) {
  const Shape& shape = query.shapes[at];
  if (shape.what == Shape::What::kind) {
    if (std::find(kinds.begin(), kinds.end(), shape.kind) == kinds.end())
      kinds.push_back(shape.kind);
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

// Whether the shape at PLACE is the name of a keyword argument, which is no name of the file.
bool is_keyword(const QueryShapes& query, std::uint32_t place) {
  return std::any_of(query.shapes.begin(), query.shapes.end(), [&](const Shape& shape) {
    return shape.kind == Kind::keyword_argument && shape.what == Shape::What::kind &&
           std::any_of(shape.children.begin(), shape.children.end(), [&](const auto& child) {
             return child.shape == place && child.field == Field::name;
           });
  });
}

// Whether CAPTURE is taken by identifiers and nothing else: then its words must be words of the file.
bool captures_identifiers(const QueryShapes& query, std::uint32_t capture) {
  bool any = false;
  for (std::uint32_t place = 0; place < query.shapes.size(); ++place) {
    const Shape& shape = query.shapes[place];
    if (std::find(shape.captures.begin(), shape.captures.end(), capture) == shape.captures.end())
      continue;
    if (shape.what != Shape::What::kind || shape.kind != Kind::identifier) return false;
    if (is_keyword(query, place)) return false;
    any = true;
  }
  return any;
}

// The last parts of dotted names: where one resolves, its last part is a word of the file. Nothing when one may end in
// anything, or is a sign: `/`.
std::vector<std::string> last_parts(const std::vector<std::string>& dotted_names) {
  std::vector<std::string> parts;
  for (const std::string& dotted : dotted_names) {
    std::string part = dotted.substr(dotted.rfind('.') + 1);
    const bool is_name =
        !part.empty() && (std::isalpha(static_cast<unsigned char>(part[0])) != 0 || part[0] == '_');
    if (!is_name || part.find_first_of("*?[") != std::string::npos) return {};
    parts.push_back(std::move(part));
  }
  return parts;
}

// Lists of words of which a pattern needs one each, by its conditions.
std::vector<std::vector<std::string>> words_of(const QueryShapes& query, const Pattern& pattern) {
  std::vector<std::vector<std::string>> needed;
  for (const Predicate& predicate : pattern.predicates) {
    if (predicate.needs_one_of_its_words() && captures_identifiers(query, predicate.capture)) {
      needed.push_back(predicate.words);
      continue;
    }
    const bool resolves =
        predicate.kind == Predicate::Kind::resolves || predicate.kind == Predicate::Kind::made_by;
    if (!resolves || predicate.negated) continue;
    if (std::vector<std::string> parts = last_parts(predicate.words); !parts.empty())
      needed.push_back(std::move(parts));
  }
  return needed;
}

bool has(const Shape& shape, std::uint32_t capture) {
  return std::find(shape.captures.begin(), shape.captures.end(), capture) != shape.captures.end();
}

const Shape* child_of(const QueryShapes& query, const Shape& shape, Field field) {
  for (const Shape::Child& child : shape.children) {
    if (child.times == Shape::Times::once && child.field == field)
      return &query.shapes[child.shape];
  }
  return nullptr;
}

// Whether CAPTURE takes the last part of a name: `c` of `c` and of `a.b.c`.
bool takes_last_part(const QueryShapes& query, const Shape& shape, std::uint32_t capture) {
  if (shape.what == Shape::What::choice) {
    return std::all_of(shape.choices.begin(), shape.choices.end(), [&](std::uint32_t choice) {
      return takes_last_part(query, query.shapes[choice], capture);
    });
  }
  if (shape.what != Shape::What::kind) return false;
  if (shape.kind == Kind::identifier) return has(shape, capture);
  const Shape* last =
      shape.kind == Kind::attribute ? child_of(query, shape, Field::attribute) : nullptr;
  return last != nullptr && takes_last_part(query, *last, capture);
}

// What PREDICATE says of the head of a node that SHAPE matches.
std::optional<Query::Head> head_by(const QueryShapes& query, const Shape& shape,
                                   const Predicate& predicate) {
  const bool resolves = predicate.kind == Predicate::Kind::resolves && !predicate.negated;
  if (!resolves && !predicate.needs_one_of_its_words()) return std::nullopt;
  std::vector<std::string> words = resolves ? last_parts(predicate.words) : predicate.words;
  if (words.empty()) return std::nullopt;
  if (resolves && has(shape, predicate.capture)) return Query::Head{Field::none, std::move(words)};
  const Shape* called = child_of(query, shape, Field::function);
  if (called == nullptr) return std::nullopt;
  const bool says = resolves ? has(*called, predicate.capture)
                             : takes_last_part(query, *called, predicate.capture);
  return says ? std::optional(Query::Head{Field::function, std::move(words)}) : std::nullopt;
}

// Adds to HEADS that of every shape of KIND that a node may match at AT; false when one has none, or another field's.
bool add_heads(const QueryShapes& query, const Pattern& pattern, std::uint32_t at, Kind kind,
               std::vector<Query::Head>& heads) {
  const Shape& shape = query.shapes[at];
  if (shape.what == Shape::What::choice) {
    return std::all_of(shape.choices.begin(), shape.choices.end(), [&](std::uint32_t choice) {
      return add_heads(query, pattern, choice, kind, heads);
    });
  }
  if (shape.kind != kind) return true;
  for (const Predicate& predicate : pattern.predicates) {
    std::optional<Query::Head> head = head_by(query, shape, predicate);
    if (!head) continue;
    heads.push_back(std::move(*head));
    return heads.back().field == heads.front().field;
  }
  return false;
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

Result<Query> Query::compile(std::string_view text, bool known) {
  Result<QueryShapes> shapes = read_query(text, known);
  if (!shapes) return shapes.mistake();
  Query query;
  query.shapes_ = shapes.take();
  for (const Pattern& pattern : query.shapes_.patterns) {
    if (!collect_kinds(query.shapes_, pattern.shape, query.outermost_.emplace_back())) {
      return query_mistake(text, 0, "the outermost node of a query must have a name",
                           "a query that starts at any node would be tried at all of them");
    }
    query.words_.push_back(words_of(query.shapes_, pattern));
    collect_needed(query.shapes_, pattern.shape, query.kinds_.emplace_back());
  }
  return query;
}

std::optional<Query::Head> Query::head(std::size_t pattern, Kind kind) const {
  std::vector<Head> heads;
  const Pattern& asked = shapes_.patterns[pattern];
  if (!add_heads(shapes_, asked, asked.shape, kind, heads) || heads.empty()) return std::nullopt;
  Head common = std::move(heads.front());
  for (std::size_t i = 1; i < heads.size(); ++i)
    common.words.insert(common.words.end(), heads[i].words.begin(), heads[i].words.end());
  return common;
}

bool Query::matches(Node node, VersionSet asked, PredicateTest holds, QueryRoom& room,
                    FunctionRef<void(const Match&)> found) const {
  bool tried_all = true;
  for (std::size_t pattern = 0; pattern < patterns(); ++pattern)
    tried_all = matches(pattern, node, asked, holds, room, found) && tried_all;
  return tried_all;
}

bool Query::matches(std::size_t pattern, Node node, VersionSet asked, PredicateTest holds,
                    QueryRoom& room, FunctionRef<void(const Match&)> found) const {
  Match match(shapes_.captures, room.captured);
  const auto passes = [&](const Predicate& predicate) {
    const Node subject = match.node(predicate.capture);
    if (predicate.asks_meaning()) return holds(subject, predicate, match.certainty_);
    const bool pair = predicate.other != Predicate::kNoCapture;
    return predicate.holds(subject.text(),
                           pair ? match.node(predicate.other).text() : std::string_view(),
                           room.reading);
  };
  const Pattern& tried = shapes_.patterns[pattern];
  return match_shape(shapes_, tried.shape, node, room.captured, [&] {
    match.certainty_ = {asked};
    if (std::all_of(tried.predicates.begin(), tried.predicates.end(), passes)) found(match);
  });
}

}  // namespace pymolt::syntax
