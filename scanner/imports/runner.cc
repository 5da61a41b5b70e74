// A stack of modules being run, one operation at a time. What operations do is runner_ops.cc.
// SPDX-License-Identifier: MIT
#include "imports/runner.h"

namespace pymolt::project {

Runner::Runner(const Program& program)
    : program_(program),
      loaded_(program.bodies.size()),
      running_(program.bodies.size()),
      unknown_(program.bodies.size()),
      settled_(program.bodies.size()),
      failed_(program.bodies.size()),
      bound_(program.slots),
      hidden_(1),
      runs_hidden_(program.bodies.size()),
      hidden_before_(program.bodies.size()),
      faults_(program.bodies.size()),
      doubts_(program.bodies.size(), kNone) {
  for (FaultRow& row : faults_) row.fill(kNone);
}

void Runner::set(std::vector<std::uint32_t>& sets, std::uint32_t i, VersionSet value) {
  if (sets[i] == value.bits()) return;
  trail_.push_back({&sets[i], sets[i]});
  sets[i] = value.bits();
}

void Runner::undo(TrailPosition mark) {
  while (trail_.size() > mark) {
    *trail_.back().where = trail_.back().before;
    trail_.pop_back();
  }
}

std::vector<std::uint32_t> Runner::names(ModuleId module) const {
  std::vector<std::uint32_t> bound;
  for (const std::uint32_t slot : program_.slots_of[module]) bound.push_back(bound_[slot]);
  return bound;
}

void Runner::record(ModuleId module, VersionSet on, const ImportResult& outcome) {
  settled_[module] |= on.bits();
  loaded_[module] |= (outcome.loaded & on).bits();
  unknown_[module] |= (outcome.unknown & on).bits();
  runs_hidden_[module] |= (outcome.hidden & on).bits();
  if (!(outcome.unknown & on).empty()) doubts_[module] = outcome.doubt;
  for (const Version v : on.versions()) {
    const auto place = static_cast<std::size_t>(v.place());
    faults_[module][place] = outcome.faults[place];
  }
  for (std::size_t i = 0; i < outcome.bound.size(); ++i) {
    bound_[program_.slots_of[module][i]] |= outcome.bound[i] & on.bits();
  }
}

void Runner::import(ModuleId module, VersionSet wanted) {
  if (push(module, wanted)) run();
}

// Starts to run MODULE where that is not done, being done or known to fail; false when there is no such version.
bool Runner::push(ModuleId module, VersionSet wanted) {
  set(hidden_, 0, hidden() | (wanted & at(runs_hidden_, module)));
  wanted = wanted - at(loaded_, module) - at(running_, module) - at(settled_, module) -
           at(failed_, module);
  if (wanted.empty()) return false;
  const Program::Body& body = program_.bodies[module];
  ModuleRun frame = {};
  frame.module = module;
  frame.running = wanted;
  frame.op = body.first;
  frame.states = static_cast<std::uint32_t>(states_.size());
  frame.handled = static_cast<std::uint32_t>(handled_.size());
  if (body.states > 0) {
    states_.resize(states_.size() + body.states);
    handled_.resize(handled_.size() + Version::kCount, kNone);
  }
  set(running_, module, at(running_, module) | wanted);
  set(unknown_, module, (at(unknown_, module) - wanted) | (body.unknown & wanted));
  set(hidden_before_, module, (at(hidden_before_, module) - wanted) | (at(hidden_, 0) & wanted));
  frames_.push_back(frame);
  for (const auto& [on, fault] : body.broken) raise({}, fault, on & wanted);
  return true;
}

void Runner::pop() {
  const ModuleRun frame = frames_.back();
  set(running_, frame.module, at(running_, frame.module) - frame.running);
  set(loaded_, frame.module, at(loaded_, frame.module) | frame.running);
  states_.resize(frame.states);
  handled_.resize(frame.handled);
  frames_.pop_back();
  if (!frames_.empty()) frames_.back().saw_incomplete |= frame.saw_incomplete;
}

void Runner::give_up() {
  frames_.clear();
  states_.clear();
  handled_.clear();
}

void Runner::run() {
  while (!frames_.empty()) {
    ModuleRun& frame = frames_.back();
    if (frame.running.empty() || frame.op == program_.bodies[frame.module].last) {
      pop();
      continue;
    }
    const Op& op = program_.ops[frame.op];
    if (frame.phase == 0) begin(frame, op);
    if (++work_ >= most_work_) return give_up();
    const std::size_t depth = frames_.size();
    if (!frame.asked.empty() && !execute(op)) continue;  // another module comes first
    frames_[depth - 1].phase = 0;
    ++frames_[depth - 1].op;
  }
}

// On which versions the operation is reached.
void Runner::begin(ModuleRun& frame, const Op& op) const {
  frame.asked = frame.running & (op.on | op.unlikely);
  frame.undecided = op.undecided;
  if (op.place.try_region == kNowhere) return;
  VersionSet entered;
  const std::vector<TryFact>& try_regions = *program_.try_regions[frame.module];
  for (Place place = op.place; place.try_region != kNowhere;
       place = try_regions[place.try_region].place) {
    const std::uint32_t state =
        frame.states + program_.try_region_states[frame.module][place.try_region];
    if (place.part > 0 && place.part <= try_regions[place.try_region].handlers.size()) {
      entered |= states_[state + place.part];
    } else {
      frame.asked -= states_[state];
    }
  }
  frame.asked &= op.on | (op.unlikely & entered);
  frame.undecided -= entered;
}

// The versions of ON on which a handler around PLACE takes an exception of that kind.
VersionSet Runner::caught(Place place, Raised raised, VersionSet on) const {
  VersionSet caught;
  const std::vector<TryFact>& try_regions = *program_.try_regions[frames_.back().module];
  for (; place.try_region != kNowhere; place = try_regions[place.try_region].place) {
    if (place.part != 0) continue;
    for (const TryFact::Handler& handler : try_regions[place.try_region].handlers) {
      caught |= handler[static_cast<std::size_t>(raised)];
    }
  }
  return caught & on;
}

// An exception in the module at the top, on the versions ON: to the handler that takes it, else the module fails.
void Runner::raise(Place place, FaultId fault, VersionSet on) {
  ModuleRun& frame = frames_.back();
  const Raised raised = program_.faults[fault].raised;
  const VersionSet undecided = on & frame.undecided;
  if (!undecided.empty()) {
    const VersionSet open = undecided - caught(place, raised, undecided);
    if (!open.empty()) doubts_[frame.module] = fault;
    set(unknown_, frame.module, at(unknown_, frame.module) | open);
    on -= undecided;
  }
  frame.asked -= on;
  const std::vector<TryFact>& try_regions = *program_.try_regions[frame.module];
  for (; place.try_region != kNowhere && !on.empty(); place = try_regions[place.try_region].place) {
    if (place.part != 0) continue;
    const std::uint32_t state =
        frame.states + program_.try_region_states[frame.module][place.try_region];
    const std::vector<TryFact::Handler>& handlers = try_regions[place.try_region].handlers;
    for (std::size_t i = 0; i < handlers.size(); ++i) {
      const VersionSet taken = on & handlers[i][static_cast<std::size_t>(raised)];
      if (taken.empty()) continue;
      states_[state] |= taken;
      states_[state + 1 + i] |= taken;
      for (const Version v : taken.versions())
        handled_[frame.handled + static_cast<std::uint32_t>(v.place())] = fault;
      on -= taken;
    }
  }
  if (on.empty()) return;
  frame.running -= on;
  set(running_, frame.module, at(running_, frame.module) - on);
  set(failed_, frame.module, at(failed_, frame.module) | (on - frame.saw_incomplete));
  for (std::uint32_t bits = on.bits(); bits != 0; bits &= bits - 1) {
    faults_[frame.module][static_cast<std::size_t>(std::countr_zero(bits))] = fault;
  }
  for (const std::uint32_t slot : program_.slots_of[frame.module])
    set(bound_, slot, at(bound_, slot) - on);
}

}  // namespace pymolt::project
