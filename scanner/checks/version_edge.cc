// `sys.version_info <= (3, 8)`: not true on 3.8, whose version_info has more parts and is therefore larger.
// And tests of the version that hold on older versions only, seen through the names that they are given.
// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "base/version.h"
#include "checks/check_functions.h"
#include "names/evaluate.h"

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

bool is_order(Node sign) {
  return sign.is_any(Kind::tok_LT, Kind::tok_LT_EQ, Kind::tok_GT, Kind::tok_GT_EQ);
}

// Something that stands for the version without saying so: the pages see the rest.
bool is_name_for_it(const FileView& view, Node node) {
  if (node.is(Kind::identifier)) return view.names.resolver().dotted(node).empty();
  return node.is_any(Kind::attribute, Kind::subscript) && node.first_named().text() == "self";
}

// `known >= "3.6"`, where `known = sys.version[:3]`: holds on 3.6, and no longer on 3.10.
void look_for_turn(const FileView& view, Node node, Node left, Node sign, Node right,
                   Findings& findings) {
  const Node name = is_name_for_it(view, left) ? left : right;
  const Node literal = name == left ? right : left;
  if (!is_order(sign) || !literal.is_any(Kind::string, Kind::float_, Kind::tuple) ||
      !is_name_for_it(view, name))
    return;
  const names::Evaluator evaluator(view.names.resolver());
  if (!evaluator.may_tell_version(node)) return;
  const names::Test test = evaluator.test(node);
  const bool newer = sign.is_any(Kind::tok_GT, Kind::tok_GT_EQ) == (name == left);
  const VersionSet new_side =
      (newer ? test.holds - test.fails : test.fails - test.holds) & VersionSet::python3();
  const VersionSet old_side = newer ? test.fails - test.holds : test.holds - test.fails;
  const rulebook::RulePage* page =
      view.book.page(literal.is(Kind::float_) ? "version-float" : "version-text");
  if (page == nullptr || new_side.empty()) return;
  Draft draft = draft_of(*page, node.span(), view.names.guards().alive(node.index()));
  draft.breaks_on &= VersionSet::from(new_side.oldest()) & old_side;
  if (!draft.breaks_on.empty()) findings.add(draft);
}

}  // namespace

void check_version_edge(const FileView& view, Node node, const rulebook::RulePage& page,
                        Findings& findings) {
  const Node left = node.first_named();
  const Node operation = left ? left.next_sibling() : Node();
  const Node right = operation ? operation.next_sibling() : Node();
  if (right && !right.next_sibling()) look_for_turn(view, node, left, operation, right, findings);
  if (!right.is(Kind::tuple) || right.next_sibling() || operation.text() != "<=") return;
  const auto version = pair_of(right);
  if (!version || view.names.resolver().dotted(left) != "sys.version_info") return;
  Draft draft = draft_of(page, node.span(), view.names.guards().alive(node.index()));
  draft.breaks_on = *version;
  findings.add(draft);
}

}  // namespace pymolt::checks
