// Instances of a class with `__eq__` and without `__hash__`, as elements of a set or keys of a dictionary.
// SPDX-License-Identifier: MIT
//
//   class Message(object):
//       def __eq__(self, other): …
//   {Message("a"): 1}, set([Message("b")]), seen.add(Message("c"))      TypeError: unhashable type, since 3.0
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

class UnhashableKeys {
 public:
  UnhashableKeys(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), types_(view.names.types()) {}

  void look_at(Node node) const {
    if (node.is(Kind::set) || node.is(Kind::dictionary)) {
      for (const Node item : node.children()) {
        if (item.named() && !item.is(Kind::comment))
          judge(item.is(Kind::pair) ? item.child(Field::key) : item);
      }
    } else if (node.is(Kind::subscript)) {
      const bool stores = node.field() == Field::left && node.parent().is(Kind::assignment);
      if (stores && is_a(node.child(Field::value), "builtins.dict"))
        judge(node.child(Field::subscript));
    } else {
      call(node);
    }
  }

 private:
  void call(Node node) const {
    const Node function = node.child(Field::function);
    const Node first = names::argument(node, 0);
    if (!first) return;
    if (function.is(Kind::attribute)) {
      const bool adds = function.child(Field::attribute).text() == "add";
      if (adds && is_a(function.child(Field::object), "builtins.set")) judge(first);
      return;
    }
    const std::string_view word = function.text();
    if (word != "set" && word != "frozenset" && word != "hash") return;
    const std::string dotted = view_.names.resolver().dotted(function);
    if (dotted == "builtins.hash") judge(first);
    if (dotted != "builtins.set" && dotted != "builtins.frozenset") return;
    judge(types_.element(first), first);
  }

  [[nodiscard]] bool is_a(Node object, std::string_view type) const {
    const std::vector<Inferred> types = types_.of(object);
    return types.size() == 1 && types[0].type == type;
  }

  void judge(Node item) const { judge(types_.of(item), item); }

  void judge(const std::vector<Inferred>& types, Node where) const {
    Confidence confidence = Confidence::sure;
    for (const Inferred& one : types) {
      if (one.local == names::kNone || one.is_class || !loses_hash(one.local)) return;
      confidence = std::min(confidence, one.confidence);
    }
    if (types.empty()) return;
    Draft draft = draft_of(page_, where.span(), view_.names.guards().alive(where.index()));
    draft.confidence = confidence;
    findings_.add(draft);
  }

  // Whether it could be hashed on 2.7, which has no dataclasses.
  [[nodiscard]] bool loses_hash(names::ScopeId local) const {
    const Node definition = view_.tree.node(view_.names.scopes().scope(local).node);
    return !definition.parent().is(Kind::decorated_definition) && types_.loses_hash(local);
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Types& types_;
};

}  // namespace

void check_unhashable_keys(const FileView& view, const rulebook::RulePage& page,
                           Findings& findings) {
  if (view.names.scopes().interned_names().find("__eq__") == names::kNoName) return;
  const UnhashableKeys check(view, page, findings);
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    const Node node = view.tree.node(at);
    if (node.is_any(Kind::set, Kind::dictionary, Kind::subscript, Kind::call)) check.look_at(node);
  }
}

}  // namespace pymolt::checks
