// Reads a query by descent; its depth is that of the query's brackets, which a person wrote.
// SPDX-License-Identifier: MIT
#include "syntax/query_shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "syntax/tree_sitter.h"

namespace pymolt::syntax {

namespace {

constexpr std::string_view kQueryBlanks = " \n\t\r";
constexpr std::string_view kWordEnds = " \n\t\r()[]\"?*+";

// A query is written by hand. The library's own reading, which users' queries go through, takes seconds beyond.
constexpr std::size_t kLongestQuery = 20'000;
constexpr std::size_t kMostShapes = 400;
constexpr std::size_t kDeepest = 50;
constexpr std::size_t kMostQuantifiers = 12;

class QueryReader {
 public:
  QueryReader(std::string_view text, bool known) : text_(text), is_known_(known) {}

  Result<QueryShapes> read() {
    if (text_.size() > kLongestQuery)
      fail("the query is longer than " + std::to_string(kLongestQuery) + " letters");
    while (skip_blank()) {
      if (starts_with("(#")) {
        if (out_.patterns.empty()) {
          fail("a predicate stands behind or within the pattern it speaks of");
          break;
        }
        read_predicate();
      } else {
        out_.patterns.emplace_back();
        const auto shape = read_shape();
        if (shape) out_.patterns.back().shape = *shape;
      }
      if (mistake_) return *mistake_;
    }
    if (out_.patterns.empty()) fail("the query is empty");
    if (std::find(out_.captures.begin(), out_.captures.end(), "here") == out_.captures.end()) {
      at_ = 0;
      fail("the query does not say what to show", "capture the place as `@here`");
    }
    if (mistake_) return *mistake_;
    note_words();
    return std::move(out_);
  }

 private:
  std::nullopt_t fail(std::string message, std::string hint = {}) {
    if (!mistake_) mistake_ = query_mistake(text_, at_, std::move(message), std::move(hint));
    at_ = text_.size();
    return std::nullopt;
  }

