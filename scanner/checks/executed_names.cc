// A name that only `exec` in the same function can have made: on Python 3 it makes no local names.
// SPDX-License-Identifier: MIT
//
//   def orient(row):
//       for key in row:
//           exec("%s = %r" % (key, row[key]))
//       return dip                  NameError on 3.x: nothing in the file and none of the built-ins is called so
#include "checks/check_functions.h"
#include "names/arguments.h"

namespace pymolt::checks {

namespace {

using names::Reference;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The function that runs a text there in its own namespace; no node for all else.
Node executing_function(const FileView& view, Node node) {
  const bool call = node.is(Kind::call) && node.child(Field::function).text() == "exec" &&
                    !names::argument(node, 1);
  const bool statement =
      node.is(Kind::exec_statement) && node.text().find(" in ") == std::string_view::npos;
  if (!call && !statement) return {};
  const names::Scopes& scopes = view.names.scopes();
  const names::Scope& scope = scopes.scope(scopes.scope_at(node.index()));
  return scope.kind == names::ScopeKind::function ? view.tree.node(scope.node) : Node();
}

}  // namespace

void check_executed_names(const FileView& view, const rulebook::RulePage& page,
                          Findings& findings) {
  const names::Scopes& scopes = view.names.scopes();
  if (scopes.interned_names().find("exec") == names::kNoName ||
      view.names.resolver().has_unknown_star())
    return;
  std::vector<Node> functions;
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    const Node function = executing_function(view, view.tree.node(at));
    if (function && (functions.empty() || functions.back() != function))
      functions.push_back(function);
  }
  for (const Node function : functions) {
    for (const Reference& reference : scopes.references()) {
      if (reference.node < function.index() || reference.node >= function.data().next) continue;
      const std::string_view word = scopes.interned_names().spelling(reference.word);
      if (word == "exec" || word.starts_with("__")) continue;
      const std::string name = "builtins." + std::string(word);
      if (scopes.interned_names().is_bound(reference.word) || view.book.lifetime(name) != nullptr)
        continue;
      if (view.names.stdlib().is_class(name) || !view.book.types(name + "()").empty()) continue;
      findings.add(draft_of(page, view.tree.node(reference.node).span(),
                            view.names.guards().alive(reference.node)));
    }
  }
}

}  // namespace pymolt::checks
