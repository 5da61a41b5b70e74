// Annotations that name what is not there yet: imported for type checkers only, or a class defined further down.
// SPDX-License-Identifier: MIT
//
//   if TYPE_CHECKING:
//       from datetime import date
//   def today() -> date: ...            NameError when the module is imported, up to 3.13
//   class Node:
//       def next(self) -> Node: ...     the same: the class is bound when its body is done
//
// From 3.14 on annotations are evaluated when somebody asks for them.
#include <unordered_set>

#include "checks/check_functions.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Reference;
using names::Resolution;
using syntax::Node;

// The names of the module that an annotation may ask for too early.
std::unordered_set<names::InternedName> late_names(const FileView& view) {
  std::unordered_set<names::InternedName> late;
  for (const names::Binding& binding : view.names.scopes().bindings()) {
    if (binding.scope != 0) continue;
    const bool dead =
        binding.kind == BindingKind::import && view.names.guards().alive(binding.node).empty();
    if (dead || binding.kind == BindingKind::class_) late.insert(binding.word);
  }
  return late;
}

// The versions on which nothing binds what is read there.
VersionSet unbound(const FileView& view, const Reference& reference) {
  VersionSet on;
  for (const Resolution& resolution : view.names.resolver().resolutions(reference)) {
    const bool nothing = resolution.binding == names::kNone &&
                         resolution.kind == Resolution::Kind::builtin &&
                         view.book.lifetime(resolution.dotted) == nullptr;
    if (nothing) on |= resolution.on;
  }
  return on;
}

}  // namespace

void check_early_annotations(const FileView& view, const rulebook::RulePage& page,
                             Findings& findings) {
  const names::Resolver& resolver = view.names.resolver();
  if (resolver.has_unknown_star() || resolver.has_injections()) return;
  const std::unordered_set<names::InternedName> late = late_names(view);
  if (late.empty()) return;
  for (const Reference& reference : view.names.scopes().references()) {
    if (!late.contains(reference.word) || !view.names.at_import_time(reference.node)) continue;
    const Node read = view.tree.node(reference.node);
    const VersionSet evaluated = resolver.evaluated(read);
    if (evaluated.empty() || evaluated == VersionSet::all()) continue;  // not in an annotation
    const VersionSet on =
        view.names.guards().alive(reference.node) & evaluated & unbound(view, reference);
    if (!on.empty()) findings.add(draft_of(page, read.span(), on));
  }
}

}  // namespace pymolt::checks
