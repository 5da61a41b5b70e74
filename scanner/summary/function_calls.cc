// Sites are gathered once; only those of functions that are reached are looked into.
// SPDX-License-Identifier: MIT
#include "summary/function_calls.h"

#include <algorithm>

namespace pymolt::checks {

using names::Binding;
using names::BindingKind;
using names::InternedName;
using names::Reference;
using names::Resolution;
using names::ScopeId;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostCalls = 20'000;
constexpr VersionSet kSubclassHook = VersionSet::from(Version::of(3, 6));

}  // namespace

FunctionCalls::FunctionCalls(const FileView& view, FunctionReach& reach)
    : view_(view), scopes_(view.names.scopes()), resolver_(view.names.resolver()), reach_(reach) {}

std::vector<FunctionCall> FunctionCalls::follow(const std::set<ScopeId>& roots, bool with_methods) {
  find_sites();
  if (with_methods) find_methods();
  todo_.assign(roots.begin(), roots.end());
  todo_.push_back(names::kNone);
  seen_.insert(todo_.begin(), todo_.end());
  if (with_methods) find_subclasses();
  while (!todo_.empty() && calls_.size() < kMostCalls) {
    const ScopeId caller = todo_.back();
    todo_.pop_back();
    const auto found = sites_.find(caller);
    if (found == sites_.end()) continue;
    for (const Site& site : found->second) run(site, caller);
  }
  return std::move(calls_);
}

// Calls and decorators that begin with a name that is a function, a class or an import of the file.
void FunctionCalls::find_sites() {
  std::vector<bool> is_callable(scopes_.interned_names().size());
  for (const Binding& binding : scopes_.bindings()) {
    bool callable = binding.kind == BindingKind::function || binding.kind == BindingKind::class_;
    if (binding.kind == BindingKind::assign)
      callable = resolver_.assigned(view_.tree.node(binding.node)).is(Kind::lambda_);
    if (binding.kind == BindingKind::import) {
      const names::Import& import = scopes_.imports()[binding.import];
      callable = import.level > 0 || !resolver_.stdlib().is_standard(import.module);
    }
    if (callable) is_callable[binding.word] = true;
  }
  for (const Reference& reference : scopes_.references()) {
    if (!is_callable[reference.word]) continue;
    Node callee = view_.tree.node(reference.node);
    while (callee.parent().is(Kind::attribute) && callee.field() == Field::object)
      callee = callee.parent();
    add_site(reference, callee);
  }
  for (ScopeId id = 0; id < scopes_.scopes().size(); ++id) {  // `(lambda: …)()`
    if (scopes_.scope(id).kind != ScopeKind::lambda) continue;
    const Node around = view_.tree.node(scopes_.scope(id).node).parent();
    if (around.is(Kind::parenthesized_expression)) add_site({}, around);
  }
}

void FunctionCalls::add_site(const Reference& reference, Node callee) {
  const Node around = callee.parent();
  Site site{callee, callee, 0, reference, false};
  if (around.is(Kind::decorator)) {
    site.node = around;
    site.at = around.parent().end() - 1;
    return add(site);
  }
  if (!around.is(Kind::call) || callee.field() != Field::function) return;
  site.node = around;
  site.at = around.end() - 1;
  add(site);
  if (!around.parent().is(Kind::decorator)) return;
  site.of_result = true;
  site.at = around.parent().parent().end() - 1;
  add(site);
}

// Whether the function around it runs its body when it is called is asked when it is called.
void FunctionCalls::add(Site site) {
  for (ScopeId id = scopes_.scope_at(site.node.index()); id != 0; id = scopes_.scope(id).parent) {
    const ScopeKind kind = scopes_.scope(id).kind;
    if (kind == ScopeKind::function || kind == ScopeKind::lambda) return sites_[id].push_back(site);
  }
  if (view_.names.at_import_time(site.node.index())) sites_[names::kNone].push_back(site);
}

// Calls of attributes that some class of the file has as a method.
void FunctionCalls::find_methods() {
  std::set<std::string_view> methods;
  for (const Binding& binding : scopes_.bindings()) {
    if (binding.kind == BindingKind::function &&
        scopes_.scope(binding.scope).kind == ScopeKind::class_)
      methods.insert(scopes_.interned_names().spelling(binding.word));
  }
  const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
  for (std::uint32_t at = 0; at < nodes.size(); ++at) {
    if (nodes[at].kind != Kind::attribute || nodes[at].field != Field::function) continue;
    const Node callee = view_.tree.node(at);
    if (!callee.parent().is(Kind::call)) continue;
    if (methods.contains(callee.child(Field::attribute).text())) add_site({}, callee);
  }
}

// `class C(Base):` calls the hook that Base has.
void FunctionCalls::find_subclasses() {
  if (scopes_.interned_names().find("__init_subclass__") == names::kNoName) return;
  for (ScopeId id = 1; id < scopes_.scopes().size(); ++id) {
    const names::Scope& scope = scopes_.scope(id);
    if (scope.kind != ScopeKind::class_ || !view_.names.at_import_time(scope.node)) continue;
    names::Inferred above;
    above.local = id;
    above.above = true;
    FunctionCall call;
    call.node = view_.tree.node(scope.node);
    call.at = call.node.end() - 1;
    call.on = kSubclassHook;
    emit_definition(call, view_.names.types().own_method(above, "__init_subclass__"));
  }
}

