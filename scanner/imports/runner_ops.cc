// What each operation does; each works on the module at the top of the stack.
// SPDX-License-Identifier: MIT
#include "imports/runner.h"

namespace pymolt::project {

// False when another module has to be run first; then the operation goes on where its phase says.
bool Runner::execute(const Op& op) {
  ModuleRun& frame = frames_.back();
  switch (op.kind) {
    case Op::Kind::load:
      return load(op);
    case Op::Kind::take:
      return take(op);
    case Op::Kind::star:
      copy(op);
      break;
    case Op::Kind::bind:
      set(bound_, op.slot, at(bound_, op.slot) | frame.asked);
      break;
    case Op::Kind::unbind:
      set(bound_, op.slot, at(bound_, op.slot) - (frame.asked - frame.undecided));
      break;
    case Op::Kind::fail:
      fail(op);
      break;
    case Op::Kind::hidden:
      set(hidden_, 0, hidden() | frame.asked);
      break;
  }
  return true;
}

// An even phase asks for a module of the chain, an odd one looks at what came of it.
bool Runner::load(const Op& op) {
  while (true) {
    ModuleRun& frame = frames_.back();
    const std::uint32_t place = op.first + frame.phase / 2;
    if (place == op.last || frame.asked.empty()) return true;
    const ModuleId module = program_.chains[place];
    if (frame.phase++ % 2 == 0) {
      if (push(module, frame.asked)) return false;
      continue;
    }
    pass(op, module);
    raise_faults_of(module, op.place, frame.asked - at(loaded_, module) - at(running_, module));
  }
}

// What was open in MODULE is open in who imports it.
void Runner::pass(const Op& op, ModuleId module) {
  ModuleRun& frame = frames_.back();
  const VersionSet open = frame.asked & at(unknown_, module);
  if (open.empty()) return;
  const VersionSet sheltered =
      caught(op.place, Raised::no_import, open) & caught(op.place, Raised::other, open);
  if (sheltered != open) doubts_[frame.module] = doubts_[module];
  set(unknown_, frame.module, at(unknown_, frame.module) | (open - sheltered));
}

void Runner::raise_faults_of(ModuleId module, Place place, VersionSet on) {
  while (!on.empty()) {
    const FaultId fault = faults_[module][static_cast<std::size_t>(on.oldest().place())];
    VersionSet same;
    for (std::uint32_t bits = on.bits(); bits != 0; bits &= bits - 1) {
      const int place_on_axis = std::countr_zero(bits);
      if (faults_[module][static_cast<std::size_t>(place_on_axis)] == fault)
        same |= VersionSet(Version::at(place_on_axis));
    }
    raise(place, fault, same);
    on -= same;
  }
}

VersionSet Runner::bound(ModuleId module, std::uint32_t slot) const {
  return module == kNone ? VersionSet::none() : program_.bodies[module].any_name | defined(slot);
}

// A name of a module, or else its submodule, which `from … import` runs if need be: also where the module may have any
// name.
bool Runner::take(const Op& op) {
  ModuleRun& frame = frames_.back();
  if (op.all != kNone) {  // in a cycle, a star may come before `__all__` is there
    const VersionSet early = frame.asked - at(bound_, op.all);
    frame.saw_incomplete |= early & incomplete(op);
    frame.asked -= early;
  }
  const bool runs = op.submodule != kNone && !op.by_name;
  VersionSet missing = frame.asked - (runs ? defined(op.slot) : bound(op.module, op.slot));
  if (op.submodule != kNone) {
    if (op.by_name) {
      missing -= at(loaded_, op.submodule);
    } else if (!missing.empty()) {
      if (frame.phase++ == 0 && push(op.submodule, missing)) return false;
      return take_submodule(op, missing), true;
    }
  }
  missing |= frame.asked & op.never;
  if (missing.empty()) return true;
  const bool comes_later = op.slot != kNone && program_.is_defined[op.slot];
  const VersionSet running = op.module == kNone || !(comes_later || op.submodule != kNone)
                                 ? VersionSet::none()
                                 : at(running_, op.module);
  frame.saw_incomplete |= missing & incomplete(op);
  if (op.by_name && op.submodule != kNone) frame.undecided |= hidden();
  raise(op.place, op.fault, missing - running);
  frames_.back().undecided |= may_be_whole(op.module);
  raise(op.place, op.fault + 1, missing & running);
  return true;
}

// The versions on which a name that OP does not find may come later.
VersionSet Runner::incomplete(const Op& op) const {
  VersionSet running;
  if (op.module != kNone) running |= at(running_, op.module);
  if (op.submodule != kNone) running |= at(running_, op.submodule);
  return running;
}

// Where compiled code may have imported MODULE before it came to be run as far as is seen.
VersionSet Runner::may_be_whole(ModuleId module) const {
  return module == kNone ? VersionSet::none() : at(hidden_before_, module);
}

void Runner::take_submodule(const Op& op, VersionSet missing) {
  pass(op, op.submodule);
  const VersionSet loaded = at(loaded_, op.submodule);
  const VersionSet running = at(running_, op.submodule);
  frames_.back().saw_incomplete |= missing & (running - loaded);
  raise_faults_of(op.submodule, op.place, missing - loaded - running);
  frames_.back().undecided |= may_be_whole(op.submodule);
  raise(op.place, op.fault + 1, (missing & running) - loaded - kTakesRunning);
}

void Runner::copy(const Op& op) {
  const VersionSet asked = frames_.back().asked;
  frames_.back().saw_incomplete |= asked & incomplete(op);
  work_ += op.last - op.first;
  for (std::uint32_t i = op.first; i < op.last; ++i) {
    const Copy copy = program_.copies[i];
    set(bound_, copy.to, at(bound_, copy.to) | (asked & at(bound_, copy.from)));
  }
}

// `raise` in a handler passes on what is being handled, if that is of the same kind.
void Runner::fail(const Op& op) {
  const ModuleRun frame = frames_.back();
  VersionSet on = frame.asked;
  const Fault& own = program_.faults[op.fault];
  for (const Version v : op.again ? on.versions() : std::vector<Version>()) {
    const FaultId handled = handled_[frame.handled + static_cast<std::uint32_t>(v.place())];
    if (handled == kNone) continue;
    const Raised raised = program_.faults[handled].raised;
    const bool import = own.raised == Raised::no_import && raised == Raised::no_module;
    if (own.cause != "raise" && raised != own.raised && !import) continue;
    raise(op.place, handled, v);
    on -= v;
  }
  raise(op.place, op.fault, on);
}

}  // namespace pymolt::project
