// `sys.version_info <= (3, 8)`: not true on 3.8, whose version_info has more parts and is therefore larger.
// And tests of the version that hold on older versions only, seen through whatever the version went: names, attributes,
// arguments, loops.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>

#include "base/version.h"
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/evaluate.h"
#include "names/types.h"

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

// The texts "3.2" … "3.9", or such a number: all that a comparison of texts puts behind "3.10".
bool is_before_ten(Node literal) {
  if (literal.is(Kind::tuple)) return true;
  const std::string_view text =
      literal.is(Kind::string) ? names::literal_text(literal) : literal.text();
  return !text.starts_with("3.1");
}

// Whether LITERAL may be a version of Python: `"3.6"`, `3.6`, `("3", "6")`.
bool may_be_version(Node literal) {
  std::string_view text = literal.text();
  text.remove_prefix(std::min(text.find_first_not_of("uU\"'( "), text.size()));
  return text.starts_with('2') || text.starts_with('3');
}

// What comparing LEFT and RIGHT by SIGN gives where OPEN, one of the two, was made elsewhere of what tells the version.
names::Test test_of_source(const FileView& view, const names::Evaluator& evaluator, Node left,
                           Node sign, Node right, Node open, Confidence& confidence) {
  names::Test test;
  for (const names::Inferred& one : view.names.types().all_of(open)) {
    const Node made = one.origin == names::kNone ? Node() : view.tree.node(one.origin);
    confidence = std::min(confidence, one.confidence);
    if (!made || made == open || !evaluator.may_tell_version(made)) {
      confidence = std::min(confidence, Confidence::likely);
      continue;
    }
    const Node a = open == left ? made : left;
    const Node b = open == left ? right : made;
    VersionSet holds = ~one.on;
    VersionSet fails = ~one.on;
    for (const Version version : one.on.versions()) {
      const names::Value value =
          names::compare(evaluator.value(a, version), sign.text(), evaluator.value(b, version),
                         version == Version::of(2, 7));
      const names::Truth truth = value.as_truth();
      if (truth.can_hold) holds |= version;
      if (truth.can_fail) fails |= version;
    }
    test.holds &= holds;
    test.fails &= fails;
    test.version_dependent = true;
  }
  return test;
}

// `known >= "3.6"`, where `known = sys.version[:3]`: holds on 3.6, and no longer on 3.10. However the text is made.
void look_for_turn(const FileView& view, Node node, Node left, Node sign, Node right,
                   Findings& findings) {
  const auto is_literal = [](Node side) {
    return side.is_any(Kind::string, Kind::float_, Kind::tuple) && !side.child(Kind::interpolation);
  };
  const Node literal = is_literal(right) ? right : left;
  if (!is_order(sign) || !is_literal(literal) || !is_before_ten(literal)) return;
  const names::Evaluator evaluator(view.names.resolver());
  names::Test test;
  Confidence confidence = Confidence::sure;
  if (evaluator.may_tell_version(node)) test = evaluator.test(node);
  if (!test.version_dependent && may_be_version(literal)) {
    test = test_of_source(view, evaluator, left, sign, right, literal == right ? left : right,
                          confidence);
  }
  if (!test.version_dependent) return;
  const bool newer = sign.is_any(Kind::tok_GT, Kind::tok_GT_EQ) == (literal == right);
  const VersionSet new_side =
      (newer ? test.holds - test.fails : test.fails - test.holds) & VersionSet::python3();
  const VersionSet old_side = newer ? test.fails - test.holds : test.holds - test.fails;
  const rulebook::RulePage* page =
      view.book.page(literal.is(Kind::float_) ? "version-float" : "version-text");
  if (page == nullptr || new_side.empty()) return;
  Draft draft = draft_of(*page, node.span(), view.names.guards().alive(node.index()));
  draft.breaks_on &= VersionSet::from(new_side.oldest()) & old_side;
  draft.confidence = std::min(draft.confidence, confidence);
  if (!draft.breaks_on.empty()) findings.add(draft);
}

// `sys.version[:3] in ("3.9", "3.10")`: a text of three letters is never "3.10".
void look_for_member(const FileView& view, Node node, Node left, Node row, Findings& findings) {
  const names::Evaluator evaluator(view.names.resolver());
  const rulebook::RulePage* page = view.book.page("version-slice");
  if (page == nullptr || !evaluator.may_tell_version(left)) return;
  const names::Test test = evaluator.test(node);
  Draft draft = draft_of(*page, node.span(), view.names.guards().alive(node.index()));
  VersionSet missed;
  for (const Node item : row.children()) {
    const auto version = item.is(Kind::string)
                             ? Version::parse(std::string(names::literal_text(item)))
                             : std::nullopt;
    if (version && test.version_dependent && !test.holds.contains(*version)) missed |= *version;
  }
  draft.breaks_on &= missed;
  if (!draft.breaks_on.empty()) findings.add(draft);
}

}  // namespace

void check_version_edge(const FileView& view, Node node, const rulebook::RulePage& page,
                        Findings& findings) {
  const Node left = node.first_named();
  const Node operation = left ? left.next_sibling() : Node();
  const Node right = operation ? operation.next_sibling() : Node();
  if (right && !right.next_sibling()) {
    if (operation.is(Kind::tok_in) && right.is_any(Kind::tuple, Kind::list, Kind::set)) {
      look_for_member(view, node, left, right, findings);
    } else {
      look_for_turn(view, node, left, operation, right, findings);
    }
  }
  if (!right.is(Kind::tuple) || right.next_sibling() || operation.text() != "<=") return;
  const auto version = pair_of(right);
  if (!version || view.names.resolver().dotted(left) != "sys.version_info") return;
  Draft draft = draft_of(page, node.span(), view.names.guards().alive(node.index()));
  draft.breaks_on = *version;
  findings.add(draft);
}

}  // namespace pymolt::checks
