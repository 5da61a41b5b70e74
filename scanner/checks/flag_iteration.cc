// A loop over a Flag: since Python 3.11 it gives the single bits alone, no combination of them and no zero.
// SPDX-License-Identifier: MIT
//
//   class Mode(enum.Flag):
//       READ = 1
//       WRITE = 2
//       BOTH = READ | WRITE
//   for mode in Mode: …            BOTH is left out since 3.11; `Mode.__members__` has all of them
#include <algorithm>
#include <cstdlib>
#include <string>

#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether VALUE is a combination of other members, or a number of more than one bit, or none.
bool is_combined(Node value) {
  if (value.is(Kind::binary_operator)) return value.child(Field::operator_).is(Kind::tok_PIPE);
  if (!value.is(Kind::integer)) return false;
  const unsigned long long number = std::strtoull(std::string(value.text()).c_str(), nullptr, 0);
  return (number & (number - 1)) != 0 || value.text() == "0";
}

bool has_combined(Node definition) {
  for (const Node statement : definition.child(Field::body).children()) {
    const Node member = statement.is(Kind::expression_statement) ? statement.first_named() : Node();
    if (member.is(Kind::assignment) && member.child(Field::left).is(Kind::identifier) &&
        !member.child(Field::left).text().starts_with('_') &&
        is_combined(member.child(Field::right)))
      return true;
  }
  return false;
}

// Whether all of NODE is gone through where it stands.
bool is_gone_through(const FileView& view, Node node) {
  const Node outer = node.parent();
  if (outer.is_any(Kind::for_statement, Kind::for_in_clause)) return node.field() == Field::right;
  if (!outer.is(Kind::argument_list) || names::argument(outer.parent(), 0) != node) return false;
  const Node function = outer.parent().child(Field::function);
  const bool known =
      function.text() == "len" || !view.book.does(function.text(), "goes", "through").empty();
  return function.is(Kind::identifier) && known &&
         view.names.resolver().dotted(function).starts_with("builtins.");
}

}  // namespace

void check_flag_iteration(const FileView& view, const rulebook::RulePage& page,
                          Findings& findings) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  if (words.find("Flag") == names::kNoName && words.find("IntFlag") == names::kNoName) return;
  const names::Types& types = view.names.types();
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    const Node node = view.tree.node(at);
    if (!node.is_any(Kind::identifier, Kind::attribute) || !is_gone_through(view, node)) continue;
    const std::vector<Inferred> all = types.of(node);
    const bool flags =
        !all.empty() && std::all_of(all.begin(), all.end(), [&](const Inferred& one) {
          return one.is_class && one.local != names::kNone && types.derives(one, "enum.Flag") &&
                 has_combined(view.tree.node(view.names.scopes().scope(one.local).node));
        });
    if (flags) findings.add(draft_of(page, node.span(), view.names.guards().alive(at)));
  }
}

}  // namespace pymolt::checks
