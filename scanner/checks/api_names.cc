// Imports of modules and names, and uses of names, that came or went.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "checks/api_usage.h"
#include "checks/provided_imports.h"
#include "names/file_names.h"
#include "names/references.h"

namespace pymolt::checks {

using names::Import;
using names::Reference;
using names::Use;
using rulebook::Lifetime;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// The fact that decides about a dotted module: its own, or that of the first package around it that is not always
// there; with the versions on which all of them are.
struct ModuleLife {
  const Lifetime* life = nullptr;
  VersionSet exists = VersionSet::all();
};

ModuleLife module_life(const rulebook::Rulebook& book, std::string_view dotted) {
  ModuleLife found;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = dotted.find('.', end + 1);
    const Lifetime* life = book.lifetime(dotted.substr(0, end));
    if (life == nullptr) continue;
    found.exists &= life->exists;
    const bool tells = life->exists != VersionSet::all() || life->deprecated;
    const bool decided = found.life != nullptr && !found.life->removed_on().empty();
    if (tells && !decided) found.life = life;
  }
  return found;
}

// Whether the module's own end is reported, so that what is in it needs no deprecation of its own: not where the module
// came back, as argparse did in 3.2.
bool is_ending(const ModuleLife& module) {
  const VersionSet removed = module.life == nullptr ? VersionSet() : module.life->removed_on();
  return !removed.empty() && !VersionSet::from(removed.oldest()).intersects(module.exists);
}

class ImportedNames {
 public:
  ImportedNames(const FileView& view, Findings& findings) : view_(view), findings_(findings) {}

  void add(const Import& import) {
    const names::Guards& guards = view_.names.guards();
    const VersionSet alive = guards.alive(import.statement) & import.on;
    report(import, alive, Confidence::sure);
    // Where it is reached only without a module that is taken to be there, it is a possibility.
    report(import, (guards.unlikely(import.statement) & import.on) - alive, Confidence::possible);
  }

 private:
  void report(const Import& import, VersionSet alive, Confidence confidence) {
    if (alive.empty()) return;
    ApiUse use;
    use.confidence = confidence;
    use.alive = alive;
    use.at_import_time = view_.names.at_import_time(import.statement);
    const ModuleLife module = module_life(view_.book, import.module);
    report_package(import, use);
    report_module(import, use, module);
    report_name(import, use, module);
  }

  // The modules of a package on the way: which of them is the first to go the project tells.
  void report_package(const Import& import, ApiUse use) {
    if (!view_.names.stdlib().speaks_of(import.module) || import.module_node == last_module_)
      return;
    use.kind = LifeKind::module;
    use.raises = Raised::no_module;
    use.caught = view_.names.guards().caught(import.statement, Raised::no_module);
    use.where = view_.tree.node(import.module_node).span();
    for (std::size_t end = 0; end != std::string::npos;) {
      end = import.module.find('.', end + 1);
      use.symbol = import.module.substr(0, end);
      use.life = view_.book.lifetime(use.symbol);
      if (use.life != nullptr && use.life->package != nullptr) add_life_use(view_, use, findings_);
    }
  }

  void report_module(const Import& import, ApiUse use, const ModuleLife& module) {
    const bool first = import.module_node != last_module_;
    last_module_ = import.module_node;
    if (module.life == nullptr || !first) return;
    use.kind = LifeKind::module;
    use.raises = Raised::no_module;
    use.life = module.life;
    use.symbol = view_.book.lifetime(import.module) != nullptr ? import.module
                                                               : std::string(module.life->name);
    const VersionSet gone = use.alive - module.exists;
    if (!gone.empty())
      use.missing = gone - supplied_on(view_, import.module, import.statement, import.scope);
    use.caught = view_.names.guards().caught(import.statement, Raised::no_module);
    use.where = view_.tree.node(import.module_node).span();
    add_life_use(view_, use, findings_);
  }

  void report_name(const Import& import, ApiUse use, const ModuleLife& module) {
    if (import.name.empty() || import.is_star()) return;
    use.symbol = import.target();
    use.life = view_.book.lifetime(use.symbol);
    if (use.life == nullptr) return;
    use.kind =
        use.life->is_module || view_.book.is_module(use.symbol) ? LifeKind::module : LifeKind::name;
    use.raises = Raised::no_import;
    use.missing = (use.alive & module.exists) - use.life->exists;
    if (use.missing.empty() && is_ending(module)) return;
    use.caught = view_.names.guards().caught(import.statement, Raised::no_import);
    use.where = view_.tree.node(import.name_node).span();
    add_life_use(view_, use, findings_);
  }

