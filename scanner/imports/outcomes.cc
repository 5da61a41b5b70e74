// Components in order, those that depend on nothing first; within a cycle each module is tried as the first one.
// SPDX-License-Identifier: MIT
//
// A module outside every cycle is run once: what it imports is settled. Within a cycle it matters who is imported
// first, so every module gets a run from a clean state. Modules of one package share the beginning of their runs, the
// package itself, which is run once for them all and taken back when the last is done.
//
// Where it matters who enters a cycle first, nothing of it is settled, nor of what imports it from outside: an outsider
// fails that enters by the wrong module, and does not where somebody has entered by the right one before it.
#include "imports/outcomes.h"

#include <algorithm>

#include "imports/components.h"
#include "imports/shortcut.h"

namespace pymolt::project {

namespace {

constexpr VersionSet kNoNamespaces = VersionSet::before(Version::of(3, 3));
// Operations. One cycle may take so many, all together so many, and what comes after that only a few.
constexpr std::uint64_t kMostOfOne = 8'000'000;
constexpr std::uint64_t kMostOfAll = 60'000'000;
constexpr std::uint64_t kLeastOfOne = 50'000;
constexpr std::size_t kLargeCycle = 100;  // modules; beyond, shortcuts are looked for
// Operations of one outsider of a cycle, and of all; beyond, its outcome is settled as it was found.
constexpr std::uint64_t kMostOfOutsider = 40'000;
constexpr std::uint64_t kMostOfOutsiders = 20'000'000;

class ImportCheck {
 public:
  ImportCheck(const Layout& layout, const Program& program)
      : layout_(layout), program_(program), runner_(program) {
    outcomes_.resize(program.modules);
    open_.resize(program.modules);
  }

  std::vector<ImportOutcome> run() {
    edges_ = program_.edges(layout_);
    graph_ = rows();
    for (std::vector<std::uint32_t>& component : components(graph_)) try_component(component);
    return std::move(outcomes_);
  }

  [[nodiscard]] std::uint64_t work() const { return runner_.work(); }

 private:
  // A module on the way to the one that is tried: its packages, and itself.
  struct Step {
    ModuleId module;
    Runner::TrailPosition before;
    VersionSet loaded;
    VersionSet unknown;
    FaultRow faults;
  };

