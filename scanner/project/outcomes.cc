// Components in order, those that depend on nothing first; within a cycle each module is tried as the first one.
// SPDX-License-Identifier: MIT
//
// A module outside every cycle is run once: what it imports is settled. Within a cycle it matters who is imported
// first, so every module gets a run from a clean state. Modules of one package share the beginning of their runs, the
// package itself, which is run once for them all and taken back when the last is done.
#include "project/outcomes.h"

#include <algorithm>

#include "project/components.h"

namespace pymolt::project {

namespace {

constexpr VersionSet kNoNamespaces = VersionSet::before(Version::of(3, 3));
constexpr std::uint64_t kMostWork = 300'000'000;  // operations for the runs of one project

class Trial {
 public:
  Trial(const Layout& layout, const Program& program) : layout_(layout), program_(program), runner_(program) {
    outcomes_.resize(program.bodies.size());
  }

  std::vector<ImportOutcome> run() {
    const Rows graph = rows();
    for (std::vector<std::uint32_t>& component : components(graph)) try_component(component);
    return std::move(outcomes_);
  }

 private:
  // A module on the way to the one that is tried: its packages, and itself.
  struct Step {
    ModuleId module;
    Runner::Mark before;
    VersionSet loaded;
    VersionSet unknown;
    FaultRow faults;
  };

  Rows rows() const {
    const std::vector<Program::Edge> edges = program_.edges(layout_);
    Rows graph;
    std::size_t at = 0;
    for (ModuleId id = 0; id < program_.bodies.size(); ++id) {
      for (; at < edges.size() && edges[at].from == id; ++at) graph.targets.push_back(edges[at].to);
      graph.begin.push_back(static_cast<std::uint32_t>(graph.targets.size()));
    }
    return graph;
  }

  std::vector<ModuleId> way_to(ModuleId module) const {
    std::vector<ModuleId> way = layout_.module(module).packages;
    way.push_back(module);
    return way;
  }

  void try_component(std::vector<std::uint32_t>& members) {
    if (members.size() > 1) {
      std::vector<std::pair<std::vector<ModuleId>, ModuleId>> ways;
      for (const ModuleId member : members) ways.emplace_back(way_to(member), member);
      std::sort(ways.begin(), ways.end());
      for (std::size_t i = 0; i < ways.size(); ++i) members[i] = ways[i].second;
    }
    std::vector<Runner::Outcome> outcomes;
    for (const ModuleId member : members) outcomes.push_back(try_module(member, members.size()));
    back_to(0);
    VersionSet touchy;  // on which it matters who comes first
    for (const Runner::Outcome& outcome : outcomes) {
      for (const Version v : members.size() > 1 ? (~outcome.loaded).versions() : std::vector<Version>()) {
        const FaultId fault = outcome.faults[static_cast<std::size_t>(v.place())];
        if (fault != kNone && program_.faults[fault].partial) touchy |= v;
      }
    }
    for (std::size_t i = 0; i < members.size(); ++i) runner_.settle(members[i], ~touchy, outcomes[i]);
  }

  void back_to(std::size_t length) {
    if (way_.size() <= length) return;
    runner_.undo(way_[length].before);
    way_.resize(length);
  }

  void go_to(ModuleId module) {
    Step step = {};
    step.module = module;
    step.before = runner_.mark();
    VersionSet wanted = VersionSet::all();
    step.faults.fill(kNone);
    if (!way_.empty()) {
      wanted = way_.back().loaded;
      step.unknown = way_.back().unknown;
      step.faults = way_.back().faults;
    }
    runner_.import(module, wanted);
    step.loaded = wanted & runner_.loaded(module);
    step.unknown |= wanted & runner_.unknown(module);
    for (const Version v : (wanted - step.loaded).versions()) {
      step.faults[static_cast<std::size_t>(v.place())] = runner_.fault(module, v);
    }
    way_.push_back(step);
  }

  Runner::Outcome try_module(ModuleId module, std::size_t cycle) {
    ImportOutcome& outcome = outcomes_[module];
    if (runner_.work() > kMostWork) {
      outcome.unknown = VersionSet::all();
      outcome.unknown_because = "a cycle of " + std::to_string(cycle) + " modules is too large to be followed";
      return {VersionSet::all(), VersionSet::all(), {}, {}};
    }
    const std::vector<ModuleId> way = way_to(module);
    std::size_t common = 0;
    while (common < way_.size() && common < way.size() && way_[common].module == way[common]) ++common;
    back_to(common);
    for (std::size_t i = common; i < way.size(); ++i) go_to(way[i]);
    const Step& last = way_.back();
    outcome.faults = last.faults;
    VersionSet loaded = last.loaded;
    if (const FaultId fault = program_.bodies[module].no_namespace; fault != kNone) {
      for (const Version v : (loaded & kNoNamespaces).versions()) {
        outcome.faults[static_cast<std::size_t>(v.place())] = fault;
      }
      loaded -= kNoNamespaces;
    }
    outcome.unknown = last.unknown & loaded;
    outcome.imports = loaded - outcome.unknown;
    if (!outcome.unknown.empty()) {
      outcome.unknown_because = program_.bodies[module].unknown.empty()
                                    ? "it depends on a condition, or a module, that was not decided"
                                    : layout_.facts(module).unknown_because;
    }
    return {last.loaded, last.unknown, last.faults, runner_.names(module)};
  }

  const Layout& layout_;
  const Program& program_;
  Runner runner_;
  std::vector<Step> way_;
  std::vector<ImportOutcome> outcomes_;
};

}  // namespace

std::vector<ImportOutcome> import_all(const Layout& layout, const Program& program) {
  return Trial(layout, program).run();
}

}  // namespace pymolt::project
