// Two passes over the steps: the first says which names are wanted, the second writes the operations.
// SPDX-License-Identifier: MIT
#include "imports/program.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "base/dotted.h"
#include "crossfile/needed_exports.h"

namespace pymolt::project {

namespace {

constexpr std::string_view kOfEveryModule[] = {
    "__name__", "__file__",   "__doc__",      "__path__",  "__package__", "__dict__",
    "__spec__", "__loader__", "__builtins__", "__class__", "__init__"};

constexpr std::string_view kAll = "__all__";
constexpr int kMostModules = 4;  // through which a function is passed on

bool is_of_every_module(std::string_view name) {
  return std::find(std::begin(kOfEveryModule), std::end(kOfEveryModule), name) !=
         std::end(kOfEveryModule);
}

class Compiler {
 public:
  Compiler(const Layout& layout, const ModuleResolver& resolver)
      : layout_(layout), resolver_(resolver), wants_(layout.modules().size()) {}

  Program run() {
    const auto count = static_cast<ModuleId>(layout_.modules().size());
    found_.resize(count);
    defined_.resize(count);
    for (ModuleId id = 0; id < count; ++id) resolve(id);
    for (ModuleId id = 0; id < count; ++id) gather(id);
    wants_.follow_stars();
    number_functions();
    const std::size_t bodies = count + functions_.size();
    program_.modules = count;
    program_.bodies.resize(bodies);
    program_.try_regions.resize(bodies);
    program_.try_region_states.resize(bodies);
    for (ModuleId id = 0; id < count; ++id) write(id);
    for (std::uint32_t i = 0; i < functions_.size(); ++i) write_function(count + i, functions_[i]);
    spread_any_name();
    finish_slots();
    return std::move(program_);
  }

 private:
  const ImportFact& import_of(ModuleId id, const ImportEvent& step) const {
    return layout_.facts(id).imports[step.import];
  }

  void resolve(ModuleId id) {
    const std::vector<ImportFact>& imports = layout_.facts(id).imports;
    found_[id].resize(imports.size());
    for (std::size_t i = 0; i < imports.size(); ++i) {
      if (imports[i].at_import_time) found_[id][i] = resolver_.find(id, imports[i]);
    }
    for (const FunctionFact& function : layout_.facts(id).module.functions) {
      for (const ImportEvent& step : function.steps) {
        if (step.import == kNowhere || !found_[id][step.import].empty()) continue;
        found_[id][step.import] = resolver_.find(id, imports[step.import]);
      }
    }
  }

  // The functions of all modules get the numbers behind those of the modules.
  void number_functions() {
    const auto count = static_cast<ModuleId>(layout_.modules().size());
    first_function_.resize(count);
    for (ModuleId id = 0; id < count; ++id) {
      const std::vector<FunctionFact>& functions = layout_.facts(id).module.functions;
      first_function_[id] = count + static_cast<ModuleId>(functions_.size());
      for (const FunctionFact& function : functions) {
        const auto number = count + static_cast<ModuleId>(functions_.size());
        if (!function.name.empty()) function_of_.emplace(std::pair(id, function.name), number);
        functions_.emplace_back(id, &function);
      }
    }
  }

  // Where the attributes of a use lead: `sub.x` of `pkg` is `x` of pkg.sub.
  struct Attribute {
    Found owner;
    std::string_view name;
  };
  Attribute follow(Found owner, std::string_view chain) const {
    while (true) {
      const std::string_view name = chain.substr(0, chain.find('.'));
      if (owner.module != kNone && defines(owner.module, name)) return {owner, name};
      Found next = resolver_.below(owner, name);
      if (next.kind != Found::Kind::own || name.size() == chain.size()) return {owner, name};
      owner = std::move(next);
      chain.remove_prefix(name.size() + 1);
    }
  }