  bool starts_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  bool skip_blank() {
    while (at_ < text_.size()) {
      if (text_[at_] == ';') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (kQueryBlanks.find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  bool accept(char c) {
    if (!skip_blank() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && kWordEnds.find(text_[at_]) == std::string_view::npos) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // A string with its escapes undone.
  std::string quoted() {
    std::string value;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        value += text_[at_] == 'n' ? '\n' : text_[at_] == 't' ? '\t' : text_[at_];
      } else {
        value += text_[at_];
      }
      ++at_;
    }
    if (at_ >= text_.size()) {
      fail("a string is never closed");
      return value;
    }
    ++at_;
    return value;
  }

  // What a predicate wants of a capture is asked as soon as the node is met.
  void note_words() {
    for (const Pattern& pattern : out_.patterns) {
      for (const Predicate& predicate : pattern.predicates) {
        if (predicate.needs_one_of_its_words()) note_words(pattern.shape, predicate);
      }
    }
  }

  void note_words(std::uint32_t at, const Predicate& predicate) {
    Shape& shape = out_.shapes[at];
    const auto capture = std::find(shape.captures.begin(), shape.captures.end(), predicate.capture);
    if (capture != shape.captures.end() && shape.words.empty()) shape.words = predicate.words;
    for (const std::uint32_t choice : shape.choices) note_words(choice, predicate);
    for (const Shape::Child& child : shape.children) note_words(child.shape, predicate);
  }

  std::uint32_t capture_number(std::string_view name) {
    for (std::uint32_t i = 0; i < out_.captures.size(); ++i) {
      if (out_.captures[i] == name) return i;
    }
    out_.captures.emplace_back(name);
    return static_cast<std::uint32_t>(out_.captures.size()) - 1;
  }

  std::uint32_t keep(Shape shape) {
    if (out_.shapes.size() == kMostShapes)
      fail("the query has more than " + std::to_string(kMostShapes) + " nodes");
    while (skip_blank() && text_[at_] == '@') {
      ++at_;
      shape.captures.push_back(capture_number(word()));
    }
    out_.shapes.push_back(std::move(shape));
    return static_cast<std::uint32_t>(out_.shapes.size()) - 1;
  }

  // A shape with its captures: `(…)`, `[…]`, `"…"` or `_`.
  std::optional<std::uint32_t> read_shape() {
    if (depth_ == kDeepest)
      return fail("brackets are nested deeper than " + std::to_string(kDeepest));
    ++depth_;
    const auto shape = read_inner_shape();
    --depth_;
    return shape;
  }

  std::optional<std::uint32_t> read_inner_shape() {
    if (!skip_blank()) return fail("expected a node here");
    const char c = text_[at_];
    if (c == '"') return read_token();
    if (c == '[') return read_choice();
    if (c == '_') {
      ++at_;
      Shape shape;
      shape.what = Shape::What::any;
      return keep(std::move(shape));
    }
    if (c != '(') return fail("this is not how a query is written");
    ++at_;
    if (!skip_blank()) return fail("a bracket is never closed");
    if (text_[at_] == '(' || text_[at_] == '[' || text_[at_] == '"') return read_group();
    return read_node();
  }

  std::optional<std::uint32_t> read_token() {
    const std::size_t begin = at_;
    Shape shape;
    const std::string name = quoted();
    shape.kind = kind_of(name, false);
    if (shape.kind == Kind::end_of_file) {
      at_ = begin;
      return fail("the grammar has no such token");
    }
    return keep(std::move(shape));
  }

  std::optional<std::uint32_t> read_choice() {
    ++at_;
    Shape shape;
    shape.what = Shape::What::choice;
    while (!accept(']')) {
      const auto choice = read_shape();
      if (!choice) return std::nullopt;
      shape.choices.push_back(*choice);
    }
    return keep(std::move(shape));
  }

  // `((pattern) (#predicate))`: one shape and what is said of it.
  std::optional<std::uint32_t> read_group() {
    const auto inner = read_shape();
    if (!inner) return std::nullopt;
    while (skip_blank() && starts_with("(#")) read_predicate();
    if (!accept(')'))
      return fail("groups of siblings are not taken", "put them into the node around them");
    while (skip_blank() && text_[at_] == '@') {
      ++at_;
      out_.shapes[*inner].captures.push_back(capture_number(word()));
    }
    return inner;
  }

  std::optional<std::uint32_t> read_node() {
    const std::size_t begin = at_;
    const std::string_view name = word();
    Shape shape;
    if (name == "_") {
      shape.what = Shape::What::any_named;
    } else {
      shape.kind = name == "ERROR" ? Kind::error : kind_of(name, true);
      if (shape.kind == Kind::end_of_file) {
        at_ = begin;
        return fail("the grammar has no such node");
      }
    }
    bool anchored = false;
    while (!accept(')')) {
      if (at_ >= text_.size()) return fail("a bracket is never closed");
      if (starts_with("(#")) {
        read_predicate();
      } else if (accept('.')) {
        anchored = true;
      } else if (accept('!')) {
        shape.absent.push_back(field_of(word()));
      } else if (const auto child = read_child(anchored)) {
        shape.children.push_back(*child);
        anchored = false;
      } else {
        return std::nullopt;
      }
    }
    shape.anchored_end = anchored;
    return keep(std::move(shape));
  }

  std::optional<Shape::Child> read_child(bool anchored) {
    Shape::Child child;
    child.anchored = anchored;
    if (const std::size_t colon = field_colon(); colon != std::string_view::npos) {
      child.field = field_of(text_.substr(at_, colon - at_));
      at_ = std::max(at_, colon + 1);
    }
    const auto shape = read_shape();
    if (!shape) return std::nullopt;
    child.shape = *shape;
    if (accept('?')) child.times = Shape::Times::maybe;
    if (accept('*')) child.times = Shape::Times::some;
    if (accept('+')) child.times = Shape::Times::many;
    if (child.times != Shape::Times::once && ++quantifiers_ > kMostQuantifiers) {
      return fail("the query has more than " + std::to_string(kMostQuantifiers) + " quantifiers"),
             std::nullopt;
    }
    while (skip_blank() && text_[at_] == '@') {  // a capture behind its quantifier
      ++at_;
      out_.shapes[child.shape].captures.push_back(capture_number(word()));
    }
    return child;
  }

  // Where the colon of `field:` stands, if a field starts here.
  [[nodiscard]] std::size_t field_colon() const {
    std::size_t at = at_;
    while (at < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at])) != 0 || text_[at] == '_'))
      ++at;
    return at > at_ && at < text_.size() && text_[at] == ':' ? at : std::string_view::npos;
  }

