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
  if (site.put.has(name.begin())) return false;  // what stood there before gave none
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

// Whether all that NODE may be on 2.7 surely fits.
template <typename Fits>
bool was_surely(const Site& site, Node node, Fits fits) {
  const VersionSet old = VersionSet::python2();
  VersionSet told;
  for (const names::Inferred& one : site.source.names().types().all_of(node)) {
    if (!one.on.intersects(old)) continue;
    if (one.confidence != Confidence::sure || one.is_class || !fits(one)) return false;
    told |= one.on;
  }
  return told.contains(old);
}

bool may_be_none(const Site& site, Node node) {
  const std::vector<names::Inferred> all = site.source.names().types().all_of(node);
  return std::any_of(all.begin(), all.end(),
                     [](const names::Inferred& one) { return one.is_none(); });
}

// Whether the list that took the place of a text or a tuple does the same: of it the length is asked, or one item.
bool is_any_sequence(Node call) {
  const Node outer = call.parent();
  if (outer.is(Kind::subscript))
    return call.field() == Field::value && outer.child(Field::subscript).is(Kind::integer);
  return outer.is(Kind::argument_list) && outer.parent().is(Kind::call) &&
         outer.parent().child(Field::function).text() == "len";
}

// Whether CALL surely gave a new list on 2.7, so that `list(…)` around it is what it was. `filter` gave a text or a tuple
// for one of these, `map` went on to the end of the longest, and took None for a function.
bool surely_gave_list(const Site& site, Node call) {
  const auto is = [](std::string_view type) {
    return [type](const names::Inferred& one) { return one.type == type; };
  };
  const auto& imports = site.source.names().scopes().imports();
  const bool has_star = std::any_of(imports.begin(), imports.end(), [](const names::Import& one) {
    return one.is_star();  // which may have brought another of that name
  });
  if (has_star || !was_surely(site, call, is("builtins.list"))) return false;
  const names::Types& types = site.source.names().types();
  const std::vector<names::Inferred> now = types.all_of(call);
  const auto gives = [&](std::string_view type) {
    return std::any_of(now.begin(), now.end(), is(type));
  };
  const bool maps = gives("builtins.map");
  if (!maps && !gives("builtins.filter")) return true;
  const std::vector<Node> arguments = items_of(call.child(Field::arguments));
  if (arguments.size() != 2 || !names::argument(call, 1)) return false;
  if (maps) return !may_be_none(site, arguments[0]);
  return is_any_sequence(call) || was_surely(site, arguments[1], [&](const names::Inferred& one) {
           return !one.type.empty() && !types.derives(one, "builtins.str") &&
                  !types.derives(one, "builtins.unicode") && !types.derives(one, "builtins.tuple");
         });
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
    if (!surely_gave_list(site, call)) {
      fix.safe = false;
      fix.risk = "what it gave on 2.7 may have been no list";
    }
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
  const Node division = signs[0].parent();
  const auto is_whole = [](const names::Inferred& one) {
    return one.type == "builtins.int" || one.type == "builtins.long" || one.type == "builtins.bool";
  };
  if (!was_surely(site, division.child(Field::left), is_whole) ||
      !was_surely(site, division.child(Field::right), is_whole)) {
    fix.safe = false;
    fix.risk = "one of the two may be a fraction";
  }
  fix.edits.push_back({{signs[0].begin(), signs[0].begin() + 1}, "//"});
  return {};
}

}  // namespace pymolt::fix
