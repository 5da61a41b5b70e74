// `list[int]`, evaluated: a TypeError where the class is not generic yet.
// SPDX-License-Identifier: MIT
//
//   Names = list[int]                  raises before 3.9
//   def f(x: deque[str]): …            raises before 3.9: a parameter's annotation is evaluated with the `def`
//   def f(): x: list[int] = []         fine: a local variable's never is
//
// Which classes became generic, and when, stands in rules/text/generic_classes.txt.
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text_table.h"
#include "base/version_range.h"
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "packed/packed.h"

extern "C" const unsigned char generic_classes_txt[];

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

using Classes = std::unordered_multimap<std::string_view,
                                        std::pair<std::string_view, VersionSet>>;  // by last part

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

Classes read_classes() {
  Classes classes;
  static const Unpacked kText(generic_classes_txt);
  for (TextTable table(kText.text()); !table.is_over();) {
    const std::string_view line = table.take_line();
    const std::size_t colon = line.find(": ");
    if (line.starts_with('#') || colon == std::string_view::npos) continue;
    const std::string_view dotted = line.substr(0, colon);
    const Result<VersionSet> versions = parse_versions(line.substr(colon + 2));
    if (versions) classes.emplace(last_part(dotted), std::pair(dotted, *versions));
  }
  return classes;
}

const Classes& classes() {
  static const Classes kClasses = read_classes();
  return kClasses;
}

}  // namespace

VersionSet generic_on(std::string_view dotted) {
  const auto [first, last] = classes().equal_range(last_part(dotted));
  for (auto at = first; at != last; ++at) {
    if (at->second.first == dotted) return at->second.second;
  }
  return VersionSet::all();
}

void check_generic_operation(const FileView& view, Node node, const rulebook::RulePage& page,
                             Findings& findings) {
  const Node generic = node.is(Kind::subscript) ? node.child(Field::value) : node.first_named();
  const Node name = names::last_name(generic);
  if (!name.is(Kind::identifier) || !classes().contains(name.text())) return;
  const VersionSet alive =
      view.names.guards().alive(node.index()) & view.names.resolver().evaluated(node);
  for (const names::Resolution& resolution : view.names.resolver().resolutions(generic)) {
    if (!resolution.is_known()) continue;
    const VersionSet there = resolution.on & alive & view.names.stdlib().exists(resolution.dotted);
    const VersionSet missing = there - generic_on(resolution.dotted);
    if (missing.empty()) continue;
    Draft draft = draft_of(page, node.span(), resolution.on & alive);
    draft.symbol = resolution.dotted + "[]";
    draft.breaks_on = missing;
    draft.message = "`" + std::string(generic.text()) + "[…]` raises TypeError before " +
                    std::string(generic_on(resolution.dotted).oldest().str());
    findings.add(draft);
  }
}

}  // namespace pymolt::checks
