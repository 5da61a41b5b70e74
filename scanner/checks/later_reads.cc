// A handler's name is looked up when a function runs, and not where it stands.
// SPDX-License-Identifier: MIT
//
//   try:
//       import yaml
//   except ImportError as error:
//       yaml = None
//       calls.append(lambda: str(error))     runs later: NameError on 3.x
//
//   def load(path):
//       if yaml is None:
//           raise RuntimeError(error)        the same
//
// What the handler itself calls runs while the name is there; of a handler that calls functions of the file nothing is said
// of those that stand outside of it.
#include "checks/later_reads.h"

#include <algorithm>

#include "names/arguments.h"

namespace pymolt::checks {

using names::BindingId;
using names::BindingKind;
using names::Reference;
using names::ScopeId;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool is_within(Node node, Node outer) {
  return outer.index() <= node.index() && node.index() < outer.data().next;
}

// What a call is called by: `append` of `calls.append`.
std::string_view called_word(Node call) {
  const Node function = call.child(Field::function);
  return names::last_name(function).text();
}

}  // namespace

std::vector<Node> LaterReads::of(BindingId id, Node clause, bool leaves) {
  constexpr std::size_t kMostReads = 100;
  const names::Scopes& scopes = view_.names.scopes();
  const names::Binding& binding = scopes.binding(id);
  const std::vector<std::uint32_t>& reads = inner_reads(binding.word);
  std::vector<Node> found;
  for (std::size_t i = 0; i < std::min(reads.size(), kMostReads); ++i) {
    const Reference& read = scopes.references()[reads[i]];
    const Node function = function_between(read, binding);
    if (!function || !runs_later(function, clause, leaves)) continue;
    if (asked_ == 0) break;
    --asked_;
    for (const names::Resolution& one : view_.names.resolver().resolutions(read)) {
      // Where the handler is not reached, as far as is known, nothing else is called so.
      const bool nothing = one.binding == names::kNone && binding.previous == names::kNone &&
                           scopes.last_binding(binding.scope, binding.word) == id;
      if (one.binding != id && !nothing) continue;
      found.push_back(view_.tree.node(read.node));
      break;
    }
  }
  return found;
}

const std::vector<std::uint32_t>& LaterReads::inner_reads(names::InternedName word) {
  const names::Scopes& scopes = view_.names.scopes();
  if (!is_made_) {
    is_made_ = true;
    for (const names::Binding& one : scopes.bindings()) {
      if (one.kind == BindingKind::except) inner_[one.word];
    }
    const auto references = scopes.references();
    for (std::uint32_t i = 0; i < references.size(); ++i) {
      if (references[i].scope == 0) continue;
      const auto place = inner_.find(references[i].word);
      const bool own = scopes.last_binding(references[i].scope, references[i].word) != names::kNone;
      if (place != inner_.end() && !own) place->second.push_back(i);
    }
  }
  return inner_[word];
}

// The outermost function or lambda around READ in the scope of BINDING, which binds no such name; no node where there is
// none, or a scope on the way has a name of its own.
Node LaterReads::function_between(const Reference& read, const names::Binding& binding) const {
  const names::Scopes& scopes = view_.names.scopes();
  Node function;
  ScopeId at = read.scope;
  while (at != binding.scope) {
    if (at == names::kNone || at == 0 || scopes.last_binding(at, binding.word) != names::kNone)
      return {};
    const names::Scope& scope = scopes.scope(at);
    if (scope.kind == ScopeKind::function || scope.kind == ScopeKind::lambda)
      function = view_.tree.node(scope.node);
    at = scope.parent;
  }
  return function;
}

bool LaterReads::runs_later(Node function, Node clause, bool leaves) const {
  if (!is_within(function, clause)) {
    return !leaves && function.is(Kind::function_definition) && !calls_functions(clause);
  }
  if (function.is(Kind::lambda_)) return is_kept(function, clause, leaves);
  return outlives(function, clause, leaves);
}

// Whether VALUE, a function, is put where it is found when CLAUSE has ended.
bool LaterReads::is_kept(Node value, Node clause, bool leaves) const {
  Node below = value;
  for (Node up = value.parent(); up && up != clause; below = up, up = up.parent()) {
    if (up.is_any(Kind::parenthesized_expression, Kind::tuple, Kind::list, Kind::dictionary,
                  Kind::pair, Kind::keyword_argument, Kind::argument_list))
      continue;
    if (up.is(Kind::call)) {
      return below.field() == Field::arguments &&
             !view_.book.does(called_word(up), "keeps", "argument").empty();
    }
    if (up.is(Kind::return_statement)) return true;
    if (!up.is(Kind::assignment) || below.field() != Field::right) return false;
    const Node target = up.child(Field::left);
    if (target.is_any(Kind::attribute, Kind::subscript)) return true;
    return target.is(Kind::identifier) && outlives(target, clause, leaves);
  }
  return false;
}

// Whether what NAMED binds, a definition or a name that is assigned, is more than called in CLAUSE.
bool LaterReads::outlives(Node named, Node clause, bool leaves) const {
  const names::Scopes& scopes = view_.names.scopes();
  const Node name = named.is(Kind::function_definition) ? named.child(Field::name) : named;
  const names::InternedName word = scopes.interned_names().find(name.text());
  const ScopeId home = scopes.scope_at(name.index());
  bool any = false;
  if (left_ < scopes.references().size()) return false;
  left_ -= scopes.references().size();
  for (const Reference& read : scopes.references()) {
    if (read.word != word || read.scope != home) continue;
    any = true;
    const Node use = view_.tree.node(read.node);
    if (!is_within(use, clause)) {
      if (!leaves && read.node > clause.index()) return true;
    } else if (use.field() != Field::function && is_kept(use, clause, leaves)) {
      return true;
    }
  }
  return !any && home == 0 && !leaves;
}

bool LaterReads::calls_functions(Node clause) const {
  const names::Scopes& scopes = view_.names.scopes();
  for (std::uint32_t at = clause.index(); at < clause.data().next; ++at) {
    const Node call = view_.tree.node(at);
    const Node function = call.child(Field::function);
    if (!call.is(Kind::call)) continue;
    if (function.is(Kind::attribute) && function.child(Field::object).text() == "self") return true;
    if (!function.is(Kind::identifier)) continue;
    const names::InternedName word = scopes.interned_names().find(function.text());
    for (const ScopeId home : {ScopeId{0}, scopes.scope_at(clause.index())}) {
      const BindingId bound = scopes.last_binding(home, word);
      if (bound != names::kNone && scopes.binding(bound).kind == BindingKind::function) return true;
    }
  }
  return false;
}

}  // namespace pymolt::checks
