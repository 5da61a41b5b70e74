// An import provides the module if it is executed earlier: above it in the same scope or around it, or anywhere in the module
// SPDX-License-Identifier: MIT
//
//   import setuptools                    every version
//   from distutils import log            found on every version, in setuptools' copy
//
// The handler that is there for a missing setuptools has no copy: `except ImportError: from distutils import core`.
#include "checks/provided_imports.h"

#include <algorithm>

#include "base/dotted.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

using names::Import;
using names::ScopeId;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool is_around(const names::Scopes& scopes, ScopeId outer, ScopeId inner) {
  while (inner != names::kNone && inner != outer) inner = scopes.scope(inner).parent;
  return inner == outer;
}

// Whether NODE stands in a handler of the `try` whose body holds BODY.
bool is_handler_of(Node node, std::uint32_t body) {
  for (Node up = node.parent(); up; node = up, up = up.parent()) {
    if (!up.is(Kind::try_statement) || !node.is(Kind::except_clause)) continue;
    const Node tried = up.child(Field::body);
    if (tried.index() <= body && body < tried.data().next) return true;
  }
  return false;
}

// Where the file puts a module of that name into `sys.modules` itself, before STATEMENT runs.
VersionSet put_by_hand(const FileView& view, std::string_view module, std::uint32_t statement,
                       ScopeId scope) {
  VersionSet on;
  const names::InternedNames& words = view.names.scopes().interned_names();
  if (words.find("modules") == names::kNoName) return on;
  const auto add = [&](Node holder, Node key, Node where) {
    const bool before = where.index() < statement || scope != 0;
    if (before && names::literal_text(key) == module &&
        view.names.resolver().dotted(holder) == "sys.modules")
      on |= view.names.guards().alive(where.index());
  };
  for (const Node store : view.names.types().growth().stores("modules"))
    add(store.child(Field::value), store.child(Field::subscript), store);
  for (const Node call : view.names.types().growth().calls("setdefault"))
    add(call.child(Field::function).child(Field::object), names::argument(call, 0), call);
  for (const Node call : view.names.types().growth().calls("update")) {
    const Node modules = names::argument(call, 0);
    if (!modules.is(Kind::dictionary)) continue;
    for (const Node pair : modules.children()) {
      if (pair.is(Kind::pair))
        add(call.child(Field::function).child(Field::object), pair.child(Field::key), call);
    }
  }
  return on;
}

}  // namespace

VersionSet supplied_on(const FileView& view, std::string_view module, std::uint32_t statement,
                       ScopeId scope) {
  VersionSet on = put_by_hand(view, module, statement, scope);
  const auto suppliers = view.book.suppliers(module);
  if (suppliers.empty()) return on;
  const names::Scopes& scopes = view.names.scopes();
  for (const Import& import : scopes.imports()) {
    const std::string_view top = first_part(import.module);
    if (import.level > 0 || std::find(suppliers.begin(), suppliers.end(), top) == suppliers.end())
      continue;
    const bool before = import.statement < statement || (import.scope == 0 && scope != 0);
    if (!before || !is_around(scopes, import.scope, scope)) continue;
    if (!is_handler_of(view.tree.node(statement), import.statement))
      on |= view.names.guards().alive(import.statement);
  }
  return on;
}

}  // namespace pymolt::checks
