// Runs all imports, takes out the operations that failed, and runs them again.
// SPDX-License-Identifier: MIT
#include "project/rounds.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "project/outcomes.h"

namespace pymolt::project {

namespace {

constexpr int kMostRounds = 20;

using Key = std::tuple<ModuleId, std::uint32_t, std::string>;

class Mending {
 public:
  Mending(const Layout& layout, Program program, VersionSet target)
      : layout_(layout), program_(std::move(program)), target_(target) {}

  std::vector<std::vector<MendedCause>> run() {
    std::vector<ImportOutcome> outcomes = import_all(layout_, program_);
    for (int round = 0; round < kMostRounds; ++round) {
      std::map<Key, MendedCause> causes;
      std::vector<std::set<Key>> causes_of(outcomes.size());
      for (ModuleId id = 0; id < outcomes.size(); ++id) look_at(id, outcomes[id], causes, causes_of[id]);
      if (causes.empty()) break;
      take_out(causes);
      std::vector<ImportOutcome> after = import_all(layout_, program_);
      for (ModuleId id = 0; id < after.size(); ++id) {
        if (causes_of[id].empty() || !failing(after[id]).empty()) continue;
        // A module is the last of its causes' work; where it has several, the first is as good as any.
        ++causes[*causes_of[id].begin()].brings_back;
      }
      outcomes = std::move(after);
      rounds_.push_back(sorted(causes));
    }
    return std::move(rounds_);
  }

 private:
  [[nodiscard]] VersionSet failing(const ImportOutcome& outcome) const {
    return target_ - outcome.imports - outcome.unknown;
  }

  [[nodiscard]] Key key(FaultId fault) const {
    const Fault& f = program_.faults[fault];
    return {f.module, f.line, f.cause};
  }

  void look_at(ModuleId id, const ImportOutcome& outcome, std::map<Key, MendedCause>& causes, std::set<Key>& own) {
    if (layout_.module(id).name.empty()) return;
    for (const Version v : failing(outcome).versions()) {
      const FaultId fault = outcome.faults[static_cast<std::size_t>(v.place())];
      if (fault != kNone) own.insert(key(fault));
    }
    for (const Key& cause : own) {
      MendedCause& mended = causes[cause];
      std::tie(mended.module, mended.line, mended.cause) = cause;
      ++mended.takes_down;
    }
  }

  void take_out(const std::map<Key, MendedCause>& causes) {
    const auto mended = [&](FaultId fault) { return fault != kNone && causes.contains(key(fault)); };
    for (Op& op : program_.ops) {
      if (mended(op.fault)) op.on = op.doubtful = VersionSet::none();
    }
    for (Program::Body& body : program_.bodies) {
      std::erase_if(body.broken, [&](const auto& broken) { return mended(broken.second); });
      if (mended(body.no_namespace)) body.no_namespace = kNone;
    }
  }

  static std::vector<MendedCause> sorted(const std::map<Key, MendedCause>& causes) {
    std::vector<MendedCause> sorted;
    for (const auto& [key, cause] : causes) sorted.push_back(cause);
    std::stable_sort(sorted.begin(), sorted.end(), [](const MendedCause& a, const MendedCause& b) {
      return a.takes_down > b.takes_down;
    });
    return sorted;
  }

  const Layout& layout_;
  Program program_;
  VersionSet target_;
  std::vector<std::vector<MendedCause>> rounds_;
};

}  // namespace

std::vector<std::vector<MendedCause>> mend(const Layout& layout, Program program, VersionSet target) {
  return Mending(layout, std::move(program), target).run();
}

}  // namespace pymolt::project
