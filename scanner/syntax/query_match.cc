// Backtracking, with what is still to be matched as a continuation; it goes as deep as the query, not as the tree.
// SPDX-License-Identifier: MIT
//
//   shape (argument_list . (string) @here)      node ( , "a" , b )
//
// The children of a shape are tried in order against the children of the node; nodes between them are passed over,
// unless an anchor forbids named ones. What repeats (`*`, `+`) takes as many as it can in a row.
//
// What is still to be matched depends on the shape's child and the node it is tried from alone, since every shape has one
// place in the query. So what has once failed fails again, and is remembered: a query cannot be made to try 2^n ways of
// failing. Ways of matching are counted.
#include "syntax/query_match.h"

#include <algorithm>
#include <unordered_set>

namespace pymolt::syntax {

namespace {

// What is done when a part has matched; says whether the whole did.
using Then = FunctionRef<bool()>;

class Matcher {
 public:
  Matcher(const QueryShapes& query, std::vector<Captured>& captured)
      : query_(query), captured_(captured) {}

  [[nodiscard]] bool tried_all() const { return tries_ <= kMostTries; }

  bool match(std::uint32_t place, Node node, Then then) {
    if (++tries_ > kMostTries) return false;
    const Shape& shape = query_.shapes[place];
    if (!is_kind(shape, node) || !has_one_of(shape.words, node)) return false;
    const std::size_t before = captured_.size();
    for (const std::uint32_t capture : shape.captures) captured_.push_back({capture, node});
    bool matched = false;
    if (shape.what == Shape::What::choice) {
      for (const std::uint32_t choice : shape.choices)
        matched = match(choice, node, then) || matched;
    } else if (has_none_of(shape, node)) {
      matched = shape.children.empty() ? then()
                                       : match_children(place, 0, node, node.first_child(), then);
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

  // What is asked of the children of a node: from the child at NUMBER of the shape at PLACE on, or for one MORE of it.
  struct ChildQuery {
    std::uint32_t place;
    std::uint32_t number;
    std::uint32_t parent;  // indices of nodes
    std::uint32_t first;
    bool more;
    bool operator==(const ChildQuery&) const = default;
  };
  struct ChildQueryHash {
    std::size_t operator()(const ChildQuery& asked) const {
      std::size_t hash = asked.place;
      for (const std::size_t part :
           {asked.number, asked.parent, asked.first, static_cast<std::uint32_t>(asked.more)})
        hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
      return hash ^ hash >> 32;
    }
  };

  static ChildQuery asked(std::uint32_t place, std::size_t number, Node parent, Node first,
                          bool more) {
    return {place, static_cast<std::uint32_t>(number), parent.index(),
            first ? first.index() : 0xFFFFFFFF, more};
  }

  // Remembering costs more than most matches do, so it begins when a match turns out to be a long one.
  bool remembers(const ChildQuery& question) const {
    return tries_ > kFewTries && failed_.contains(question);
  }
  bool note(const ChildQuery& question, bool matched) {
    if (!matched && tries_ > kFewTries && tries_ <= kMostTries) failed_.insert(question);
    return matched;
  }

  // Matches the children of the shape at PLACE from the one at NUMBER on against those of PARENT from FIRST on.
  bool match_children(std::uint32_t place, std::size_t number, Node parent, Node first, Then then) {
    const ChildQuery question = asked(place, number, parent, first, false);
    return !remembers(question) && note(question, try_children(place, number, parent, first, then));
  }

  bool try_children(std::uint32_t place, std::size_t number, Node parent, Node first, Then then) {
    const Shape& shape = query_.shapes[place];
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
        matched =
            match(child.shape, node,
                  [&] {
                    if (repeats && match_more(place, number, parent, node.next_sibling(), then))
                      return true;
                    return match_children(place, number + 1, parent, node.next_sibling(), then);
                  }) ||
            matched;
      }
      if (matched && child.times != Shape::Times::once) return true;
      if (child.anchored && is_in_the_way(node)) break;
    }
    const bool may_lack = child.times == Shape::Times::maybe || child.times == Shape::Times::some;
    if (!matched && may_lack) return match_children(place, number + 1, parent, first, then);
    return matched;
  }

  // One more of a child that repeats.
  bool match_more(std::uint32_t place, std::size_t number, Node parent, Node first, Then then) {
    const ChildQuery question = asked(place, number, parent, first, true);
    return !remembers(question) && note(question, try_more(place, number, parent, first, then));
  }

  bool try_more(std::uint32_t place, std::size_t number, Node parent, Node first, Then then) {
    const Shape::Child& child = query_.shapes[place].children[number];
    for (Node node = first; node; node = node.next_sibling()) {
      if (child.field != Field::none && node.field() != child.field) continue;
      const bool matched = match(child.shape, node, [&] {
        return match_more(place, number, parent, node.next_sibling(), then) ||
               match_children(place, number + 1, parent, node.next_sibling(), then);
      });
      if (matched) return true;
    }
    return false;
  }

  static constexpr std::size_t kFewTries = 200;

  const QueryShapes& query_;
  std::vector<Captured>& captured_;
  std::size_t tries_ = 0;
  std::unordered_set<ChildQuery, ChildQueryHash> failed_;
};

}  // namespace

bool match_shape(const QueryShapes& query, std::uint32_t shape, Node node,
                 std::vector<Captured>& captured, FunctionRef<void()> found) {
  captured.clear();
  Matcher matcher(query, captured);
  matcher.match(shape, node, [&] {
    found();
    return true;
  });
  return matcher.tried_all();
}

}  // namespace pymolt::syntax
