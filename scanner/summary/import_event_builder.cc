// Imports, definitions and uses, in the order of the text.
// SPDX-License-Identifier: MIT
#include "summary/import_event_builder.h"

#include <algorithm>

#include "base/dotted.h"
#include "checks/provided_imports.h"

namespace pymolt::checks {

using names::Binding;
using names::BindingKind;
using names::Import;
using names::Reference;
using names::Resolution;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr VersionSet kUnparenthesized = VersionSet::from(Version::of(3, 14));  // `except A, B:`

bool is_written(Node node) {
  const Node parent = node.parent();
  if (parent.is(Kind::delete_statement)) return true;
  return parent.is_any(Kind::assignment, Kind::pattern_list, Kind::tuple_pattern) &&
         node.field() != Field::right && node.field() != Field::type;
}

}  // namespace

bool plain_string(Node node, std::string& content) {
  if (!node.is(Kind::string)) return false;
  const std::string_view text = node.text();
  const std::size_t quote = text.find_first_of("'\"");
  const std::string_view prefix = text.substr(0, quote);
  if (quote == std::string_view::npos || (!prefix.empty() && prefix != "u" && prefix != "b"))
    return false;
  content.clear();
  for (const Node part : node.children()) {
    if (part.is(Kind::string_content)) content = part.text();
  }
  return content.find('\\') == std::string::npos;
}

void ImportEventBuilder::keep(ImportEvent step, std::uint32_t at) {
  if ((step.alive | step.unlikely).empty()) return;
  steps_.emplace_back(at, std::move(step));
}

void ImportEventBuilder::add(ImportEvent step, Node node, std::uint32_t at) {
  step.line = view_.text.line_at(node.begin());
  step.alive &= names_.guards().alive(node.index());
  step.unlikely = names_.guards().unlikely(node.index()) - step.alive;
  if ((step.alive | step.unlikely).empty()) return;
  set_reach(step, node);
  keep_at(std::move(step), node, at);
}

// What stands around NODE. That a name is bound in a handler counts all the same: it may be there.
void ImportEventBuilder::set_reach(ImportEvent& step, Node node) const {
  const names::Guards& guards = names_.guards();
  step.place = guards.place(node.index());
  if (step.kind == ImportEvent::Kind::define) return;
  step.undecided = guards.undecided(node.index());
  const VersionSet unlikely = step.alive & guards.if_raised(node.index());
  step.alive -= unlikely;
  step.unlikely |= unlikely;
}

void ImportEventBuilder::add_import(const ImportFact& fact, Node node) {
  facts_.imports.push_back(fact);
  if (is_lazy(fact)) facts_.imports.back().at_import_time = false;
  if (!facts_.imports.back().at_import_time && fact.at_import_time) return;
  ImportEvent step;
  step.import = static_cast<std::uint32_t>(facts_.imports.size() - 1);
  step.alive = fact.alive;
  add(std::move(step), node, node.begin());
}

// `lazy import x` loads x when it is used.
bool ImportEventBuilder::is_lazy(const ImportFact& fact) {
  if (!lazy_lines_) {
    lazy_lines_.emplace();
    for (const CompileError& error : facts_.errors) {
      if (error.construct == "lazy-import") lazy_lines_->insert(error.span.line);
    }
  }
  return lazy_lines_->contains(fact.span.line);
}

// Whether 2.7 looks beside the file for it.
bool ImportEventBuilder::may_be_relative(const ImportFact& fact) const {
  return fact.level == 0 && !facts_.module.absolute_imports &&
         fact.alive.intersects(VersionSet::python2()) && facts_.compiles &&
         facts_.compiles->contains(Version::of(2, 7));
}

// The versions on which, once the module has run, the name still is what IMPORT bound.
VersionSet ImportEventBuilder::binds_at_end(const Import& import) const {
  const names::Scopes& scopes = names_.scopes();
  if (import.scope != 0 || import.bound_as.empty()) return VersionSet::none();
  const names::InternedName word = scopes.interned_names().find(import.bound_as);
  const Binding& last = scopes.binding(scopes.last_binding(0, word));
  if (last.previous == names::kNone) return names_.guards().alive_after(import.statement);
  VersionSet here;
  VersionSet others;
  for (const Resolution& resolution : names_.resolver().at_end(word)) {
    const bool same = resolution.binding != names::kNone &&
                      scopes.binding(resolution.binding).node == import.statement;
    (same ? here : others) |= resolution.on;
  }
  return here - others;
}

// `import a.b as a` binds what `from a import b as a` does; without `as`, `import a.b` binds a.
void ImportEventBuilder::read_renamed(const Import& import, ImportFact& fact) {
  const std::size_t last = fact.module.rfind('.');
  if (!import.name.empty() || import.binds_first || last == std::string::npos ||
      fact.bound_as != first_part(fact.module))
    return;
  fact.name = fact.module.substr(last + 1);
  fact.module.resize(last);
}