  bool defines(ModuleId id, std::string_view name) const {
    std::unordered_set<std::string_view>& names = defined_[id];
    if (names.empty()) {
      names.insert("");  // looked at
      for (const ImportEvent& step : layout_.facts(id).module.steps) {
        if (step.kind == ImportEvent::Kind::define) names.insert(step.name);
      }
    }
    return names.contains(name);
  }

  // What the name bound by IMPORT is, if it is a module of the project: the start of a chain of attributes.
  std::vector<Found> bound_module(ModuleId id, std::uint32_t place) const {
    if (place == kNowhere) return {};
    const ImportFact& import = layout_.facts(id).imports[place];
    std::vector<Found> out;
    if (import.bound_as.empty()) return out;
    if (import.name.empty()) {
      const std::string_view top = first_part(import.module);
      if (import.bound_as != top || top == import.module) return found_[id][place];
      return resolver_.find(id, top, 0);  // `import a.b` binds a
    }
    for (const Found& package : found_[id][place]) {
      if (package.kind != Found::Kind::own || package.module == kNone) continue;
      if (defines(package.module, import.name)) continue;
      if (program_any_name(package.module)) continue;
      out.push_back(resolver_.below(package, import.name));
    }
    return out;
  }

  bool program_any_name(ModuleId id) const {
    return !layout_.facts(id).module.any_name.empty() || has_star(id);
  }

  bool has_star(ModuleId id) const {
    for (const ImportFact& import : layout_.facts(id).imports) {
      if (import.name == "*") return true;
    }
    return false;
  }

  void gather(ModuleId id) {
    gather(id, layout_.facts(id).module.steps);
    for (const FunctionFact& function : layout_.facts(id).module.functions)
      gather(id, function.steps);
  }

  void gather(ModuleId id, const std::vector<ImportEvent>& steps) {
    for (const ImportEvent& step : steps) {
      if (step.kind == ImportEvent::Kind::use || step.kind == ImportEvent::Kind::call) {
        for (const Found& start : bound_module(id, step.import)) {
          if (start.kind != Found::Kind::own) continue;
          const Attribute attribute = follow(start, step.name);
          if (attribute.owner.module == kNone) continue;
          spoken_.emplace(attribute.owner.module, attribute.name);
          if (step.kind == ImportEvent::Kind::use)
            wants_.want(attribute.owner.module, attribute.name);
        }
      }
      if (step.kind != ImportEvent::Kind::import) continue;
      const ImportFact& import = import_of(id, step);
      if (import.name.empty()) continue;
      for (const Found& found : found_[id][step.import]) {
        if (found.kind != Found::Kind::own || found.module == kNone) continue;
        if (import.name != "*") {
          spoken_.emplace(found.module, import.name);
          wants_.want(found.module, import.name);
          continue;
        }
        if (found.module != id) wants_.add_star(id, found.module);
        starred_.insert(found.module);
        const std::vector<std::string>& all = layout_.facts(found.module).module.all;
        for (const std::string& name : all) wants_.want(found.module, name);
        if (!all.empty() && defines(found.module, kAll)) wants_.want(found.module, kAll);
      }
    }
  }

  FaultId fault(ModuleId id, const ImportEvent& step, std::string cause, Raised raised,
                bool partial = false) {
    const bool is_import = step.kind == ImportEvent::Kind::import;
    const std::uint32_t line = is_import ? import_of(id, step).span.line : step.line;
    program_.faults.push_back(
        {id, line, std::move(cause), raised, partial, false, is_import ? step.import : kNowhere});
    return static_cast<FaultId>(program_.faults.size() - 1);
  }

  Op op_of(const ImportEvent& step, Op::Kind kind, VersionSet on) const {
    Op op;
    op.kind = kind;
    op.on = step.alive & on;
    op.unlikely = step.unlikely & on;
    op.undecided = step.undecided;
    op.place = step.place;
    return op;
  }

  void put(const Op& op) {
    if (!(op.on | op.unlikely).empty()) program_.ops.push_back(op);
  }

