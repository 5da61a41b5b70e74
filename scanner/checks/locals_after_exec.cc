// Names that `exec` made in a function, and that a later `locals()` no longer shows on Python 3.13.
// SPDX-License-Identifier: MIT
//
//   def run(source):
//       exec(source)                            or exec(source, globals(), locals())
//       return locals()["answer"]               KeyError since 3.13: every call gives a dictionary of its own
//
// A name that the function itself binds is there as before, and so is what was asked of a dictionary that was kept.
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

class LocalsAfterExec {
 public:
  LocalsAfterExec(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), scopes_(view.names.scopes()) {}

  void look_at(Node call) const {
    if (!is_snapshot(call) || !is_read(call) || reads_bound_name(call) || !follows_exec(call))
      return;
    findings_.add(draft_of(page_, call.span(), view_.names.guards().alive(call.index())));
  }

 private:
  // `locals()`, `vars()`
  [[nodiscard]] bool is_snapshot(Node call) const {
    const Node function = call.child(Field::function);
    if (!call.is(Kind::call) || !function.is(Kind::identifier) ||
        call.child(Field::arguments).first_named())
      return false;
    const std::string dotted = view_.names.resolver().dotted(function);
    return dotted == "builtins.locals" || dotted == "builtins.vars";
  }

  // Whether something is taken of it, or it is kept: handed to a call, it is for that to see.
  static bool is_read(Node call) {
    const Node outer = call.parent();
    switch (outer.kind()) {
      case Kind::attribute:
        return outer.field() == Field::function;
      case Kind::subscript:
        return call.field() == Field::value && outer.field() != Field::left;
      case Kind::assignment:
      case Kind::for_statement:
      case Kind::for_in_clause:
        return call.field() == Field::right;
      case Kind::comparison_operator:
        return outer.first_named() != call;
      default:
        return outer.is(Kind::return_statement);
    }
  }

  // `locals()["x"]`, `locals().get("x")`, `"x" in locals()`, where the function binds x.
  [[nodiscard]] bool reads_bound_name(Node call) const {
    const Node outer = call.parent();
    Node key;
    if (outer.is(Kind::subscript)) key = outer.child(Field::subscript);
    if (outer.is(Kind::attribute)) key = names::argument(outer.parent(), 0);
    if (outer.is(Kind::comparison_operator)) key = outer.first_named();
    const std::string_view name = names::literal_text(key);
    const names::InternedName word =
        name.empty() ? names::kNoName : scopes_.interned_names().find(name);
    return word != names::kNoName &&
           scopes_.last_binding(scopes_.scope_at(call.index()), word) != names::kNone;
  }

  // Whether an `exec` into the names of the same function stands before CALL.
  [[nodiscard]] bool follows_exec(Node call) const {
    const names::ScopeId home = function_of(call);
    if (home == names::kNone) return false;
    for (const Node exec : view_.names.types().growth().calls("exec")) {
      if (exec.index() > call.index()) break;
      const Node space = names::argument(exec, 1);
      const Node own = names::argument(exec, 2);
      if (function_of(exec) == home && (own ? is_snapshot(own) : !space) &&
          view_.names.resolver().dotted(exec.child(Field::function)) == "builtins.exec")
        return true;
    }
    return false;
  }

  [[nodiscard]] names::ScopeId function_of(Node node) const {
    names::ScopeId scope = scopes_.scope_at(node.index());
    while (scope != names::kNone && scopes_.scope(scope).kind == names::ScopeKind::comprehension)
      scope = scopes_.scope(scope).parent;
    return scope != names::kNone && scopes_.scope(scope).kind == names::ScopeKind::function
               ? scope
               : names::kNone;
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Scopes& scopes_;
};

}  // namespace

void check_locals_after_exec(const FileView& view, const rulebook::RulePage& page,
                             Findings& findings) {
  if (view.names.scopes().interned_names().find("exec") == names::kNoName) return;
  const LocalsAfterExec check(view, page, findings);
  for (const std::string_view word : {"locals", "vars"}) {
    if (view.names.scopes().interned_names().find(word) == names::kNoName) continue;
    for (const Node call : view.names.types().growth().calls(word)) check.look_at(call);
  }
}

}  // namespace pymolt::checks