void ImportEventBuilder::add_imports() {
  for (const Import& import : names_.scopes().imports()) {
    const bool future = import.level == 0 && import.module == "__future__" && !import.name.empty();
    import_of_.push_back(future ? kNowhere : static_cast<std::uint32_t>(facts_.imports.size()));
    if (future) {
      if (import.name == "absolute_import") facts_.module.absolute_imports = true;
      continue;
    }
    ImportFact fact;
    fact.module = import.module;
    fact.name = import.name;
    fact.bound_as = import.bound_as;
    fact.level = import.level;
    read_renamed(import, fact);
    fact.span = view_.text.span(view_.tree.node(import.name_node).span());
    fact.alive = names_.guards().alive(import.statement);
    fact.at_import_time = names_.at_import_time(import.statement);
    if (may_be_relative(fact)) fact.excerpt = excerpts_.of(fact.span.line);
    fact.caught = names_.guards().caught(import.statement, Raised::no_module);
    fact.supplied = supplied_on(view_, import.module, import.statement, import.scope);
    fact.binds = binds_at_end(import);
    if (!import.name.empty())
      fact.caught &= names_.guards().caught(import.statement, Raised::no_import);
    add_import(fact, view_.tree.node(import.statement));
  }
}

// `importlib.import_module("x")`
void ImportEventBuilder::add_dynamic_import(const Import& import) {
  const Node call = view_.tree.node(import.statement);
  ImportFact fact;
  fact.module = import.module;
  fact.level = import.level;
  fact.span = view_.text.span(call.span());
  fact.alive = names_.guards().alive(call.index()) & import.on;
  fact.at_import_time = names_.at_import_time(call.index());
  fact.caught = names_.guards().caught(call.index(), Raised::no_module);
  fact.supplied = supplied_on(view_, fact.module, call.index(), import.scope);
  add_import(fact, call);
}

void ImportEventBuilder::add_import_calls() {
  for (const Import& import : names_.scopes().dynamic_imports()) add_dynamic_import(import);
}

void ImportEventBuilder::add_definition(const Binding& binding) {
  ImportEvent step;
  step.kind =
      binding.kind == BindingKind::del ? ImportEvent::Kind::remove : ImportEvent::Kind::define;
  step.name = names_.scopes().interned_names().spelling(binding.word);
  if (binding.from_inside) {
    step.alive = names_.guards().alive(binding.node) | names_.guards().unlikely(binding.node);
    step.by = setter_of(view_.tree.node(binding.node));
    return keep(std::move(step), 0);
  }
  if (binding.kind == BindingKind::except || binding.leaked) step.alive = VersionSet::python2();
  const Node node = view_.tree.node(binding.node);
  switch (binding.kind) {
    case BindingKind::import:
      step.alive = names_.guards().alive_after(binding.node);
      return add(std::move(step), node, node.end());
    case BindingKind::assign:
    case BindingKind::augment:
    case BindingKind::walrus:
    case BindingKind::function:
    case BindingKind::class_: {
      return add(std::move(step), node, node.statement().end());
    }
    default:
      return add(std::move(step), node, node.end());
  }
}

// Python 3 deletes the name of an exception when its handler ends, whatever it was before.
void ImportEventBuilder::add_end_of_handler(const Binding& binding) {
  if (binding.kind != BindingKind::except) return;
  Node clause = view_.tree.node(binding.node);
  while (clause && !clause.is(Kind::except_clause)) clause = clause.parent();
  const Node block = clause.child(Kind::block);
  if (!block) return;
  ImportEvent step;
  step.kind = ImportEvent::Kind::remove;
  step.name = names_.scopes().interned_names().spelling(binding.word);
  step.alive = VersionSet::python3() & names_.guards().alive_after(block.index());
  add(std::move(step), block, block.end());
}

// `except ValueError, e`, which 3.14 takes for two exceptions: the second is no name there.
void ImportEventBuilder::add_second_exception(const Binding& binding) {
  const Node node = view_.tree.node(binding.node);
  if (binding.kind != BindingKind::except || node.parent().is(Kind::as_pattern_target)) return;
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = Raised::no_name;
  step.name = names_.scopes().interned_names().spelling(binding.word);
  if (view_.book.lifetime("builtins." + step.name) != nullptr) return;
  step.alive = kUnparenthesized;
  add(std::move(step), node, node.end());
}

// `registry: Registry`, and then `public(registry=Registry())`: what is called may well make the name.
bool ImportEventBuilder::is_passed_by_name(const Binding& binding) {
  if (binding.scope != 0) return false;
  if (!passed_by_name_) {
    passed_by_name_.emplace();
    for (std::uint32_t at = 0; at < view_.tree.nodes().size(); ++at) {
      const Node node = view_.tree.node(at);
      if (node.is(Kind::keyword_argument) && names_.scopes().scope_at(at) == 0)
        passed_by_name_->insert(node.child(Field::name).text());
    }
  }
  return passed_by_name_->contains(names_.scopes().interned_names().spelling(binding.word));
}

