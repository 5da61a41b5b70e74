// 2.7 writes each part of a print before it works out the next; Python 3 works out all of them first.
// SPDX-License-Identifier: MIT
//
//   print "a", f()      where f prints "b": 2.7 writes `a b`, and Python 3 `b` first
//
// A function prints where a print stands in it or in one inside it, where it calls one that prints, or where what decorates
// it prints.
#include "fix/print_order.h"

#include <vector>

#include "syntax/enclosing.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kMostRounds = 20;  // of calls in calls

// What one definition looks like.
struct Definition {
  std::string_view name;
  std::size_t first = 0;  // tokens, with its decorators
  std::size_t end = 0;
};

std::vector<Definition> definitions_of(const Source& source) {
  std::vector<Definition> definitions;
  const auto& nodes = source.tree().nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind != Kind::function_definition) continue;
    const Node node = source.tree().node(i);
    Node whole = node.parent().is(Kind::decorated_definition) ? node.parent() : node;
    std::string_view name = node.child(Field::name).text();
    if (name == "__init__" || name == "__call__") {  // a call of the class, or of an object of it
      name = syntax::enclosing_class(node).child(Field::name).text();
    }
    definitions.push_back({name, source.token_at(whole.begin()), source.token_at(whole.end())});
  }
  return definitions;
}

}  // namespace

PrintingFunctions::PrintingFunctions(const Source& source) : source_(source) {
  std::vector<Definition> silent = definitions_of(source);
  std::erase_if(silent, [&](const Definition& one) {
    for (std::size_t i = one.first; i < one.end; ++i) {
      if (source.token(i).kind != TokenKind::print_) continue;
      names_.insert(one.name);
      return true;
    }
    return false;
  });
  const auto prints = [&](const Definition& one) {
    for (std::size_t i = one.first; i < one.end; ++i) {
      const bool is_read = i == 0 || source.token(i - 1).kind != TokenKind::def_;
      if (is_read && source.word(i) != one.name && names_.contains(source.word(i))) return true;
    }
    return false;
  };
  for (int round = 0; round < kMostRounds && !names_.empty(); ++round) {
    const std::size_t before = silent.size();
    std::erase_if(silent, [&](const Definition& one) {
      if (!prints(one)) return false;
      names_.insert(one.name);
      return true;
    });
    if (silent.size() == before) break;
  }
}

bool PrintingFunctions::called(std::size_t first, std::size_t end) const {
  for (std::size_t i = first; i + 1 < end; ++i) {
    if (source_.token(i + 1).kind == TokenKind::left_paren && names_.contains(source_.word(i)))
      return true;
  }
  return false;
}

}  // namespace pymolt::fix
