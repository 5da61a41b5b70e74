// What exceptions do to the flow: which handler is there for which failure, and so where it is reached.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/flow.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr VersionSet kHasModuleNotFound = VersionSet::from(Version::of(3, 6));

void add_exception(std::string_view name, std::array<VersionSet, kRaisedKinds>& catches, bool& broad, bool& other) {
  name = name.substr(name.rfind('.') + 1);
  const auto known = std::find_if(kCatching.begin(), kCatching.end(),
                                  [&](const CatchingName& c) { return c.exception == name; });
  if (known == kCatching.end()) {
    other = true;
    return;
  }
  VersionSet on = VersionSet::all();
  if (name == "ModuleNotFoundError") on = kHasModuleNotFound;
  if (name == "StandardError") on = VersionSet::python2();
  for (std::size_t i = 0; i < kRaisedKinds; ++i) {
    if (known->catches[i]) catches[i] |= on;
  }
  broad = broad || known->catches[static_cast<std::size_t>(Raised::other)];
}

}  // namespace

// TYPES: what stands behind `except`, or the arguments of `suppress`; no node for a bare `except:`.
Flow::Handler Flow::read_handler(Node types) const {
  Handler handler;
  if (!types) {
    handler.catches.fill(VersionSet::all());
    handler.broad = true;
    return handler;
  }
  const std::uint32_t end = types.data().next;
  for (std::uint32_t at = types.index(); at < end;) {
    const Node node = scopes_->tree().node(at);
    if (node.is(Kind::as_pattern_target)) break;
    if (node.is_any(Kind::identifier, Kind::attribute)) {
      add_exception(node.text(), handler.catches, handler.broad, handler.other);
      at = node.data().next;
    } else {
      ++at;
    }
  }
  return handler;
}

std::uint32_t Flow::add_attempt(std::uint32_t node, std::vector<Handler> handlers) {
  Shelter shelter;
  shelter.outer = now_.shelter;
  // What an earlier handler takes does not come to a later one.
  for (Handler& handler : handlers) {
    for (std::size_t i = 0; i < kRaisedKinds; ++i) {
      handler.catches[i] -= shelter.catches[i];
      shelter.catches[i] |= handler.catches[i];
    }
  }
  Attempt attempt;
  attempt.node = node;
  attempt.shelter = static_cast<std::uint32_t>(guards_->shelters_.size());
  attempt.handlers = std::move(handlers);
  shelter.owner = static_cast<std::uint32_t>(attempts_.size());
  guards_->shelters_.push_back(shelter);
  attempts_.push_back(std::move(attempt));
  return static_cast<std::uint32_t>(attempts_.size() - 1);
}

void Flow::visit_try(Node node) {
  std::vector<Handler> handlers;
  for (const Node child : node.children()) {
    if (child.is(Kind::except_clause)) handlers.push_back(read_handler(child.child(Field::value)));
  }
  const std::uint32_t attempt = add_attempt(node.index(), std::move(handlers));
  enter(Role::try_, node.index());
  regions_.back().attempt = attempt;
  State inside = now_;
  inside.shelter = attempts_[attempt].shelter;
  plan(node.child(Field::body), Role::body, inside, attempt);
}

void Flow::visit_except(Node node) {
  Region* const region = around(Role::try_);
  if (region == nullptr) return;
  Attempt& attempt = attempts_[region->attempt];
  const std::uint32_t handler = attempt.next_handler++;
  if (handler >= attempt.handlers.size()) return;
  plan(node.child(Kind::block), Role::handler, handler_state(attempt, handler, region->outside), region->attempt,
       handler);
}

// A handler is reached exactly where what it is there for fails, if that is known; see also facts about imports:
// modules that are neither the project's nor the standard library's are taken to be there.
Flow::State Flow::handler_state(const Attempt& attempt, std::uint32_t number, State entry) const {
  const Handler& handler = attempt.handlers[number];
  VersionSet failing;
  bool only_imports = true;
  for (std::size_t i = 0; i < kRaisedKinds; ++i) {
    failing |= attempt.failed[i] & handler.catches[i];
    const bool by_import = i <= static_cast<std::size_t>(Raised::no_import);
    if (!by_import && !handler.catches[i].empty()) only_imports = false;
  }
  const Node body = scopes_->tree().node(attempt.node).child(Field::body);
  const bool narrow = !handler.broad && !handler.other;
  bool known = false;
  if (attempt.imports && !has_any(body, true)) {
    known = true;  // nothing but imports
  } else if (!failing.empty()) {
    known = narrow || !has_any(body, false);
  } else {
    const bool of_names = !handler.catches[static_cast<std::size_t>(Raised::no_name)].empty();
    const bool of_types = !handler.catches[static_cast<std::size_t>(Raised::wrong_type)].empty();
    // Nothing in it can fail so.
    known = narrow && !of_types && !has_any(body, true) && (!of_names || only_reads_builtins(body));
    known = known || (attempt.imports && !handler.catches[0].empty() && narrow && only_imports);
  }
  State state = entry;
  if (!known) return state;
  state.alive &= failing;
  if (attempt.imports_foreign) state.doubtful |= entry.alive - failing;
  return state;
}

