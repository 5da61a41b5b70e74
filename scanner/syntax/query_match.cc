// Backtracking, with what is still to be matched as a continuation; it goes as deep as the query, not as the tree.
// SPDX-License-Identifier: MIT
//
//   shape (argument_list . (string) @here)      node ( , "a" , b )
//
// The children of a shape are tried in order against the children of the node; nodes between them are passed over,
// unless an anchor forbids named ones. What repeats (`*`, `+`) takes as many as it can in a row.
#include "syntax/query_match.h"

#include <algorithm>

namespace pymolt::syntax {

namespace {

// What is done when a part has matched; says whether the whole did.
using Then = FunctionRef<bool()>;

class Matcher {
 public:
  Matcher(const QueryShapes& query, std::vector<Captured>& captured) : query_(query), captured_(captured) {}

  bool match(std::uint32_t place, Node node, Then then) {
    const Shape& shape = query_.shapes[place];
    if (!is_kind(shape, node) || !has_one_of(shape.words, node)) return false;
    const std::size_t before = captured_.size();
    for (const std::uint32_t capture : shape.captures) captured_.push_back({capture, node});
    bool matched = false;
    if (shape.what == Shape::What::choice) {
      for (const std::uint32_t choice : shape.choices) matched = match(choice, node, then) || matched;
    } else if (has_none_of(shape, node)) {
      matched = shape.children.empty() ? then() : match_children(shape, 0, node.first_child(), then);
    }
    captured_.resize(before);
    return matched;
  }

 private:
  static bool is_kind(const Shape& shape, Node node) {
    switch (shape.what) {
      case Shape::What::kind:
        return node.kind() == shape.kind;
      case Shape::What::any_named:
        return node.named() && !node.is(Kind::comment) && !node.is(Kind::error);
      case Shape::What::any:
        return !node.is(Kind::comment) && !node.is(Kind::error);
      case Shape::What::choice:
        return true;
    }
    return false;
  }

  static bool has_one_of(const std::vector<std::string>& words, Node node) {
    return words.empty() || std::find(words.begin(), words.end(), node.text()) != words.end();
  }

  static bool has_none_of(const Shape& shape, Node node) {
    return std::none_of(shape.absent.begin(), shape.absent.end(),
                        [&](Field field) { return static_cast<bool>(node.child(field)); });
  }

  static bool is_in_the_way(Node node) { return node.named() && !node.is(Kind::comment); }

  // Matches the shape's children from the one at NUMBER on against the node's from FIRST on.
  bool match_children(const Shape& shape, std::size_t number, Node first, Then then) {
    if (number == shape.children.size()) {
      for (Node rest = first; shape.anchored_end && rest; rest = rest.next_sibling()) {
        if (is_in_the_way(rest)) return false;
      }
      return then();
    }
    const Shape::Child& child = shape.children[number];
    const bool repeats = child.times == Shape::Times::some || child.times == Shape::Times::many;
    bool matched = false;
    for (Node node = first; node; node = node.next_sibling()) {
      if (child.field == Field::none || node.field() == child.field) {
        matched = match(child.shape, node, [&] {
          if (repeats && match_more(shape, number, node.next_sibling(), then)) return true;
          return match_children(shape, number + 1, node.next_sibling(), then);
        }) || matched;
      }
      if (matched && child.times != Shape::Times::once) return true;
      if (child.anchored && is_in_the_way(node)) break;
    }
    const bool may_lack = child.times == Shape::Times::maybe || child.times == Shape::Times::some;
    if (!matched && may_lack) return match_children(shape, number + 1, first, then);
    return matched;
  }

  // One more of a child that repeats.
  bool match_more(const Shape& shape, std::size_t number, Node first, Then then) {
    const Shape::Child& child = shape.children[number];
    for (Node node = first; node; node = node.next_sibling()) {
      if (child.field != Field::none && node.field() != child.field) continue;
      const bool matched = match(child.shape, node, [&] {
        return match_more(shape, number, node.next_sibling(), then) ||
               match_children(shape, number + 1, node.next_sibling(), then);
      });
      if (matched) return true;
    }
    return false;
  }

  const QueryShapes& query_;
  std::vector<Captured>& captured_;
};

}  // namespace

void match_shape(const QueryShapes& query, std::uint32_t shape, Node node, std::vector<Captured>& captured,
                 FunctionRef<void()> found) {
  captured.clear();
  Matcher(query, captured).match(shape, node, [&] {
    found();
    return true;
  });
}

}  // namespace pymolt::syntax
