// What functions do that run while a module is imported: their steps, and the calls that lead to them.
// SPDX-License-Identifier: MIT
//
//   def load():
//       import gone           a step of `load`
//   module = load()           a call of it: what its steps raise, the call raises
//
// Only what every call comes to is a step. Kept are functions that the module calls, and those at the top level that
// other modules may call.
#include <algorithm>

#include "summary/import_event_builder.h"

namespace pymolt::checks {

using names::ScopeId;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// To the module's steps, or to those of the function that NODE stands in.
void ImportEventBuilder::keep_at(ImportEvent step, Node node, std::uint32_t at) {
  const names::Guards& guards = names_.guards();
  if (names_.at_import_time(node.index())) return keep(std::move(step), at);
  if (guards.main_only(node.index())) return;
  const ScopeId function = reach_.around(node);
  if (function == names::kNone) return;
  const VersionSet surely = reach_.surely(node, function);
  step.alive &= surely;
  step.unlikely &= surely | (guards.unlikely(node.index()) - guards.undecided(node.index()));
  step.undecided = VersionSet::none();
  if (!(step.alive | step.unlikely).empty())
    in_functions_[function].emplace_back(at, std::move(step));
}

void ImportEventBuilder::add_calls() {
  const bool with_methods =
      std::any_of(in_functions_.begin(), in_functions_.end(), [&](const auto& one) {
        const ScopeId around = names_.scopes().scope(one.first).parent;
        return names_.scopes().scope(around).kind == ScopeKind::class_;
      });
  const std::set<ScopeId> roots = callable_from_elsewhere();
  std::set<ScopeId> reached = roots;
  const std::vector<FunctionCall> calls = FunctionCalls(view_, reach_).follow(roots, with_methods);
  for (const FunctionCall& call : calls) {
    add_call(call);
    if (call.function != names::kNone) reached.insert(call.function);
  }
  if (!reached.empty()) add_failures_in(reached);
}

void ImportEventBuilder::add_call(const FunctionCall& call) {
  ImportEvent step;
  step.kind = ImportEvent::Kind::call;
  step.alive = call.on;
  step.function = call.function;
  if (call.import != names::kNone) {
    step.import = import_of_[call.import];
    step.name = call.chain;
    if (step.import == kNowhere) return;
    const bool is_new = called_.emplace(step.import, step.name).second;
    if (!is_new && call.caller == names::kNone && step.alive == VersionSet::all()) return;
  }
  add(std::move(step), call.node, call.at);
}

void ImportEventBuilder::add_failures_in(const std::set<ScopeId>& functions) {
  for (const std::uint32_t at : names_.scopes().control_flow()) {
    const Node node = view_.tree.node(at);
    if (!node.is_any(Kind::raise_statement, Kind::assert_statement, Kind::call)) continue;
    if (names_.at_import_time(at)) continue;
    const ScopeId function = reach_.around(node);
    if (functions.contains(function)) add_failure_at(node);
  }
}

bool ImportEventBuilder::has_constructors() const {
  return std::any_of(in_functions_.begin(), in_functions_.end(), [&](const auto& one) {
    const Node definition = view_.tree.node(names_.scopes().scope(one.first).node);
    const std::string_view name = definition.child(Field::name).text();
    return name == "__init__" || name == "__new__";
  });
}

// The name by which other modules find what SCOPE defines, if it alone is called so.
std::string ImportEventBuilder::exported_name(ScopeId scope) const {
  const names::Scopes& scopes = names_.scopes();
  const Node definition = view_.tree.node(scopes.scope(scope).node);
  if (scopes.scope(scope).parent != 0 || definition.parent().is(Kind::decorated_definition))
    return {};
  const std::string_view name = definition.child(Field::name).text();
  const names::InternedName word = scopes.interned_names().find(name);
  const names::BindingId last =
      word == names::kNoName ? names::kNone : scopes.last_binding(0, word);
  if (last == names::kNone || scopes.binding(last).previous != names::kNone) return {};
  return std::string(name);
}

std::set<ScopeId> ImportEventBuilder::callable_from_elsewhere() {
  std::set<ScopeId> roots;
  for (const auto& [scope, steps] : in_functions_) {
    if (!exported_name(scope).empty()) roots.insert(scope);
  }
  if (!has_constructors()) return roots;
  FunctionCalls calls(view_, reach_);
  for (ScopeId id = 1; id < names_.scopes().scopes().size(); ++id) {
    if (names_.scopes().scope(id).kind != ScopeKind::class_ || exported_name(id).empty()) continue;
    for (const ScopeId constructor : calls.constructors(id)) {
      if (!in_functions_.contains(constructor)) continue;
      constructors_[id].push_back(constructor);
      roots.insert(constructor);
    }
  }
  return roots;
}

// Drops functions without steps and the calls of them; numbers the others.
void ImportEventBuilder::keep_functions() {
  const auto leads_nowhere = [&](const ImportEvent& step) {
    return step.kind == ImportEvent::Kind::call && step.import == kNowhere &&
           !in_functions_.contains(step.function);
  };
  // Who calls each, and how many steps of each lead anywhere: one that has none left is as good as not called.
  std::map<ScopeId, std::vector<ScopeId>> callers;
  std::map<ScopeId, std::size_t> alive;
  std::vector<ScopeId> empty;
  for (const auto& [scope, steps] : in_functions_) {
    std::size_t& count = alive[scope];
    for (const auto& [at, step] : steps) {
      if (leads_nowhere(step)) continue;
      ++count;
      if (step.kind == ImportEvent::Kind::call && step.import == kNowhere)
        callers[step.function].push_back(scope);
    }
    if (count == 0) empty.push_back(scope);
  }
  for (std::size_t i = 0; i < empty.size(); ++i) {
    in_functions_.erase(empty[i]);
    for (const ScopeId caller : callers[empty[i]]) {
      if (--alive[caller] == 0) empty.push_back(caller);
    }
  }
  for (auto& [scope, steps] : in_functions_)
    std::erase_if(steps, [&](const auto& step) { return leads_nowhere(step.second); });
  std::erase_if(facts_.module.steps, leads_nowhere);
  std::map<ScopeId, std::uint32_t> numbers;
  for (auto& [scope, steps] : in_functions_) {
    numbers[scope] = static_cast<std::uint32_t>(facts_.module.functions.size());
    std::stable_sort(steps.begin(), steps.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    FunctionFact fact{exported_name(scope), {}};
    for (auto& [at, step] : steps) fact.steps.push_back(std::move(step));
    facts_.module.functions.push_back(std::move(fact));
  }
  for (const auto& [scope, constructors] : constructors_) {
    FunctionFact fact{exported_name(scope), {}};
    for (const ScopeId constructor : constructors) {
      ImportEvent step;
      step.kind = ImportEvent::Kind::call;
      step.function = constructor;
      if (!leads_nowhere(step)) fact.steps.push_back(std::move(step));
    }
    facts_.module.functions.push_back(std::move(fact));
  }
  const auto renumber = [&](ImportEvent& step) {
    if (step.kind == ImportEvent::Kind::call && step.import == kNowhere)
      step.function = numbers.at(step.function);
  };
  for (ImportEvent& step : facts_.module.steps) renumber(step);
  for (FunctionFact& fact : facts_.module.functions) std::ranges::for_each(fact.steps, renumber);
}

// The definition at the top level without which the `global` at NODE does not run; empty where the file speaks of it.
std::string ImportEventBuilder::setter_of(Node node) {
  Node definition;
  bool in_function = false;
  for (Node up = node; up; up = up.parent()) {
    in_function = in_function || up.is(Kind::function_definition);
    if (up.is_any(Kind::function_definition, Kind::class_definition)) definition = up;
    if (up.is(Kind::decorated_definition)) return {};
  }
  const std::string_view name = definition.child(Field::name).text();
  if (name.empty() || !in_function) return {};
  const auto [place, is_new] = is_spoken_of_.try_emplace(definition.index());
  if (is_new) {
    // Beyond so many bytes the file is taken to speak of it, as one with that many such definitions does.
    constexpr std::size_t kMostLooked = std::size_t{400} << 20;
    const std::string_view text = view_.tree.text();
    looked_through_ += text.size();
    place->second = looked_through_ > kMostLooked ||
                    text.find(name, text.find(name) + 1) != std::string_view::npos;
  }
  return place->second ? std::string() : std::string(name);
}

}  // namespace pymolt::checks