void ImportEventBuilder::add_definitions() {
  for (const Binding& binding : names_.scopes().bindings()) {
    if (binding.kind == BindingKind::declare && !is_passed_by_name(binding)) continue;
    if (binding.scope != 0 || binding.kind == BindingKind::global ||
        binding.kind == BindingKind::nonlocal) {
      continue;
    }
    if (!binding.from_inside && names_.guards().main_only(binding.node)) continue;
    add_second_exception(binding);
    add_end_of_handler(binding);
    add_definition(binding);
  }
}

// The one thing imported that is meant, or one for each version; of `import pkg` and `import pkg.sub`, both of which
// bind pkg, the first.
std::vector<Resolution> ImportEventBuilder::imported(const Reference& reference) const {
  std::vector<Resolution> resolutions = names_.resolver().resolutions(reference);
  VersionSet seen;
  for (const Resolution& resolution : resolutions) {
    if (resolution.binding == names::kNone) return {};
    const Binding& binding = names_.scopes().binding(resolution.binding);
    if (binding.kind != BindingKind::import) return {};
    const Import& import = names_.scopes().imports()[binding.import];
    if (seen.intersects(resolution.on) &&
        !(import.name.empty() && import.module.starts_with(import.bound_as)))
      return {};
    seen |= resolution.on;
  }
  return resolutions;
}

// `node` is the whole chain of attributes that starts at LOAD. Of a standard module, whose place a file of the project may
// take, only the first attribute counts.
void ImportEventBuilder::add_use(const Reference& reference, Node node) {
  const std::string_view first = names_.scopes().interned_names().spelling(reference.word);
  std::string_view chain = node.text().substr(std::min(first.size() + 1, node.text().size()));
  VersionSet seen;
  for (const Resolution& resolution : imported(reference)) {
    const Binding& binding = names_.scopes().binding(resolution.binding);
    const Import& import = names_.scopes().imports()[binding.import];
    if (import_of_[binding.import] == kNowhere) continue;  // a feature: no import that can fail
    if (import.level == 0 && names_.resolver().stdlib().is_standard(import.module))
      chain = chain.substr(0, chain.find('.'));
    if (chain.find_first_of(" \t\r\n\\(#") != std::string_view::npos) return;
    ImportEvent step;
    step.kind = ImportEvent::Kind::use;
    step.name = chain;
    step.import = import_of_[binding.import];
    step.alive = (resolution.on & names_.resolver().evaluated(node)) - seen;
    seen |= resolution.on;
    if (used_.emplace(step.import, chain).second || step.alive != VersionSet::all())
      add(std::move(step), node, node.end());
  }
}

void ImportEventBuilder::add_uses() {
  for (const Reference& reference : names_.scopes().references()) {
    if ((names_.scopes().interned_names().traits(reference.word) & names::kImported) == 0) continue;
    Node node = view_.tree.node(reference.node);
    if (!node.parent().is(Kind::attribute) || node.field() != Field::object ||
        !names_.at_import_time(reference.node))
      continue;
    while (node.parent().is(Kind::attribute) && node.field() == Field::object) {
      const names::InternedName word =
          names_.scopes().interned_names().find(node.parent().child(Field::attribute).text());
      if (is_written(node.parent()) || names_.guards().is_attribute_tested(reference.node, word) ||
          names_.resolver().is_patched(node.parent()))
        break;
      node = node.parent();
    }
    if (node.index() != reference.node) add_use(reference, node);
  }
}

void ImportEventBuilder::finish() {
  if (names_.scopes().has_more_imports())
    facts_.not_analysed.push_back("imports beyond the first " +
                                  std::to_string(names::kMostImports));
  std::stable_sort(steps_.begin(), steps_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  facts_.module.steps.reserve(steps_.size());
  for (auto& [at, step] : steps_) facts_.module.steps.push_back(std::move(step));
  keep_functions();
  keep_try_regions();
}

// The try regions in which events stand, numbered anew.
void ImportEventBuilder::keep_try_regions() {
  const std::vector<TryFact>& all = names_.guards().try_regions();
  std::vector<std::uint32_t> numbers(all.size(), kNowhere);
  std::vector<bool> used(all.size());
  const auto note = [&](const ImportEvent& step) {
    for (std::uint32_t at = step.place.try_region; at != kNowhere && !used[at];
         at = all[at].place.try_region)
      used[at] = true;
  };
  for (const ImportEvent& step : facts_.module.steps) note(step);
  for (const FunctionFact& function : facts_.module.functions)
    for (const ImportEvent& step : function.steps) note(step);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!used[i]) continue;
    numbers[i] = static_cast<std::uint32_t>(facts_.module.try_regions.size());
    facts_.module.try_regions.push_back(all[i]);
  }
  const auto renumber = [&](Place& place) {
    if (place.try_region != kNowhere) place.try_region = numbers[place.try_region];
  };
  for (TryFact& try_region : facts_.module.try_regions) renumber(try_region.place);
  for (ImportEvent& step : facts_.module.steps) renumber(step.place);
  for (FunctionFact& function : facts_.module.functions)
    for (ImportEvent& step : function.steps) renumber(step.place);
}

}  // namespace pymolt::checks