  Rows rows() const {
    Rows graph;
    std::size_t at = 0;
    for (ModuleId id = 0; id < program_.modules; ++id) {
      for (; at < edges_.size() && edges_[at].from == id; ++at)
        graph.targets.push_back(edges_[at].to);
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
    const std::uint64_t before = runner_.work();
    const std::uint64_t left = kMostOfAll - std::min(kMostOfAll, before);
    runner_.allow(std::clamp(left, kLeastOfOne, kMostOfOne));
    if (members.size() > 1) sort_by_way(members);
    std::vector<Runner::ImportResult> outcomes(members.size());
    const VersionSet known =
        members.size() > kLargeCycle ? take_shortcut(members, outcomes) : VersionSet::none();
    for (std::size_t i = 0; i < members.size(); ++i) {
      const Runner::ImportResult tried = try_module(members[i], ~known);
      for (const Version v : (~known).versions()) {
        outcomes[i].faults[static_cast<std::size_t>(v.place())] =
            tried.faults[static_cast<std::size_t>(v.place())];
      }
      outcomes[i].loaded |= tried.loaded;
      outcomes[i].unknown |= tried.unknown;
      outcomes[i].doubt = tried.doubt;
      outcomes[i].hidden |= tried.hidden;
      outcomes[i].bound.resize(tried.bound.size());
      for (std::size_t slot = 0; slot < tried.bound.size(); ++slot)
        outcomes[i].bound[slot] |= tried.bound[slot];
    }
    back_to(0);
    VersionSet open = order_dependent(outcomes);
    if (members.size() <= kLargeCycle) open |= open_below(members, runner_.work() - before);
    for (std::size_t i = 0; i < members.size(); ++i) {
      tell(members[i], outcomes[i], members.size());
      runner_.record(members[i], ~open, outcomes[i]);
      open_[members[i]] = open;
    }
  }

  // The versions on which MEMBERS, whose trials took WORK, import a cycle that is not settled.
  VersionSet open_below(const std::vector<std::uint32_t>& members, std::uint64_t work) {
    VersionSet open;
    for (const ModuleId member : members) {
      for (std::uint32_t at = graph_.begin[member]; at < graph_.begin[member + 1]; ++at)
        open |= open_[edges_[at].to] & edges_[at].on;
    }
    if (open.empty()) return open;
    outsiders_work_ += work;
    if (work > kMostOfOutsider || outsiders_work_ > kMostOfOutsiders) return VersionSet::none();
    return open;
  }

  // Members of one package after each other, the package itself first.
  void sort_by_way(std::vector<std::uint32_t>& members) const {
    std::vector<std::pair<std::vector<ModuleId>, ModuleId>> ways;
    for (const ModuleId member : members) ways.emplace_back(way_to(member), member);
    std::sort(ways.begin(), ways.end());
    for (std::size_t i = 0; i < ways.size(); ++i) members[i] = ways[i].second;
  }

  // The versions on which it matters who comes first; a large cycle is taken as it is found.
  VersionSet order_dependent(const std::vector<Runner::ImportResult>& outcomes) const {
    VersionSet order_dependent;
    if (outcomes.size() == 1 || outcomes.size() > kLargeCycle) return order_dependent;
    for (const Runner::ImportResult& outcome : outcomes) {
      for (const Version v : (~outcome.loaded).versions()) {
        const FaultId fault = outcome.faults[static_cast<std::size_t>(v.place())];
        if (fault != kNone && program_.faults[fault].partial) order_dependent |= v;
      }
    }
    return order_dependent;
  }

  // The versions on which the outcomes of a large cycle could be told without trying each member.
  VersionSet take_shortcut(const std::vector<ModuleId>& members,
                           std::vector<Runner::ImportResult>& outcomes) {
    const Shortcut shortcut = find_shortcut(layout_, program_, runner_, members);
    const Runner::TrailPosition before = runner_.mark();
    VersionSet good = shortcut.order_free;
    for (const ModuleId member : members) {
      if (!good.empty()) runner_.import(member, good);
      good &= runner_.loaded(member) - runner_.unknown(member);
    }
    const VersionSet hidden = runner_.hidden();
    for (std::size_t i = 0; i < members.size(); ++i) {
      outcomes[i].loaded = good;
      outcomes[i].hidden = good & hidden;
      outcomes[i].faults = shortcut.faults.empty() ? FaultRow{} : shortcut.faults[i];
      outcomes[i].bound = runner_.names(members[i]);
      for (std::uint32_t& bound : outcomes[i].bound) bound &= good.bits();
    }
    runner_.undo(before);
    return good | shortcut.failing;
  }

  void back_to(std::size_t length) {
    if (way_.size() <= length) return;
    runner_.undo(way_[length].before);
    way_.resize(length);
  }

  void go_to(ModuleId module, VersionSet wanted) {
    Step step = {};
    step.module = module;
    step.before = runner_.mark();
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

  static Runner::ImportResult not_followed(VersionSet wanted) {
    return {wanted, wanted, {}, {}, kNone};
  }

  // MODULE imported first of all, on the versions WANTED.
  Runner::ImportResult try_module(ModuleId module, VersionSet wanted) {
    if (wanted.empty()) return {};
    if (runner_.is_spent()) return not_followed(wanted);
    const std::vector<ModuleId> way = way_to(module);
    std::size_t common = 0;
    while (common < way_.size() && common < way.size() && way_[common].module == way[common])
      ++common;
    back_to(common);
    for (std::size_t i = common; i < way.size() && !runner_.is_spent(); ++i) go_to(way[i], wanted);
    if (runner_.is_spent()) return not_followed(wanted);
    const Step& last = way_.back();
    return {last.loaded,           last.unknown,          last.faults,
            runner_.names(module), runner_.doubt(module), runner_.hidden() & wanted};
  }

  void tell(ModuleId module, const Runner::ImportResult& found, std::size_t cycle) {
    ImportOutcome& outcome = outcomes_[module];
    outcome.faults = found.faults;
    VersionSet loaded = found.loaded;
    if (const FaultId fault = program_.bodies[module].no_namespace; fault != kNone) {
      for (const Version v : (loaded & kNoNamespaces).versions()) {
        outcome.faults[static_cast<std::size_t>(v.place())] = fault;
      }
      loaded -= kNoNamespaces;
    }
    outcome.unknown = found.unknown & loaded;
    outcome.imports = loaded - outcome.unknown;
    if (outcome.unknown.empty()) return;
    if (!program_.bodies[module].unknown.empty()) {
      outcome.unknown_because = layout_.facts(module).unknown_because;
    } else if (found.doubt != kNone) {
      const Fault& doubt = program_.faults[found.doubt];
      if (doubt.unseen) {
        outcome.unknown_because = "can't tell whether there is a module " + doubt.cause +
                                  ", which " + layout_.facts(doubt.module).path +
                                  " imports and no file shows";
        return;
      }
      if (doubt.partial) {
        outcome.unknown_because = "can't tell whether `" + doubt.cause + "` is defined when line " +
                                  std::to_string(doubt.line) + " of " +
                                  layout_.facts(doubt.module).path +
                                  " runs: compiled code may import it before";
        return;
      }
      outcome.unknown_because = "can't tell whether line " + std::to_string(doubt.line) + " of " +
                                layout_.facts(doubt.module).path + " is executed, where " +
                                doubt.cause + " fails";
    } else if (runner_.is_spent()) {
      outcome.unknown_because = "the imports take too many steps to follow";
      if (cycle > 1)
        outcome.unknown_because += ": a cycle of " + std::to_string(cycle) + " modules";
    } else {
      outcome.unknown_because = "it imports a module whose import is unknown";
    }
  }

  const Layout& layout_;
  const Program& program_;
  Runner runner_;
  std::vector<Program::Edge> edges_;
  Rows graph_;                    // of the same edges, in the same order
  std::vector<VersionSet> open_;  // by module: on which its outcome is not settled
  std::uint64_t outsiders_work_ = 0;
  std::vector<Step> way_;
  std::vector<ImportOutcome> outcomes_;
};

}  // namespace

std::vector<ImportOutcome> import_all(const Layout& layout, const Program& program,
                                      std::uint64_t* work) {
  ImportCheck trial(layout, program);
  std::vector<ImportOutcome> outcomes = trial.run();
  if (work != nullptr) *work = trial.work();
  return outcomes;
}

}  // namespace pymolt::project
