// The flow pass: opens and closes regions of reachable versions. Statements are in flow_visits.cc, exceptions in flow_try.cc.
// SPDX-License-Identifier: MIT
#include "names/flow.h"

#include <algorithm>

namespace pymolt::names {

using syntax::Node;

Flow::Flow(Scopes& scopes, const Resolver& resolver, Guards& guards)
    : scopes_(&scopes),
      resolver_(&resolver),
      guards_(&guards),
      evaluator_(resolver),
      handlers_(resolver) {}

void Flow::run() {
  const auto size = static_cast<std::uint32_t>(scopes_->tree().nodes().size());
  Region file;
  file.end = size + 1;
  regions_.push_back(file);
  for (const std::uint32_t at : scopes_->control_flow()) {
    advance(at);
    guards_->known_until_ = at;
    visit(at);
  }
  advance(size);
  guards_->known_until_ = kNone;
}

// Closes and opens every region up to TO.
void Flow::advance(std::uint32_t to) {
  for (;;) {
    const std::uint32_t closing = regions_.back().end;
    const std::uint32_t opening = planned_.empty() ? kNone : planned_.back().begin;
    const std::uint32_t next = std::min(closing, opening);
    if (next > to) break;
    look_at_loads(next);
    if (closing <= opening) {
      close();
    } else {
      const Planned planned = planned_.back();
      planned_.pop_back();
      open(planned);
    }
  }
  look_at_loads(to);
}

// From that moment of NODE on, things are as they are now.
void Flow::note(std::uint32_t node, Guards::Moment moment) {
  const std::uint64_t key = Guards::key(node, moment);
  std::vector<Guards::Change>& changes = guards_->changes_;
  if (changes.back().key == key) {
    changes.back().state = now_;
  } else if (changes.back().state != now_) {
    changes.push_back({key, now_});
  }
}

void Flow::enter(Role role, std::uint32_t node) {
  Region region;
  region.role = role;
  region.begin = node;
  region.end = scopes_->tree().nodes()[node].next;
  region.outside = now_;
  regions_.push_back(region);
}

void Flow::plan(Node block, Role role, State state, std::uint32_t try_region,
                std::uint32_t handler) {
  if (!block) return;
  planned_.push_back({block.index(), block.data().next, role, state, try_region, handler});
}

void Flow::open(const Planned& planned) {
  Region region;
  region.role = planned.role;
  region.begin = planned.begin;
  region.end = planned.end;
  region.outside = now_;
  region.try_region = planned.try_region;
  region.handler = planned.handler;
  regions_.push_back(region);
  const VersionSet reached = now_.alive;  // what the condition or the header has left
  now_ = planned.state;
  if (planned.role == Role::branch || planned.role == Role::apart) now_.alive &= reached;
  if (planned.role == Role::branch) regions_[regions_.size() - 2].rest &= reached;
  note(planned.begin);
}

// The nearest open region if it has that role.
Flow::Region* Flow::around(Role role) {
  return regions_.back().role == role ? &regions_.back() : nullptr;
}

void Flow::close() {
  const Region region = regions_.back();
  regions_.pop_back();
  const VersionSet out = now_.alive;
  now_ = region.outside;
  switch (region.role) {
    case Role::if_:
      now_.alive = region.after | region.rest;
      break;
    case Role::try_:
      close_try(region);
      break;
    case Role::with:
      if (!region.after.empty()) now_.alive = region.after;
      break;
    case Role::body:
      try_regions_[region.try_region].body_end = out;
      break;
    case Role::handler: {
      regions_.back().after |= out;
      const VersionSet escapes = region.raised - region.exits - out;
      TryRegion& try_region = try_regions_[region.try_region];
      ExceptionContext& exception_context =
          guards_->exception_contexts_[try_region.exception_context];
      for (std::size_t i = 0; i < kRaisedKinds; ++i) {
        exception_context.catches[i] -= escapes & try_region.handlers[region.handler].catches[i];
      }
      break;
    }
    case Role::otherwise:
      try_regions_[region.try_region].body_end = out;
      break;
    case Role::branch:
    case Role::with_body:
      regions_.back().after |= out;
      break;
    case Role::leaves:
    case Role::raises:
      leave(region.role == Role::raises);
      return note(region.end - 1, Guards::kStatementEnded);
    case Role::asserts:
      now_.alive &= region.rest;
      return note(region.end - 1, Guards::kStatementEnded);
    case Role::operand:
    case Role::lambda:
      return note(region.end - 1, Guards::kExpressionEnded);
    case Role::function:
    case Role::apart:
      break;
  }
  note(region.end - 1, Guards::kBlockEnded);
}

Test Flow::test(Node condition) {
  if (!condition) return {};
  guards_->known_until_ = condition.data().next;
  note_walrus(condition);
  return evaluator_.test(condition);
}

Flow::State Flow::is_attribute_tested(State state, const Test& test) {
  for (const InternedName word : test.probes) {
    ExceptionContext exception_context;
    exception_context.kind = ExceptionContext::Kind::attribute_test;
    exception_context.outer = state.exception_context;
    exception_context.word = word;
    state.exception_context = guards_->add_context(exception_context);
  }
  return state;
}

// From here to the end of the block nothing is reached.
void Flow::leave(bool by_raising) {
  for (auto region = regions_.rbegin(); region != regions_.rend(); ++region) {
    if (region->role == Role::function || region->role == Role::lambda) break;
    if (region->role != Role::handler) continue;
    (by_raising ? region->raised : region->exits) |= now_.alive;
    break;
  }
  now_.alive = now_.unlikely = VersionSet::none();
}

}  // namespace pymolt::names