// Whether BLOCK holds a call, or, if asked, anything else that can raise whatever it likes.
bool Flow::has_any(Node block, bool attributes) const {
  if (!block) return false;
  for (std::uint32_t at = block.index(); at < block.data().next; ++at) {
    const Kind kind = scopes_->tree().nodes()[at].kind;
    if (kind == Kind::call) return true;
    if (attributes && (kind == Kind::attribute || kind == Kind::subscript)) return true;
  }
  return false;
}

// Whether BODY, of a try at the top of a module, reads nothing but names that every Python has built in:
// `try: set` / `except NameError: from sets import Set as set`.
bool Flow::only_reads_builtins(Node body) const {
  const std::span<const Load> loads = scopes_->loads();
  const auto first = std::lower_bound(loads.begin(), loads.end(), body.index(),
                                      [](const Load& load, std::uint32_t at) { return load.node < at; });
  const auto last = std::find_if(first, loads.end(), [&](const Load& load) { return load.node >= body.data().next; });
  return first != last && std::all_of(first, last, [&](const Load& load) {
    const std::string name(scopes_->tree().node(load.node).text());
    const rulebook::Lifetime* const life = resolver_->standard().book().lifetime("builtins." + name);
    return load.scope == 0 && life != nullptr && life->exists == VersionSet::all();
  });
}

void Flow::close_try(const Region& region) {
  const Attempt& attempt = attempts_[region.attempt];
  now_.alive = attempt.body_end | region.after;
}

// On VERSIONS, what ends with LAST_NODE fails: the handlers that catch it get these, and what follows does not.
void Flow::fail(Raised failure, VersionSet versions, std::uint32_t last_node) {
  versions &= now_.alive;
  const auto kind = static_cast<std::size_t>(failure);
  for (std::uint32_t up = now_.shelter; up != kNone && !versions.empty(); up = guards_->shelters_[up].outer) {
    const Shelter& shelter = guards_->shelters_[up];
    if (shelter.kind == Shelter::Kind::function) break;
    const VersionSet caught = versions & shelter.catches[kind];
    if (shelter.kind != Shelter::Kind::handlers || caught.empty()) continue;
    attempts_[shelter.owner].failed[kind] |= caught;
    versions -= caught;
    now_.alive -= caught;
  }
  note(last_node, Guards::kFailed);
}

bool Flow::is_sheltered() const {
  for (std::uint32_t up = now_.shelter; up != kNone; up = guards_->shelters_[up].outer) {
    if (guards_->shelters_[up].kind == Shelter::Kind::function) return false;
    if (guards_->shelters_[up].kind == Shelter::Kind::handlers) return true;
  }
  return false;
}

// Names and attributes in the body of a try can fail as well.
void Flow::look_at_loads(std::uint32_t to) {
  const std::span<const Load> loads = scopes_->loads();
  const bool sheltered = is_sheltered();
  for (; next_load_ < loads.size() && loads[next_load_].node < to; ++next_load_) {
    const Load& load = loads[next_load_];
    if (!sheltered || (scopes_->words().traits(load.word) & (kBuiltin | kImported)) == 0) continue;
    guards_->known_until_ = load.node;
    uses_.clear();
    find_uses(*resolver_, load, uses_);
    for (const Use& use : uses_.names) {
      if (!use.missing.empty()) fail(use.failure, use.missing, use.node.data().next - 1);
    }
    for (const CallUse& use : uses_.calls) {
      for (const ArgumentUse& argument : find_arguments(*resolver_, use)) {
        if (!argument.missing.empty()) fail(Raised::wrong_type, argument.missing, load.node);
      }
    }
  }
}

void Flow::visit_raise(Node node) {
  if (Node what = node.first_named()) {
    if (what.is(Kind::call)) what = what.child(Field::function);
    const std::string_view name = what.text();
    if (name == "ImportError") fail(Raised::no_import, now_.alive, node.index());
    if (name == "ModuleNotFoundError") fail(Raised::no_module, now_.alive, node.index());
    if (name == "AttributeError") fail(Raised::no_attribute, now_.alive, node.index());
    if (name == "NameError") fail(Raised::no_name, now_.alive, node.index());
  }
  enter(Role::raises, node.index());
}

}  // namespace pymolt::names
