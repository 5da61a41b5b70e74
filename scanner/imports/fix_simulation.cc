// Runs all imports, takes out the operations that failed with all others of their files, and runs them again.
// SPDX-License-Identifier: MIT
#include "imports/fix_simulation.h"

#include <algorithm>
#include <map>
#include <set>

#include "imports/outcomes.h"

namespace pymolt::project {

namespace {

constexpr int kMostRounds = 50;

class FixSimulation {
 public:
  FixSimulation(const Layout& layout, Program program, VersionSet target)
      : layout_(layout), program_(std::move(program)), target_(target) {}

  std::vector<std::vector<MendedFile>> run() {
    std::vector<ImportOutcome> outcomes = import_all(layout_, program_);
    std::vector<std::vector<MendedFile>> rounds;
    while (rounds.size() < kMostRounds) {
      std::vector<std::set<ModuleId>> holders(
          outcomes.size());  // by module: who holds the causes of its failure
      std::vector<MendedFile> round = look_at(outcomes, holders);
      if (round.empty()) break;
      for (MendedFile& file : round) add_later_causes(file);
      take_out(round);
      outcomes = import_all(layout_, program_);
      count_back(outcomes, holders, round);
      rounds.push_back(std::move(round));
    }
    return rounds;
  }

 private:
  [[nodiscard]] VersionSet failing(const ImportOutcome& outcome) const {
    return target_ - outcome.imports - outcome.unknown;
  }

  std::vector<MendedFile> look_at(const std::vector<ImportOutcome>& outcomes,
                                  std::vector<std::set<ModuleId>>& holders) const {
    std::map<ModuleId, MendedFile> files;
    for (ModuleId id = 0; id < outcomes.size(); ++id) {
      if (layout_.module(id).name.empty()) continue;
      for (const Version v : failing(outcomes[id]).versions()) {
        const FaultId fault = outcomes[id].faults[static_cast<std::size_t>(v.place())];
        if (fault == kNone) continue;
        const Fault& cause = program_.faults[fault];
        MendedFile& file = files[cause.module];
        file.module = cause.module;
        file.causes.emplace_back(cause.line, cause.cause);
        if (holders[id].insert(cause.module).second) ++file.takes_down;
      }
    }
    std::vector<MendedFile> round;
    for (auto& [id, file] : files) {
      std::sort(file.causes.begin(), file.causes.end());
      file.causes.erase(std::unique(file.causes.begin(), file.causes.end()), file.causes.end());
      round.push_back(std::move(file));
    }
    std::stable_sort(round.begin(), round.end(), [](const MendedFile& a, const MendedFile& b) {
      return a.takes_down > b.takes_down;
    });
    return round;
  }

  // What the file runs into once its first causes are fixed: a failure that no handler is around is fixed with them.
  void add_later_causes(MendedFile& file) const {
    std::set<std::pair<std::uint32_t, std::string>> later;
    const Program::Body& body = program_.bodies[file.module];
    for (std::uint32_t i = body.first; i < body.last; ++i) {
      const Op& op = program_.ops[i];
      const bool fails = op.kind == Op::Kind::fail && op.fault != kNone &&
                         op.place.try_region == kNowhere &&
                         (op.on - op.unlikely - op.undecided).intersects(target_);
      if (!fails) continue;
      const Fault& fault = program_.faults[op.fault];
      if (fault.module == file.module) later.emplace(fault.line, fault.cause);
    }
    for (const auto& first : file.causes) later.erase(first);
    file.causes.insert(file.causes.end(), later.begin(), later.end());
  }

  void take_out(const std::vector<MendedFile>& round) {
    std::set<ModuleId> whole;
    for (const MendedFile& file : round) whole.insert(file.module);
    for (Op& op : program_.ops) {
      const bool fails = op.fault != kNone && whole.contains(program_.faults[op.fault].module);
      if (fails) op.on = op.unlikely = VersionSet::none();
    }
    for (const ModuleId id : whole) {
      program_.bodies[id].broken.clear();
      program_.bodies[id].no_namespace = kNone;
    }
  }

  // A module is back when the last of those that held its causes is fixed.
  void count_back(const std::vector<ImportOutcome>& after,
                  const std::vector<std::set<ModuleId>>& holders,
                  std::vector<MendedFile>& round) const {
    for (ModuleId id = 0; id < after.size(); ++id) {
      if (holders[id].empty() || !failing(after[id]).empty()) continue;
      const auto last = std::find_if(round.rbegin(), round.rend(), [&](const MendedFile& file) {
        return holders[id].contains(file.module);
      });
      if (last != round.rend()) ++last->brings_back;
    }
  }

  const Layout& layout_;
  Program program_;
  VersionSet target_;
};

}  // namespace

std::vector<std::vector<MendedFile>> mend(const Layout& layout, Program program,
                                          VersionSet target) {
  return FixSimulation(layout, std::move(program), target).run();
}

}  // namespace pymolt::project
