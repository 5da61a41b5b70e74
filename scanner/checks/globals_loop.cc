// The targets of a loop on the top of a module are looked up among all that binds names there.
// SPDX-License-Identifier: MIT
#include "checks/globals_loop.h"

#include <algorithm>

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool is_bound_elsewhere(const FileView& view, Node name) {
  const std::vector<names::Binding>& bindings = view.names.scopes().bindings();
  return std::any_of(bindings.begin(), bindings.end(), [&](const names::Binding& binding) {
    return binding.scope == 0 && binding.node != name.index() &&
           view.tree.node(binding.node).text() == name.text();
  });
}

}  // namespace

Node added_to_namespace(const FileView& view, Node loop, Node table) {
  if (!table.is(Kind::call) || view.names.scopes().scope_at(loop.index()) != 0) return {};
  const names::Resolver& resolver = view.names.resolver();
  if (resolver.has_unknown_star() ||
      resolver.dotted(table.child(Field::function)) != "builtins.globals")
    return {};
  const Node targets = loop.child(Field::left);
  for (std::uint32_t at = targets.index(); at < targets.data().next; ++at) {
    const Node name = view.tree.node(at);
    if (name.is(Kind::identifier) && !is_bound_elsewhere(view, name)) return name;
  }
  return {};
}

}  // namespace pymolt::checks