  Field field_of(std::string_view name) {
    const TSFieldId id =
        holds_nul(name) ? TSFieldId{0}
                        : pymolt_field_named(name.data(), static_cast<std::uint32_t>(name.size()));
    if (id == 0) fail("the grammar has no such field");
    return static_cast<Field>(id);
  }

  // The library compares names as C does, and would read on behind a NUL.
  static bool holds_nul(std::string_view name) { return name.find('\0') != std::string_view::npos; }

  // The library looks through all its names; those found are kept, so that there are never more than the grammar has.
  static Kind kind_of(std::string_view name, bool named) {
    if (holds_nul(name)) return Kind::end_of_file;
    // Not of the thread: to register what a thread destroys at its end aborts where there is no memory.
    static std::mutex looking;
    static std::array<std::map<std::string, Kind, std::less<>>, 2> found_before;
    const std::scoped_lock lock(looking);
    std::map<std::string, Kind, std::less<>>& known = found_before[named ? 1 : 0];
    if (const auto before = known.find(name); before != known.end()) return before->second;
    const auto kind = static_cast<Kind>(
        pymolt_symbol_named(name.data(), static_cast<std::uint32_t>(name.size()), named));
    if (kind != Kind::end_of_file) known.emplace(name, kind);
    return kind;
  }

  // `(#name @capture "string" …)` of the pattern being read, or of the last one.
  void read_predicate() {
    const std::size_t begin = at_ + 1;
    at_ += 2;
    const std::string_view name = word_with_marks();
    std::vector<PredicateWord> words;
    while (!accept(')')) {
      if (at_ >= text_.size()) {
        fail("a bracket is never closed");
        return;
      }
      PredicateWord predicate_word;
      if (text_[at_] == '"') {
        predicate_word.text = quoted();
      } else if (text_[at_] == '@') {
        ++at_;
        predicate_word.is_capture = true;
        predicate_word.capture = capture_number(word());
      } else {
        predicate_word.text = std::string(word_with_marks());
      }
      words.push_back(std::move(predicate_word));
    }
    Result<Predicate> predicate = make_predicate(name, words, is_known_);
    if (predicate) {
      out_.patterns.back().predicates.push_back(predicate.take());
    } else {
      at_ = begin;
      fail(predicate.mistake().message, predicate.mistake().hint);
    }
  }

  // A word that may hold `?`, as predicates do.
  std::string_view word_with_marks() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           std::string_view(" \n\t\r()[]\"").find(text_[at_]) == std::string_view::npos)
      ++at_;
    if (at_ == begin) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  bool is_known_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t quantifiers_ = 0;
  QueryShapes out_;
  std::optional<Mistake> mistake_;
};

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

}  // namespace

Mistake query_mistake(std::string_view query, std::size_t offset, std::string message,
                      std::string hint) {
  offset = std::min(offset, query.size());
  Mistake mistake;
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  const std::string_view before = query.substr(0, offset);
  mistake.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t begin = before.rfind('\n') + 1;
  mistake.column = static_cast<int>(offset - begin) + 1;
  mistake.source_line = std::string(query.substr(begin, query.find('\n', begin) - begin));
  return mistake;
}

Result<QueryShapes> read_query(std::string_view query, bool known) {
  return QueryReader(query, known).read();
}

Result<bool> accepted_by_library(std::string_view query) {
  std::uint32_t offset = 0;
  const TSQueryError error =
      pymolt_query_error(query.data(), static_cast<std::uint32_t>(query.size()), &offset);
  if (error != TSQueryErrorNone) return query_mistake(query, offset, std::string(describe(error)));
  return true;
}

}  // namespace pymolt::syntax
