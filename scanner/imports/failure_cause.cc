// For each version one search from all the modules that hold a cause, backwards along the imports, to those that fail
// for the same cause: each module learns its next step, and no way is longer than it must be.
// SPDX-License-Identifier: MIT
#include "imports/failure_cause.h"

#include <algorithm>

#include "imports/failure_messages.h"

namespace pymolt::project {

namespace {

class Search {
 public:
  Search(const Layout& layout, const Program& program, const std::vector<ImportOutcome>& outcomes)
      : layout_(layout),
        program_(program),
        outcomes_(outcomes),
        next_(outcomes.size()),
        reasons_(outcomes.size()) {
    importers_ = program.edges(layout);
    std::stable_sort(importers_.begin(), importers_.end(),
                     [](const Program::Edge& a, const Program::Edge& b) { return a.to < b.to; });
    begin_.resize(outcomes.size() + 1);
    for (const Program::Edge& edge : importers_) ++begin_[edge.to + 1];
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  }

  std::vector<Reasons> run() {
    for (const Version v : axis()) {
      search(v);
      write(v);
    }
    return std::move(reasons_);
  }

 private:
  [[nodiscard]] FaultId fault(ModuleId module, Version v) const {
    const ImportOutcome& outcome = outcomes_[module];
    if (outcome.imports.contains(v) || outcome.unknown.contains(v)) return kNone;
    return outcome.faults[static_cast<std::size_t>(v.place())];
  }

  void search(Version v) {
    std::fill(next_.begin(), next_.end(), kNone);
    std::vector<ModuleId> found;
    for (ModuleId id = 0; id < outcomes_.size(); ++id) {
      const FaultId own = fault(id, v);
      if (own == kNone || program_.faults[own].module != id) continue;
      next_[id] = id;
      found.push_back(id);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      const ModuleId id = found[i];
      for (std::uint32_t at = begin_[id]; at < begin_[id + 1]; ++at) {
        const Program::Edge& edge = importers_[at];
        if (next_[edge.from] != kNone || !edge.on.contains(v) ||
            fault(edge.from, v) != fault(id, v))
          continue;
        next_[edge.from] = id;
        found.push_back(edge.from);
      }
    }
  }

  [[nodiscard]] std::string name(ModuleId id) const {
    const Module& module = layout_.module(id);
    return module.name.empty() ? layout_.facts(id).path : module.name;
  }

  void write(Version v) {
    for (ModuleId id = 0; id < outcomes_.size(); ++id) {
      const FaultId own = fault(id, v);
      if (own == kNone) continue;
      const Fault& cause = program_.faults[own];
      Because because;
      ModuleId at = id;
      while (at != kNone && at != cause.module && because.via.size() + 2 < kLongestWay) {
        because.via.push_back(name(at));
        at = next_[at];
      }
      if (because.via.empty() && id != cause.module) because.via.push_back(name(id));
      if (at != kNone && at != cause.module) because.via.emplace_back("…");
      because.via.push_back(name(cause.module));
      because.cause = cause_of(cause);
      because.path = layout_.facts(cause.module).path;
      because.line = cause.line;
      reasons_[id].add(v, std::move(because));
    }
  }

  const Layout& layout_;
  const Program& program_;
  const std::vector<ImportOutcome>& outcomes_;
  std::vector<Program::Edge> importers_;  // by `to`
  std::vector<std::uint32_t> begin_;
  std::vector<ModuleId> next_;
  std::vector<Reasons> reasons_;
};

}  // namespace

std::vector<Reasons> reasons(const Layout& layout, const Program& program,
                             const std::vector<ImportOutcome>& outcomes) {
  return Search(layout, program, outcomes).run();
}

}  // namespace pymolt::project