  const FileView& view_;
  Findings& findings_;
  std::uint32_t last_module_ = names::kNone;
};

// How sure it is that a name which nothing in the file binds is the built-in one.
Confidence unbound_confidence(const FileView& view) {
  if (view.names.resolver().has_injections()) return Confidence::possible;
  return view.names.resolver().has_unknown_star() ? Confidence::likely : Confidence::sure;
}

// `compat.string.letters`, where compat may be the project's own.
void add_foreign_name(const FileView& view, const Reference& named, Findings& findings) {
  const names::Resolver& resolver = view.names.resolver();
  const Node attribute = view.tree.node(named.node);
  if (!resolver.may_be_foreign(attribute)) return;
  if (is_stored(attribute) || view.names.guards().is_attribute_tested(named.node, named.word))
    return;
  for (const names::Resolution& resolution : resolver.resolutions(attribute)) {
    if (!resolver.is_foreign(resolution)) continue;
    CrossFileUse use;
    use.name = resolver.foreign(resolution);
    use.place.alive =
        resolution.on & view.names.guards().alive(named.node) & resolver.evaluated(attribute);
    use.caught = view.names.guards().caught(named.node, Raised::no_attribute);
    use.at_import_time = view.names.at_import_time(named.node);
    if (!use.place.alive.empty()) findings.add_foreign(std::move(use), attribute.span());
  }
}

// Whether DOTTED, or anything of its module, is one of those that are CREATED.
bool is_created(const std::vector<std::string>& created, const std::string& dotted) {
  return std::any_of(created.begin(), created.end(), [&](const std::string& one) {
    return one == dotted || one == dotted.substr(0, dotted.rfind('.') + 1) + '*';
  });
}

}  // namespace

void add_imports(const FileView& view, Findings& findings) {
  ImportedNames check(view, findings);
  for (const Import& import : view.names.scopes().imports()) {
    if (import.level == 0) check.add(import);
  }
  for (const Import& import : view.names.scopes().dynamic_imports()) {
    if (import.level == 0) check.add(import);
  }
}

void add_name(const FileView& view, const Use& found, Findings& findings) {
  const std::uint32_t node = found.node.index();
  const bool is_put_there = found.node.is(Kind::attribute) && is_stored(found.node) &&
                            !found.node.parent().is(Kind::delete_statement);
  if (is_put_there || view.names.guards().is_attribute_tested(node, found.word)) return;
  ApiUse use;
  use.kind = view.book.kind(found.dotted);
  use.life = found.life;
  use.symbol = found.dotted;
  use.where = found.node.span();
  use.alive = found.on;
  use.missing = found.missing;
  const std::string_view owner = std::string_view(found.dotted).substr(0, found.dotted.rfind('.'));
  if (use.missing.empty() && is_ending(module_life(view.book, owner))) return;
  use.raises = found.failure;
  use.caught = view.names.guards().caught(node, found.failure);
  use.at_import_time = view.names.at_import_time(node);
  if (found.failure == Raised::no_name) use.confidence = unbound_confidence(view);
  add_life_use(view, use, findings);
}

void add_names(const FileView& view, Findings& findings) {
  const names::Scopes& scopes = view.names.scopes();
  names::Uses uses;
  const std::vector<std::string> created = created_names(view);
  for (const Reference& reference : scopes.references()) {
    if ((scopes.interned_names().traits(reference.word) & (names::kBuiltin | names::kImported)) ==
        0)
      continue;
    uses.clear();
    names::find_uses(view.names.resolver(), reference, uses);
    for (const Use& use : uses.names) {
      if (!is_created(created, use.dotted)) add_name(view, use, findings);
    }
    for (const names::CallUse& call : uses.calls)
      add_arguments(view, call, Confidence::sure, findings);
  }
  for (const Reference& named : scopes.module_attributes()) {
    add_foreign_name(view, named, findings);
    add_held_name(view, named, findings);
  }
}

}  // namespace pymolt::checks