void FunctionCalls::run(const Site& site, ScopeId caller) {
  FunctionCall call;
  call.caller = caller;
  call.node = site.node;
  call.at = site.at;
  call.on = view_.names.guards().alive(site.node.index());
  if (caller != names::kNone) call.on &= reach_.surely(site.node, caller);
  if (call.on.empty() || calls_.size() >= kMostCalls) return;
  if (view_.names.guards().main_only(site.node.index())) return;
  if (site.callee.is(Kind::parenthesized_expression)) {
    const Node lambda = site.callee.first_named();
    return emit(call, scopes_.scope_of(lambda.index()));
  }
  if (site.reference.word == names::kNoName) return run_method(site, call);
  const std::vector<Resolution> all = resolver_.resolutions(site.reference);
  for (std::size_t i = 0; i < all.size(); ++i) {
    FunctionCall one = call;
    one.on &= all[i].on;
    for (std::size_t other = 0; other < all.size(); ++other) {
      if (other != i) one.on -= all[other].on;
    }
    if (all[i].binding != names::kNone && !one.on.empty()) run_one(site, all[i], one);
  }
}

void FunctionCalls::run_one(const Site& site, const Resolution& resolution, FunctionCall call) {
  const Binding& binding = scopes_.binding(resolution.binding);
  const Node name = view_.tree.node(binding.node);
  const bool plain = site.callee.is(Kind::identifier);
  switch (binding.kind) {
    case BindingKind::function:
      if (!plain) return;
      if (!site.of_result) return emit_definition(call, name.parent());
      return emit(call, result_of(scopes_.scope_of(name.parent().index())));
    case BindingKind::class_:
      if (plain && !site.of_result) return run_class(scopes_.scope_of(name.parent().index()), call);
      return;
    case BindingKind::assign:
      if (plain && !site.of_result) return emit_definition(call, resolver_.assigned(name));
      return;
    case BindingKind::import: {
      if (site.of_result) return;
      const std::string_view text = site.callee.text();
      const std::string_view first = scopes_.interned_names().spelling(site.reference.word);
      call.import = binding.import;
      call.chain = text.substr(std::min(first.size() + 1, text.size()));
      if (call.chain.find_first_of(" \t\r\n\\(#") == std::string::npos)
        calls_.push_back(std::move(call));
      return;
    }
    default:
      return;
  }
}

void FunctionCalls::run_class(ScopeId scope, FunctionCall call) {
  if (scope == names::kNone) return;
  if (view_.tree.node(scopes_.scope(scope).node).parent().is(Kind::decorated_definition)) return;
  for (const ScopeId function : constructors(scope)) emit(call, function);
}

std::vector<ScopeId> FunctionCalls::constructors(ScopeId class_scope) {
  std::vector<ScopeId> found;
  names::Inferred made;
  made.local = class_scope;
  for (const std::string_view name : {"__new__", "__init__"}) {
    const Node definition = view_.names.types().own_method(made, name);
    const ScopeId function = definition ? scopes_.scope_of(definition.index()) : names::kNone;
    if (function != names::kNone && reach_.runs(function)) found.push_back(function);
  }
  return found;
}

// Where the object's own class is not the one in sight, another may have a method of that name.
void FunctionCalls::run_method(const Site& site, FunctionCall call) {
  const Node object = site.callee.child(Field::object);
  const std::string_view method = site.callee.child(Field::attribute).text();
  if (site.of_result || (!object.is_any(Kind::identifier, Kind::call))) return;
  if (object.is(Kind::identifier) && call.caller != names::kNone && is_overridden(method)) return;
  const std::vector<names::Inferred> types = view_.names.types().of(object);
  if (types.size() != 1 || types[0].local == names::kNone) return;
  call.on &= types[0].on;
  emit_definition(call, view_.names.types().own_method(types[0], method));
}

bool FunctionCalls::is_overridden(std::string_view method) const {
  const InternedName word = scopes_.interned_names().find(method);
  int count = 0;
  for (const Binding& binding : scopes_.bindings()) {
    if (binding.word == word && scopes_.scope(binding.scope).kind == ScopeKind::class_) ++count;
  }
  return count > 1;
}

// The function of its own that FUNCTION gives.
ScopeId FunctionCalls::result_of(ScopeId function) const {
  if (function == names::kNone || !reach_.runs(function)) return names::kNone;
  const names::Scope& scope = scopes_.scope(function);
  ScopeId found = names::kNone;
  int count = 0;
  for (std::uint32_t at = scope.body; at < scope.end;) {
    const Node node = view_.tree.node(at);
    const bool inner = node.is_any(Kind::function_definition, Kind::lambda_);
    if (node.is(Kind::return_statement)) {
      const Node name = node.first_named();
      const InternedName word =
          name.is(Kind::identifier) ? scopes_.interned_names().find(name.text()) : names::kNoName;
      const names::BindingId last =
          word == names::kNoName ? names::kNone : scopes_.last_binding(function, word);
      if (++count > 1 || last == names::kNone) return names::kNone;
      const Binding& binding = scopes_.binding(last);
      if (binding.kind != BindingKind::function || binding.previous != names::kNone)
        return names::kNone;
      found = scopes_.scope_of(view_.tree.node(binding.node).parent().index());
    }
    at = inner ? node.data().next : at + 1;
  }
  return found;
}

void FunctionCalls::emit_definition(FunctionCall call, Node definition) {
  if (definition.is_any(Kind::function_definition, Kind::lambda_))
    emit(std::move(call), scopes_.scope_of(definition.index()));
}

void FunctionCalls::emit(FunctionCall call, ScopeId function) {
  if (function == names::kNone || call.on.empty() || !reach_.runs(function)) return;
  call.function = function;
  calls_.push_back(std::move(call));
  if (seen_.insert(function).second) todo_.push_back(function);
}

}  // namespace pymolt::checks