  void put_failure(ModuleId id, const ImportEvent& step, VersionSet on, const std::string& cause,
                   Raised raised) {
    Op op = op_of(step, Op::Kind::fail, on);
    if ((op.on | op.unlikely).empty()) return;
    op.fault = fault(id, step, cause, raised);
    put(op);
  }

  // Whether what was not seen is there could not be told.
  void put_doubt(ModuleId id, const ImportEvent& step, const Found& found) {
    Op op = op_of(step, Op::Kind::fail, found.on);
    op.undecided |= op.on;
    op.fault = fault(id, step, found.name, Raised::no_module);
    program_.faults[op.fault].unseen = true;
    put(op);
  }

  void put_hidden(const ImportEvent& step, const Found& found) {
    if (found.is_compiled) put(op_of(step, Op::Kind::hidden, found.on));
  }

  void put_load(const ImportEvent& step, const Found& found) {
    Op op = op_of(step, Op::Kind::load, found.on);
    if (found.chain.empty() || (op.on | op.unlikely).empty()) return;
    op.first = static_cast<std::uint32_t>(program_.chains.size());
    program_.chains.insert(program_.chains.end(), found.chain.begin(), found.chain.end());
    op.last = static_cast<std::uint32_t>(program_.chains.size());
    put(op);
  }

  void put_take(ModuleId id, const ImportEvent& step, const Found& from, std::string_view name,
                Raised raised, bool by_name, std::uint32_t all = kNone) {
    Op op = op_of(step, Op::Kind::take, from.on);
    op.all = all;
    if ((op.on | op.unlikely).empty() || is_of_every_module(name)) return;
    const Found sub = resolver_.below(from, name);
    op.raised = raised;
    op.by_name = by_name;
    op.module = from.module;
    op.slot = from.module == kNone ? kNone : wants_.find(from.module, name);
    op.submodule = sub.kind == Found::Kind::own ? sub.module : kNone;
    if (sub.kind == Found::Kind::own && sub.module == kNone) op.on &= ~sub.on;  // a folder
    const bool defined = from.module != kNone && defines(from.module, name);
    const std::string cause =
        from.name + (from.name.ends_with('.') || from.name.empty() ? "" : ".") + std::string(name);
    if (!defined && sub.kind != Found::Kind::own)
      put_failure(id, step, from.on - sub.on, cause, Raised::no_import);  // not built
    put_hidden(step, sub);
    if (op.submodule == kNone && (from.any_name || sub.kind == Found::Kind::external)) return;
    if (sub.kind == Found::Kind::unseen) op.undecided |= op.on;
    const bool is_missing = sub.kind == Found::Kind::nothing && !defined;
    const bool may_hang = by_name && sub.kind == Found::Kind::own;  // put there before it is whole
    if (is_missing || may_hang) op.on -= resolver_.injected(sub, id);
    op.fault = fault(id, step, cause, raised);
    program_.faults[op.fault].unseen = sub.kind == Found::Kind::unseen;
    fault(id, step, cause, raised, true);
    put(op);
  }

  void put_standard(ModuleId id, const ImportEvent& step, const ImportFact& import,
                    const Found& found) {
    VersionSet there = resolver_.standard(found.name);
    if (const std::size_t dot = found.name.rfind('.'); dot != std::string::npos) {
      there -= resolver_.standard_lacking(found.name.substr(0, dot), found.name.substr(dot + 1));
    }
    put_failure(id, step, found.on - there, found.name, Raised::no_module);
    if (import.name == "*") return put_standard_star(id, step, found);
    if (import.name.empty()) return;
    const std::string name = found.name + '.' + import.name;
    put_failure(id, step, (found.on & there) - resolver_.standard(name), name, Raised::no_import);
    put_failure(id, step, found.on & there & resolver_.standard_lacking(found.name, import.name),
                name, Raised::no_import);
  }

