// One pass over the flat tree.
// SPDX-License-Identifier: MIT
#include "names/growth.h"

#include "names/arguments.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

std::string_view word_of(Node expression) {
  const Node last = last_name(expression);
  return last.is(Kind::identifier) ? last.text() : std::string_view();
}

}  // namespace

Growth::Growth(const syntax::Tree& tree) {
  for (std::uint32_t at = 0; at < tree.nodes().size(); ++at) {
    const Kind kind = tree.nodes()[at].kind;
    const Node node = tree.node(at);
    if (kind == Kind::call) {
      const std::string_view name = word_of(node.child(Field::function));
      if (!name.empty()) calls_[name].push_back(node);
    } else if (kind == Kind::subscript && node.field() == Field::left &&
               node.parent().is(Kind::assignment)) {
      const std::string_view name = word_of(node.child(Field::value));
      if (!name.empty()) stores_[name].push_back(node);
    }
  }
}

}  // namespace pymolt::names
