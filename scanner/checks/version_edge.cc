// `sys.version_info <= (3, 8)`: not true on 3.8, whose version_info has more parts and is therefore larger.
// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "base/version.h"
#include "checks/check_functions.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;
using syntax::Node;

// The version that a tuple of two numbers names.
std::optional<Version> pair_of(Node tuple) {
  std::string text;
  int numbers = 0;
  for (const Node item : tuple.children()) {
    if (!item.named() || item.is(Kind::comment)) continue;
    if (!item.is(Kind::integer)) return std::nullopt;
    text += (numbers++ > 0 ? "." : "") + std::string(item.text());
  }
  return numbers == 2 ? Version::parse(text) : std::nullopt;
}

}  // namespace

void check_version_edge(const FileView& view, Node node, const rulebook::RulePage& page,
                        Findings& findings) {
  const Node left = node.first_named();
  const Node operation = left ? left.next_sibling() : Node();
  const Node right = operation ? operation.next_sibling() : Node();
  if (!right.is(Kind::tuple) || right.next_sibling() || operation.text() != "<=") return;
  const auto version = pair_of(right);
  if (!version || view.names.resolver().dotted(left) != "sys.version_info") return;
  Draft draft = draft_of(page, node.span(), view.names.guards().alive(node.index()));
  draft.breaks_on = *version;
  findings.add(draft);
}

}  // namespace pymolt::checks
