// `int | None`, evaluated: a TypeError before 3.10.
// SPDX-License-Identifier: MIT
//
// In an annotation every `|` is meant so. Elsewhere it may be any operator, so both sides must be seen to be types:
// classes, `None`, `List[int]`. Of `a | b | c` only the first is reported, which is the one that raises.
#include "checks/check_functions.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr VersionSet kNoUnions = VersionSet::before(Version::of(3, 10));

Node inside(Node node) {
  while (node.is(Kind::parenthesized_expression) && node.first_named()) node = node.first_named();
  return node;
}

bool is_union(Node node) {
  return node.is(Kind::binary_operator) && node.child(Field::operator_).is(Kind::tok_PIPE);
}

bool is_name(Node node) { return node.is_any(Kind::identifier, Kind::attribute); }

bool in_annotation(Node node) {
  for (; node && !node.is_any(Kind::block, Kind::expression_statement, Kind::call, Kind::lambda_);
       node = node.parent()) {
    if (node.is(Kind::type))
      return !node.parent().is_any(Kind::type_alias_statement, Kind::type_parameter);
  }
  return false;
}

// A type's own notation: `None`, `List[int]`, a name; not a text, which raises on every version.
bool may_be_type(Node node) {
  return is_name(node) || node.is_any(Kind::none, Kind::subscript, Kind::generic_type);
}

class Sides {
 public:
  explicit Sides(const FileView& view) : view_(view), types_(view.names.types()) {}

  [[nodiscard]] bool is_type(Node node) const {
    if (node.is(Kind::none)) return true;
    if (node.is(Kind::subscript)) {
      const std::string dotted = view_.names.resolver().dotted(node.child(Field::value));
      return dotted.starts_with("typing.") || generic_on(dotted) != VersionSet::all();
    }
    if (!is_name(node)) return false;
    const std::vector<names::Inferred> types = types_.of(node);
    for (const names::Inferred& type : types) {
      if (!type.known() || !type.is_class) return false;
    }
    return !types.empty();
  }

 private:
  const FileView& view_;
  const names::Types& types_;
};

}  // namespace

void check_union_operation(const FileView& view, Node node, const rulebook::RulePage& page,
                           Findings& findings) {
  if (!is_union(node)) return;
  const Node left = inside(node.child(Field::left));
  const Node right = inside(node.child(Field::right));
  if (!may_be_type(left) || !may_be_type(right)) return;
  const VersionSet alive =
      view.names.guards().alive(node.index()) & view.names.resolver().evaluated(node);
  if (!alive.intersects(kNoUnions)) return;
  if (!in_annotation(node)) {
    const Sides sides(view);
    if (!sides.is_type(left) || !sides.is_type(right)) return;
  }
  findings.add(draft_of(page, node.span(), alive));
}

}  // namespace pymolt::checks