  // Binds what the module has, or may have, of the names that somebody wants.
  void put_standard_star(ModuleId id, const ImportEvent& step, const Found& found) {
    for (const auto& [name, slot] : wants_.of(id)) {
      if (name.starts_with('_')) continue;
      const VersionSet lacks = ~resolver_.standard(found.name + '.' + name) |
                               resolver_.standard_lacking(found.name, name);
      Op op = op_of(step, Op::Kind::bind, found.on - lacks);
      op.slot = slot;
      put(op);
    }
  }

  void put_import(ModuleId id, const ImportEvent& step) {
    const ImportFact& import = import_of(id, step);
    for (const Found& found : found_[id][step.import]) {
      if (found.kind == Found::Kind::standard) put_standard(id, step, import, found);
      put_load(step, found);
      put_hidden(step, found);
      if (found.kind == Found::Kind::nothing)
        put_failure(id, step, found.on, found.name, found.raised);
      if (found.kind == Found::Kind::unseen) put_doubt(id, step, found);
      if (found.kind != Found::Kind::own) continue;
      if (import.name == "*") {
        put_star(id, step, found);
      } else if (!import.name.empty()) {
        put_take(id, step, found, import.name, Raised::no_import, false);
      } else if (import.bound_as != import.module.substr(0, import.module.find('.'))) {
        put_as(id, step, import, found);
      }
    }
  }

  // `import a.b as c` takes b of a; where a is not complete yet, only 3.7 and later find it.
  void put_as(ModuleId id, const ImportEvent& step, const ImportFact& import, const Found& found) {
    const std::size_t dot = import.module.rfind('.');
    if (dot == std::string::npos || import.bound_as.empty() || found.module == kNone ||
        found.chain.size() < 2)
      return;
    Op op = op_of(step, Op::Kind::take, found.on & VersionSet::before(Version::of(3, 7)));
    op.raised = Raised::no_attribute;
    op.by_name = true;
    op.module = found.chain[found.chain.size() - 2];
    op.submodule = found.module;
    op.slot = wants_.find(op.module, import.module.substr(dot + 1));
    op.fault = fault(id, step, import.module, op.raised);
    fault(id, step, import.module, op.raised, true);
    put(op);
  }

  void put_star(ModuleId id, const ImportEvent& step, const Found& found) {
    if (found.module == kNone) return;
    const ModuleFacts& from = layout_.facts(found.module).module;
    const std::uint32_t all = defines(found.module, kAll) ? wants_.find(found.module, kAll) : kNone;
    for (const std::string& name : from.all)
      put_take(id, step, found, name, Raised::no_attribute, false, all);
    Op op = op_of(step, Op::Kind::star, found.on);
    op.module = found.module;
    op.first = static_cast<std::uint32_t>(program_.copies.size());
    for (const auto& [name, slot] : wants_.of(id)) {
      const bool open = from.knows_all
                            ? std::find(from.all.begin(), from.all.end(), name) != from.all.end()
                            : from.has_all || !name.starts_with('_');
      const std::uint32_t source = open ? wants_.find(found.module, name) : kNone;
      if (source != kNone) program_.copies.push_back({source, slot});
    }
    op.last = static_cast<std::uint32_t>(program_.copies.size());
    if (op.first != op.last) put(op);
  }

  void put_use(ModuleId id, const ImportEvent& step) {
    for (const Found& start : bound_module(id, step.import)) {
      if (start.kind != Found::Kind::own) continue;
      const Attribute attribute = follow(start, step.name);
      if (attribute.owner.module == kNone) continue;
      put_take(id, step, attribute.owner, attribute.name, Raised::no_attribute, true);
    }
  }

