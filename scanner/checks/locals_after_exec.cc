// What `locals()` shows: since Python 3.13 every call in a function gives a dictionary of its own.
// SPDX-License-Identifier: MIT
//
//   def run(source):
//       exec(source)                            or exec(source, globals(), locals())
//       return locals()["answer"]               KeyError since 3.13: every call gives a dictionary of its own
//
// A name that the function itself binds is there as before, and so is what was asked of a dictionary that was kept.
//
//   first = locals()
//   name = "x"
//   second = locals()                           brought the first one up to date as well before 3.13
//   return first["name"]                        KeyError since 3.13
//
//   [locals() for row in rows]                  since 3.12 a comprehension has the names of the function, too
#include <algorithm>

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

  // `eval("answer")`, where nothing but an `exec` in the same function can have made it.
  void look_at_eval(Node call) const {
    const std::string_view name = names::literal_text(names::argument(call, 0));
    if (!is_name(name) || names::argument(call, 1) || !follows_exec(call) ||
        view_.names.resolver().dotted(call.child(Field::function)) != "builtins.eval" ||
        view_.book.lifetime("builtins." + std::string(name)) != nullptr)
      return;
    const names::InternedName word = scopes_.interned_names().find(name);
    if (word != names::kNoName && scopes_.interned_names().is_bound(word)) return;
    findings_.add(draft_of(page_, call.span(), view_.names.guards().alive(call.index())));
  }

  // Another `locals()` behind this one, which is kept by a name that is read behind the other.
  void look_at_kept(Node call, const rulebook::RulePage& page) const {
    const Node statement = call.parent();
    const Node name = statement.child(Field::left);
    if (!is_snapshot(call) || !statement.is(Kind::assignment) || !name.is(Kind::identifier)) return;
    const names::ScopeId home = function_of(call);
    const std::uint32_t end = home == names::kNone ? 0 : scopes_.scope(home).end;
    Node again;
    for (std::uint32_t at = statement.data().next; at < end; ++at) {
      const Node node = view_.tree.node(at);
      if (!again && (is_snapshot(node) || takes_own_names(node)) && function_of(node) == home)
        again = node;
      if (!node.is(Kind::identifier) || node.text() != name.text()) continue;
      if (node.field() == Field::left || scopes_.scope_at(at) != home) return;
      if (!again || at < again.data().next ||
          !reads_newer_name(node, statement.data().next, again.index()))
        continue;
      return findings_.add(draft_of(page, node.span(), view_.names.guards().alive(at)));
    }
  }

  // `[locals() for …]` in a function: not of a generator, which has names of its own as before.
  void look_at_comprehension(Node call, const rulebook::RulePage& page) const {
    const names::Scope& inner = scopes_.scope(scopes_.scope_at(call.index()));
    if (!is_snapshot(call) || inner.kind != names::ScopeKind::comprehension ||
        function_of(call) == names::kNone || is_first_iterable(call) ||
        view_.tree.node(inner.node).is(Kind::generator_expression))
      return;
    findings_.add(draft_of(page, call.span(), view_.names.guards().alive(call.index())));
  }

  void look_at(Node call) const {
    if (!is_snapshot(call) || !is_read(call) || reads_bound_name(call) || !follows_exec(call))
      return;
    findings_.add(draft_of(page_, call.span(), view_.names.guards().alive(call.index())));
  }

 private:
  static bool is_name(std::string_view text) {
    return !text.empty() && (text[0] < '0' || text[0] > '9') &&
           std::all_of(text.begin(), text.end(), [](char c) {
             return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9');
           });
  }

  // Whether what is asked of the dictionary at NODE is a name that is bound between FIRST and LAST: the one that is asked
  // for, or any where all of them are.
  [[nodiscard]] bool reads_newer_name(Node node, std::uint32_t first, std::uint32_t last) const {
    const Node outer = node.parent();
    Node key;
    if (outer.is(Kind::subscript) && node.field() == Field::value)
      key = outer.child(Field::subscript);
    if (outer.is(Kind::attribute)) key = names::argument(outer.parent(), 0);
    if (outer.is(Kind::comparison_operator)) key = outer.first_named();
    const std::string_view wanted = names::literal_text(key);
    if (key && wanted.empty()) return false;
    for (std::uint32_t at = first; at < last; ++at) {
      const Node bound = view_.tree.node(at);
      const bool stores = bound.is(Kind::identifier) && bound.field() == Field::left &&
                          bound.parent().is(Kind::assignment);
      if (stores && (!key || bound.text() == wanted)) return true;
    }
    return false;
  }

  // `locals()`, `vars()`
  [[nodiscard]] bool is_snapshot(Node call) const {
    const Node function = call.child(Field::function);
    if (!call.is(Kind::call) || !function.is(Kind::identifier) ||
        call.child(Field::arguments).first_named())
      return false;
    const std::string dotted = view_.names.resolver().dotted(function);
    return dotted == "builtins.locals" || dotted == "builtins.vars";
  }

  // Whether NODE belongs to what the comprehension around it goes through first, which is evaluated outside.
  static bool is_first_iterable(Node node) {
    while (node && !node.is(Kind::for_in_clause)) node = node.parent();
    return node && node.parent().child(Kind::for_in_clause) == node;
  }

  // `eval(text)`: makes the dictionary of the names around it, too.
  static bool takes_own_names(Node call) {
    const std::string_view function = call.child(Field::function).text();
    return call.is(Kind::call) && (function == "eval" || function == "exec") &&
           !names::argument(call, 1);
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
  if (view.names.scopes().interned_names().find("eval") == names::kNoName) return;
  for (const Node call : view.names.types().growth().calls("eval")) check.look_at_eval(call);
}

void check_kept_locals(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  const rulebook::RulePage* of_comprehensions = view.book.page("locals-in-comprehension");
  const LocalsAfterExec check(view, page, findings);
  for (const std::string_view word : {"locals", "vars"}) {
    if (view.names.scopes().interned_names().find(word) == names::kNoName) continue;
    for (const Node call : view.names.types().growth().calls(word)) {
      check.look_at_kept(call, page);
      if (of_comprehensions != nullptr) check.look_at_comprehension(call, *of_comprehensions);
    }
  }
}

}  // namespace pymolt::checks
