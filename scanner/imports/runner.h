// Runs the programs of modules as Python's import system does, on all versions at once.
// SPDX-License-Identifier: MIT
//
// Every state is a set of versions: on which a module is loaded, on which it is being run, on which a name is bound.
// A module is run on the versions that ask for it; what differs between versions splits the sets and nothing else, so
// that each version sees exactly its own order of events. A failure takes the exception's way: to the handler that
// catches it, else out of the module to whoever imports it.
//
// A module that failed is not run again either within one run, unless it saw a module that was not complete yet: it would
// fail again. Work is counted; a run that takes more than it may is given up, whatever it has come to.
//
// A module that is settled is not run again: its outcome is known and does not depend on who asks. All changes can be
// taken back to a mark, so that many beginnings can be tried one after the other.
#ifndef PYMOLT_IMPORTS_RUNNER_H_
#define PYMOLT_IMPORTS_RUNNER_H_

#include <array>
#include <cstdint>
#include <vector>

#include "imports/program.h"

namespace pymolt::project {

/// `from package import module` takes a module that is still being imported, since 3.5.
inline constexpr VersionSet kTakesRunning = VersionSet::from(Version::of(3, 5));

using FaultRow = std::array<FaultId, Version::kCount>;  // by version

class Runner {
 public:
  explicit Runner(const Program& program);

  /// Imports MODULE on the versions WANTED; what its import leaves behind stays.
  void import(ModuleId module, VersionSet wanted);
  [[nodiscard]] VersionSet loaded(ModuleId module) const { return at(loaded_, module); }
  /// On which it was loaded, but something open was passed on the way.
  [[nodiscard]] VersionSet unknown(ModuleId module) const { return at(unknown_, module); }
  /// Of what is unknown: what fails if the open condition holds; kNone where something else was not known.
  [[nodiscard]] FaultId doubt(ModuleId module) const { return doubts_[module]; }
  [[nodiscard]] FaultId fault(ModuleId module, Version v) const {
    return faults_[module][static_cast<std::size_t>(v.place())];
  }

  /// On which versions the name of SLOT is bound.
  [[nodiscard]] VersionSet defined(std::uint32_t slot) const {
    return slot == kNone ? VersionSet::none() : at(bound_, slot);
  }

  /// On which versions compiled code of the project has run, which may have imported anything of it.
  [[nodiscard]] VersionSet hidden() const { return at(hidden_, 0); }

  using TrailPosition = std::size_t;
  [[nodiscard]] TrailPosition mark() const { return trail_.size(); }
  void undo(TrailPosition mark);

  /// What the import of a module came to, with the versions on which each of its slots is bound.
  struct ImportResult {
    VersionSet loaded;
    VersionSet unknown;
    FaultRow faults;
    std::vector<std::uint32_t> bound;
    FaultId doubt = kNone;
    VersionSet hidden = {};  // on which compiled code ran
  };
  [[nodiscard]] std::vector<std::uint32_t> names(ModuleId module) const;
  /// On the versions ON, this outcome holds from now on.
  void record(ModuleId module, VersionSet on, const ImportResult& outcome);

  /// Operations executed so far.
  [[nodiscard]] std::uint64_t work() const { return work_; }
  /// From now on at most WORK operations may be executed.
  void allow(std::uint64_t work) { most_work_ = work_ + work; }
  /// Nothing more may be executed: what was being run when that happened tells nothing.
  [[nodiscard]] bool is_spent() const { return work_ >= most_work_; }

 private:
  struct ModuleRun {
    ModuleId module;
    VersionSet running;    // on which it still runs
    VersionSet asked;      // of the current operation, as far as it has not failed
    VersionSet undecided;  // of these, on which it is open whether it is reached
    VersionSet
        saw_incomplete;  // on which it, or who it imported, looked for a name that may come later
    std::uint32_t op;
    std::uint32_t phase;    // how far the current operation is
    std::uint32_t states;   // where its try regions' sets begin
    std::uint32_t handled;  // where the faults being handled begin, by version
  };
  struct Change {
    std::uint32_t* where;
    std::uint32_t before;
  };

  static VersionSet at(const std::vector<std::uint32_t>& sets, std::uint32_t i) {
    return VersionSet::raw(sets[i]);
  }
  void set(std::vector<std::uint32_t>& sets, std::uint32_t i, VersionSet value);
  bool push(ModuleId module, VersionSet wanted);
  void pop();
  void give_up();
  void run();
  void begin(ModuleRun& frame, const Op& op) const;
  bool execute(const Op& op);
  bool load(const Op& op);
  bool take(const Op& op);
  void take_submodule(const Op& op, VersionSet missing);
  void copy(const Op& op);
  void fail(const Op& op);
  void pass(const Op& op, ModuleId module);
  void raise_faults_of(ModuleId module, Place place, VersionSet on);
  void raise(Place place, FaultId fault, VersionSet on);
  [[nodiscard]] VersionSet bound(ModuleId module, std::uint32_t slot) const;
  [[nodiscard]] VersionSet incomplete(const Op& op) const;
  [[nodiscard]] VersionSet may_be_whole(ModuleId module) const;
  [[nodiscard]] VersionSet caught(Place place, Raised raised, VersionSet on) const;

  const Program& program_;
  std::vector<std::uint32_t> loaded_;
  std::vector<std::uint32_t> running_;
  std::vector<std::uint32_t> unknown_;
  std::vector<std::uint32_t> settled_;
  std::vector<std::uint32_t> failed_;         // in this run, for good
  std::vector<std::uint32_t> bound_;          // by slot
  std::vector<std::uint32_t> hidden_;         // one set: on which compiled code has run
  std::vector<std::uint32_t> runs_hidden_;    // by module that is settled: on which it runs some
  std::vector<std::uint32_t> hidden_before_;  // by module: on which it had when the module began
  std::vector<FaultRow> faults_;              // by module: of its last failure
  std::vector<FaultId> doubts_;               // by module: the last one
  std::vector<ModuleRun> frames_;
  std::vector<VersionSet> states_;  // of the frames: what left each body, what came to each handler
  std::vector<FaultId> handled_;
  std::vector<Change> trail_;
  std::uint64_t work_ = 0;
  std::uint64_t most_work_ = 0;
};

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_RUNNER_H_