  void write(ModuleId id) {
    const FileFacts& facts = layout_.facts(id);
    Program::Body& body = program_.bodies[id];
    body.first = static_cast<std::uint32_t>(program_.ops.size());
    body.any_name = facts.module.any_name;
    if (!facts.compiles) body.unknown = VersionSet::all();
    write_errors(id, body);
    if (layout_.module(id).needs_namespace) {
      program_.faults.push_back(
          {id, 1, std::string(above(facts.path)) + "/__init__.py", Raised::no_module});
      body.no_namespace = static_cast<FaultId>(program_.faults.size() - 1);
    }
    write_attempts(id, facts.module.try_regions);
    for (const ImportEvent& step : facts.module.steps) write_step(id, step);
    body.last = static_cast<std::uint32_t>(program_.ops.size());
  }

  void write_function(ModuleId number, const std::pair<ModuleId, const FunctionFact*>& function) {
    Program::Body& body = program_.bodies[number];
    body.first = static_cast<std::uint32_t>(program_.ops.size());
    write_attempts(number, layout_.facts(function.first).module.try_regions);
    for (const ImportEvent& step : function.second->steps) write_step(function.first, step);
    body.last = static_cast<std::uint32_t>(program_.ops.size());
  }

  void write_attempts(ModuleId number, const std::vector<TryFact>& try_regions) {
    Program::Body& body = program_.bodies[number];
    program_.try_regions[number] = &try_regions;
    for (const TryFact& try_region : try_regions) {
      program_.try_region_states[number].push_back(body.states);
      body.states += 1 + static_cast<std::uint32_t>(try_region.handlers.size());
    }
  }

  // The function NAME of module ID, which may have it from another.
  ModuleId find_function(ModuleId id, std::string_view name, int depth = 0) const {
    const auto own = function_of_.find(std::pair(id, std::string(name)));
    if (own != function_of_.end()) return own->second;
    if (depth >= kMostModules) return kNone;
    const std::vector<ImportFact>& imports = layout_.facts(id).imports;
    for (std::size_t i = 0; i < imports.size(); ++i) {
      if (imports[i].bound_as != name || imports[i].name.empty() || !imports[i].at_import_time)
        continue;
      for (const Found& found : found_[id][i]) {
        if (found.kind == Found::Kind::own && found.module != kNone)
          return find_function(found.module, imports[i].name, depth + 1);
      }
    }
    return kNone;
  }

  void put_call(ModuleId id, const ImportEvent& step) {
    if (step.import == kNowhere)
      return put_run(step, VersionSet::all(), first_function_[id] + step.function);
    const ImportFact& import = import_of(id, step);
    if (step.name.empty()) {
      for (const Found& found : found_[id][step.import]) {
        if (found.kind == Found::Kind::own && found.module != kNone && !import.name.empty())
          put_run(step, found.on, find_function(found.module, import.name));
      }
      return;
    }
    for (const Found& start : bound_module(id, step.import)) {
      if (start.kind != Found::Kind::own) continue;
      const Attribute attribute = follow(start, step.name);
      const bool whole = step.name.size() == attribute.name.size() ||
                         std::string_view(step.name).ends_with("." + std::string(attribute.name));
      if (attribute.owner.module != kNone && whole)
        put_run(step, start.on, find_function(attribute.owner.module, attribute.name));
    }
  }

  void put_run(const ImportEvent& step, VersionSet on, ModuleId function) {
    if (function == kNone) return;
    Op op = op_of(step, Op::Kind::load, on);
    op.first = static_cast<std::uint32_t>(program_.chains.size());
    program_.chains.push_back(function);
    op.last = op.first + 1;
    put(op);
  }

  void write_errors(ModuleId id, Program::Body& body) {
    const FileFacts& facts = layout_.facts(id);
    if (!facts.compiles) return;
    VersionSet left = ~*facts.compiles;
    for (const CompileError& error : facts.errors) {
      const VersionSet on = left & error.fails_on;
      if (on.empty()) continue;
      program_.faults.push_back({id, error.span.line, error.construct, Raised::syntax});
      body.broken.emplace_back(on, static_cast<FaultId>(program_.faults.size() - 1));
      left -= on;
    }
    if (left.empty()) return;
    program_.faults.push_back({id, 1, "syntax-error", Raised::syntax});
    body.broken.emplace_back(left, static_cast<FaultId>(program_.faults.size() - 1));
  }

