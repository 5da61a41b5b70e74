// What binds names from outside: `globals()["x"] = y`, `builtins.x = y`, `setattr(builtins, "x", y)`, `exec`.
// SPDX-License-Identifier: MIT
#include "names/arguments.h"
#include "names/resolver.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool is_builtins(std::string_view text) {
  return text == "builtins" || text == "__builtin__" || text == "__builtins__" ||
         text.ends_with(".builtins");
}

}  // namespace

// KEY: a literal says which name; anything else may be any.
void Resolver::inject(Node key) {
  if (!key.is(Kind::string)) {
    injects_ = true;
    return;
  }
  const InternedName word = scopes_->interned_names().find(key.child(Kind::string_content).text());
  if (word != kNoName) injected_.push_back(word);
}

void Resolver::find_injections() {
  for (const Reference& reference : scopes_->dynamic_binders()) {
    const Node name = scopes_->tree().node(reference.node);
    const Node call = name.parent();
    if (!call.is(Kind::call) || name.field() != Field::function) continue;
    const std::string_view function = name.text();
    const Node around = call.parent();
    if (function == "setattr") {
      if (is_builtins(argument(call, 0).text())) inject(argument(call, 1));
    } else if (function == "exec") {
      // With a namespace of its own it binds nothing here; in a function it binds no module's names.
      if (!argument(call, 1) && reference.scope == 0) injects_ = true;
    } else if (around.is(Kind::subscript) && around.parent().is(Kind::assignment) &&
               around.field() == Field::left) {
      if (function == "globals" || reference.scope == 0) inject(around.child(Field::subscript));
    } else if (around.is(Kind::attribute) && around.child(Field::attribute).text() == "update") {
      if (function == "globals" || reference.scope == 0) injects_ = true;
    }
  }
  for (const std::uint32_t patch : scopes_->monkeypatches()) {
    const Node attribute = scopes_->tree().node(patch);
    if (!is_builtins(attribute.child(Field::object).text())) continue;
    const InternedName word =
        scopes_->interned_names().find(attribute.child(Field::attribute).text());
    if (word != kNoName) injected_.push_back(word);
  }
}

// Whether the attribute is given a value somewhere in the file, as by `time.clock = time.perf_counter`.
bool Resolver::is_patched(Node attribute) const {
  for (const std::uint32_t patch : scopes_->monkeypatches()) {
    if (scopes_->tree().node(patch).text() == attribute.text()) return true;
  }
  return false;
}

VersionSet Resolver::evaluated(Node node) const {
  for (Node up = node; up && !up.is_any(Kind::block, Kind::expression_statement);
       up = up.parent()) {
    if (!up.is(Kind::type) || (up.field() != Field::type && up.field() != Field::return_type))
      continue;
    if (up.parent().is(Kind::type_alias_statement)) return VersionSet::none();
    if (future_annotations_) return VersionSet::none();
    const Scope& scope = scopes_->scope(scopes_->scope_at(up.parent().index()));
    const bool local = up.parent().is(Kind::assignment) && scope.kind == ScopeKind::function;
    return local ? VersionSet::none() : VersionSet::before(Version::of(3, 14));
  }
  return VersionSet::all();
}

}  // namespace pymolt::names
