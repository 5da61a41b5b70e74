// `node.slice.value`: the index of a subscript was an `ast.Index` around it up to Python 3.8, and is the expression itself since.
// SPDX-License-Identifier: MIT
//
// Quiet in a function that asks which of the two it has: by `ast.Index`, by `hasattr` or `getattr`, by the version.
#include <algorithm>
#include <array>

#include "checks/check_functions.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether FUNCTION asks what a slice is.
bool asks_which(Node function) {
  constexpr std::array<std::string_view, 4> kAsking = {"Index", "hasattr", "getattr", "version"};
  const std::string_view text = function.text();
  if (std::any_of(kAsking.begin(), kAsking.end(),
                  [&](std::string_view word) { return text.find(word) != std::string_view::npos; }))
    return true;
  // `isinstance(node.slice, …)` asks; `isinstance(node, ast.Subscript)` says what it is.
  constexpr std::string_view kIsInstance = "isinstance(";
  for (std::size_t at = text.find(kIsInstance); at != std::string_view::npos;
       at = text.find(kIsInstance, at + 1)) {
    const std::string_view asked = text.substr(at, text.find(',', at) - at);
    if (asked.find("slice") != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void check_ast_slices(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  if (words.find("slice") == names::kNoName || words.find("ast") == names::kNoName) return;
  const std::vector<names::Import>& imports = view.names.scopes().imports();
  if (std::none_of(imports.begin(), imports.end(),
                   [](const names::Import& one) { return one.module == "ast"; }))
    return;
  Node function;  // that was asked last
  bool asks = false;
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    if (view.tree.nodes()[at].kind != Kind::attribute) continue;
    const Node value = view.tree.node(at);
    const Node slice = value.child(Field::object);
    if (!slice.is(Kind::attribute) || value.child(Field::attribute).text() != "value" ||
        slice.child(Field::attribute).text() != "slice" || value.field() == Field::left)
      continue;
    Node here = syntax::enclosing_function(value);
    if (!here) here = view.tree.root();
    if (here != function) {
      function = here;
      asks = asks_which(here);
    }
    if (asks) continue;
    findings.add(draft_of(page, value.span(), view.names.guards().alive(at)));
  }
}

}  // namespace pymolt::checks