  void write_step(ModuleId id, const ImportEvent& step) {
    switch (step.kind) {
      case ImportEvent::Kind::import:
        return put_import(id, step);
      case ImportEvent::Kind::use:
        return put_use(id, step);
      case ImportEvent::Kind::call:
        return put_call(id, step);
      case ImportEvent::Kind::fail: {
        Op op = op_of(step, Op::Kind::fail, VersionSet::all());
        op.again = step.place.part > 0;
        op.fault = fault(id, step, step.name.empty() ? "raise" : step.name, step.raised);
        return put(op);
      }
      default: {
        const std::uint32_t slot = wants_.find(id, step.name);
        if (slot == kNone) return;
        if (!step.by.empty() && !spoken_.contains({id, step.by}) && !starred_.contains(id)) return;
        Op op =
            op_of(step, step.kind == ImportEvent::Kind::define ? Op::Kind::bind : Op::Kind::unbind,
                  VersionSet::all());
        op.slot = slot;
        return put(op);
      }
    }
  }

  void finish_slots() {
    program_.slots = wants_.size();
    program_.is_defined.resize(program_.slots);
    for (const Op& op : program_.ops) {
      if (op.kind == Op::Kind::bind) program_.is_defined[op.slot] = true;
    }
    program_.slots_of.resize(program_.bodies.size());
    for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
      for (const auto& [name, slot] : wants_.of(id)) program_.slots_of[id].push_back(slot);
    }
  }

  // Who takes all names of a module that may have any name, or of one that is not known, may have any name as well.
  void spread_any_name() {
    std::vector<std::vector<std::pair<ModuleId, VersionSet>>> taken_by(layout_.modules().size());
    std::vector<ModuleId> work;
    for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
      const std::vector<ImportFact>& imports = layout_.facts(id).imports;
      for (std::size_t i = 0; i < imports.size(); ++i) {
        if (imports[i].name != "*") continue;
        if (found_[id][i].empty()) program_.bodies[id].any_name |= imports[i].alive;
        for (const Found& found : found_[id][i]) {
          if (found.kind == Found::Kind::standard) continue;
          if (found.module != kNone) {
            taken_by[found.module].emplace_back(id, found.on);
          } else {
            program_.bodies[id].any_name |= found.on & imports[i].alive;
          }
        }
      }
      if (!program_.bodies[id].any_name.empty()) work.push_back(id);
    }
    while (!work.empty()) {
      const ModuleId id = work.back();
      work.pop_back();
      for (const auto& [taker, on] : taken_by[id]) {
        VersionSet& any = program_.bodies[taker].any_name;
        const VersionSet grown = any | (program_.bodies[id].any_name & on);
        if (grown == any) continue;
        any = grown;
        work.push_back(taker);
      }
    }
  }

  const Layout& layout_;
  const ModuleResolver& resolver_;
  Wants wants_;
  Program program_;
  std::vector<std::vector<std::vector<Found>>> found_;  // by module and import
  mutable std::vector<std::unordered_set<std::string_view>> defined_;
  std::vector<std::pair<ModuleId, const FunctionFact*>> functions_;  // with their modules
  std::vector<ModuleId> first_function_;                             // by module
  std::map<std::pair<ModuleId, std::string>, ModuleId> function_of_;
  std::set<std::pair<ModuleId, std::string_view>>
      spoken_;                  // names that some module takes of others
  std::set<ModuleId> starred_;  // of whom another takes all names
};

}  // namespace

Program compile(const Layout& layout, const ModuleResolver& resolver) {
  Program program = Compiler(layout, resolver).run();
  settle_submodules(layout, program);
  return program;
}

}  // namespace pymolt::project
