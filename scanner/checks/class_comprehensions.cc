// A comprehension in the body of a class that reads a name of the class: on Python 3 it does not see it.
// SPDX-License-Identifier: MIT
//
//   class Table(object):
//       width = 3
//       rows = [width * n for n in range(4)]      NameError: list comprehensions have a scope of their own since 3.0
//
// The first iterable is evaluated outside, and so it does see the class. A name that also stands for something outside
// of the class means that instead, and the answer may differ. Generators have had their scope since ever.
#include "checks/check_functions.h"

namespace pymolt::checks {

namespace {

using names::Reference;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The versions on which COMPREHENSION has a scope of its own.
VersionSet scoped_on(Node comprehension) {
  return comprehension.is(Kind::list_comprehension) ? VersionSet::python3() : VersionSet::none();
}

// Whether NODE stands in the iterable that is evaluated first, outside of the comprehension.
bool is_first_iterable(Node comprehension, Node node) {
  const Node over = comprehension.child(Kind::for_in_clause).child(Field::right);
  return over && node.index() >= over.index() && node.index() < over.data().next;
}

}  // namespace

void check_class_comprehensions(const FileView& view, const rulebook::RulePage& page,
                                Findings& findings) {
  const names::Scopes& scopes = view.names.scopes();
  for (const Reference& reference : scopes.references()) {
    const names::Scope& inner = scopes.scope(reference.scope);
    if (inner.kind != ScopeKind::comprehension || inner.parent == names::kNone) continue;
    const Node comprehension = view.tree.node(inner.node);
    const names::Scope& outer = scopes.scope(inner.parent);
    const Node read = view.tree.node(reference.node);
    if (outer.kind != ScopeKind::class_ || is_first_iterable(comprehension, read)) continue;
    const bool bound_inside = scopes.last_binding(reference.scope, reference.word) != names::kNone;
    const names::BindingId in_class = scopes.last_binding(inner.parent, reference.word);
    if (bound_inside || in_class == names::kNone || scopes.binding(in_class).leaked) continue;
    const bool elsewhere = scopes.last_binding(0, reference.word) != names::kNone ||
                           view.book.lifetime("builtins." + std::string(read.text())) != nullptr;
    Draft draft = draft_of(page, read.span(),
                           view.names.guards().alive(reference.node) & scoped_on(comprehension));
    if (elsewhere) draft.breaks_as = Severity::medium;
    findings.add(draft);
  }
}

}  // namespace pymolt::checks
