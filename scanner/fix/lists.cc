// What was a list on Python 2 becomes one again, where something asks for a list; and division that gave ints.
// SPDX-License-Identifier: MIT
//
//   map(f, rows)[0]             list(map(f, rows))[0]
//   names = table.keys()        names = list(table.keys())
//   names.sort()                names.sort()
#include <algorithm>
#include <vector>

#include "fix/rewriters.h"
#include "names/arguments.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::size_t kMostNodes = 200;  // that are looked at below a finding

// Whether NODE is a call that gave a list on 2.7 and gives a view or an iterator on 3.
bool gave_list(const Site& site, Node node) {
  if (!node.is(Kind::call)) return false;
  const Node function = node.child(Field::function);
  const Node name = names::last_name(function);
  return name.is(Kind::identifier) && site.source.names().stdlib().gave_list(name.text());
}

// The value that the last assignment above USE gives the name; no node if that is not plain to see.
Node value_of(const Site& site, Node use) {
  const names::FileNames& names = site.source.names();
  const names::Scopes& scopes = names.scopes();
  const names::ScopeId scope = scopes.scope_at(use.index());
  Node value;
  for (const names::Binding& binding : scopes.bindings()) {
    const Node node = site.source.tree().node(binding.node);
    const bool is_it = binding.kind == names::BindingKind::assign && binding.scope == scope &&
                       node.text() == use.text() && node.begin() < use.begin();
    if (is_it) value = names.resolver().assigned(node);
  }
  return value;
}

// The outermost such calls in NODE, or those behind its names.
void collect(const Site& site, Node node, std::vector<Node>& calls, std::size_t& looked) {
  if (!node || ++looked > kMostNodes) return;
  if (gave_list(site, node)) {
    calls.push_back(node);
    return;
  }
  if (node.is(Kind::identifier)) {
    const Node value = value_of(site, node);
    if (value && gave_list(site, value)) calls.push_back(value);
    return;
  }
  if (node.is(Kind::attribute)) return collect(site, node.child(Field::object), calls, looked);
  if (node.is_any(Kind::lambda_, Kind::list_comprehension, Kind::generator_expression)) return;
  for (const Node child : node.children()) {
    if (child.named()) collect(site, child, calls, looked);
  }
}

bool is_listed_already(Node call) {
  const Node list = call.parent();
  return list.is(Kind::argument_list) && list.parent().is(Kind::call) &&
         list.parent().child(Field::function).text() == "list";
}

Node covering(const Site& site) {
  if (const Node exact = site.exact()) return exact;
  Node node = site.source.tree().innermost(site.span.begin);
  while (node && node.end() < site.span.end) node = node.parent();
  return node;
}

}  // namespace

Answer as_list(const Site& site, Fix& fix) {
  std::vector<Node> calls;
  std::size_t looked = 0;
  collect(site, covering(site), calls, looked);
  if (calls.empty()) {  // what stands in a loop speaks of what the loop goes over
    Node loop = covering(site);
    for (int steps = 0; loop && !loop.is(Kind::for_statement) && steps < 100; ++steps)
      loop = loop.parent();
    if (loop.is(Kind::for_statement)) collect(site, loop.child(Field::right), calls, looked);
  }
  calls.erase(std::remove_if(calls.begin(), calls.end(), is_listed_already), calls.end());
  if (calls.empty()) return by_hand("the call that gave a list does not stand in sight");
  if (site.source.binds("list")) return by_hand("`list` is a name of the file's own");
  for (const Node call : calls) {
    const Edit open = {{call.begin(), call.begin()}, "list("};
    if (std::find(fix.edits.begin(), fix.edits.end(), open) != fix.edits.end()) continue;
    fix.edits.push_back(open);
    fix.edits.push_back({{call.end(), call.end()}, ")"});
  }
  return {};
}

// The divisions in NODE, or that give its names their values.
static void collect_divisions(const Site& site, Node node, std::vector<Node>& found,
                              std::size_t& looked) {
  if (!node || ++looked > kMostNodes || found.size() > 1) return;
  const Node sign = node.child(Field::operator_);
  const bool divides = node.is_any(Kind::binary_operator, Kind::augmented_assignment) &&
                       (sign.text() == "/" || sign.text() == "/=");
  if (divides) found.push_back(sign);
  if (node.is(Kind::identifier)) {
    const Node value = value_of(site, node);
    if (value && value.is(Kind::binary_operator) && value.child(Field::operator_).text() == "/")
      found.push_back(value.child(Field::operator_));
  }
  if (node.is(Kind::identifier) || divides) return;
  for (const Node child : node.children()) {
    if (child.named()) collect_divisions(site, child, found, looked);
  }
}

// n / 2      n // 2
Answer floor_division(const Site& site, Fix& fix) {
  std::vector<Node> signs;
  std::size_t looked = 0;
  collect_divisions(site, covering(site), signs, looked);
  if (signs.empty()) return by_hand("the division does not stand in sight");
  if (signs.size() > 1) return by_hand("more than one division stands here");
  fix.edits.push_back({{signs[0].begin(), signs[0].begin() + 1}, "//"});
  return {};
}

}  // namespace pymolt::fix
