// Climbs from a node to the module, and reads what it passes.
// SPDX-License-Identifier: MIT
#include "checks/surroundings.h"

#include <algorithm>

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr VersionSet kHasModuleNotFound = VersionSet::from(Version::of(3, 6));

void take(AttemptFact::Handler& handler, Raised raised, VersionSet on = VersionSet::all()) {
  handler[static_cast<std::size_t>(raised)] |= on;
}

void add_exception(std::string_view name, AttemptFact::Handler& handler) {
  name = name.substr(name.rfind('.') + 1);
  const VersionSet on = name == "StandardError" ? VersionSet::python2() : VersionSet::all();
  if (name == "Exception" || name == "BaseException" || name == "StandardError") {
    const VersionSet exit = handler[static_cast<std::size_t>(Raised::exit)];
    for (VersionSet& caught : handler) caught |= on;
    if (name != "BaseException") handler[static_cast<std::size_t>(Raised::exit)] = exit;
    return;
  }
  const Raised raised = raised_by(name);
  take(handler, raised, name == "ModuleNotFoundError" ? kHasModuleNotFound : on);
  if (name == "ImportError") take(handler, Raised::no_module);
}

}  // namespace

bool Surroundings::suppresses(Node with) {
  const auto [known, is_new] = suppresses_.try_emplace(with.index(), false);
  if (is_new) known->second = holds_suppress(with);
  return known->second;
}

bool Surroundings::holds_suppress(Node with) const {
  for (const Node item : with.child(Kind::with_clause).children()) {
    const Node call = item.is(Kind::with_item) ? item.child(Field::value) : Node();
    if (!call.is(Kind::call)) continue;
    if (names_.resolver().dotted(call.child(Field::function)) == "contextlib.suppress") return true;
  }
  return false;
}

Surroundings::Around Surroundings::attempt_around(Node node) {
  for (syntax::Climb at(node); at; at.next()) {
    const Node up = at.up();
    if (up.is(Kind::with_statement) && at.below().is(Kind::block) && suppresses(up)) return {up, 0};
    if (!up.is(Kind::try_statement) || at.below().is(Kind::finally_clause)) continue;
    return {up, at.below().field() == Field::body ? 0 : part_of(up, at.below())};
  }
  return {};
}

// CLAUSE's number among the handlers of ATTEMPT, from 1; that of `else` is the next.
std::uint32_t Surroundings::part_of(Node attempt, Node clause) {
  if (!parts_.contains(clause.index())) {
    std::uint32_t part = 1;
    for (const Node child : attempt.children()) {
      parts_[child.index()] = part;
      if (child.is(Kind::except_clause)) ++part;
    }
  }
  return parts_[clause.index()];
}

// TYPES: what stands behind `except`, or the arguments of `suppress`; `errors` of `errors = (ImportError, OSError)` too.
void Surroundings::read_types(Node types, AttemptFact::Handler& handler, int depth) const {
  for (std::uint32_t at = types.index(); at < types.data().next;) {
    const Node node = types.tree().node(at);
    if (node.is(Kind::as_pattern_target)) break;
    const bool name = node.is_any(Kind::identifier, Kind::attribute);
    at = name ? node.data().next : at + 1;
    if (!name) continue;
    add_exception(node.text(), handler);
    for (const names::Meaning& meaning : names_.resolver().meanings(node)) {
      if (meaning.binding == names::kNone || depth > 3) continue;
      const names::Binding& binding = names_.scopes().binding(meaning.binding);
      const Node value = binding.kind == names::BindingKind::assign
                             ? names_.resolver().assigned(types.tree().node(binding.node))
                             : Node();
      if (value) read_types(value, handler, depth + 1);
    }
  }
}

std::vector<AttemptFact::Handler> Surroundings::handlers_of(Node statement) const {
  std::vector<AttemptFact::Handler> handlers;
  if (statement.is(Kind::with_statement)) {
    for (const Node item : statement.child(Kind::with_clause).children()) {
      const Node call = item.is(Kind::with_item) ? item.child(Field::value) : Node();
      if (!call.is(Kind::call)) continue;
      if (names_.resolver().dotted(call.child(Field::function)) != "contextlib.suppress") continue;
      handlers.emplace_back();
      read_types(call.child(Field::arguments), handlers.back(), 0);
    }
    return handlers;
  }
  for (const Node child : statement.children()) {
    if (!child.is(Kind::except_clause)) continue;
    handlers.emplace_back();
    if (const Node types = child.child(Field::value)) {
      read_types(types, handlers.back(), 0);
    } else {
      handlers.back().fill(VersionSet::all());  // a bare `except:`
    }
  }
  return handlers;
}

Place Surroundings::place(Node node) {
  Place found;
  std::uint32_t inner = kNowhere;  // the attempt whose place is sought; none at first: that of NODE
  for (Around around = attempt_around(node); around.statement;
       around = attempt_around(around.statement)) {
    const auto [known, is_new] = numbers_.try_emplace(around.statement.index(),
                                                      static_cast<std::uint32_t>(attempts_.size()));
    if (is_new) attempts_.push_back({{}, handlers_of(around.statement)});
    const Place place{known->second, around.part};
    (inner == kNowhere ? found : attempts_[inner].place) = place;
    if (!is_new) break;
    inner = known->second;
  }
  return found;
}

VersionSet Surroundings::caught(Place place, Raised raised) const {
  VersionSet caught;
  for (; place.attempt != kNowhere; place = attempts_[place.attempt].place) {
    if (place.part != 0) continue;
    for (const AttemptFact::Handler& handler : attempts_[place.attempt].handlers)
      caught |= handler[static_cast<std::size_t>(raised)];
  }
  return caught;
}

// Where CONDITION may hold and may fail.
VersionSet Surroundings::open(Node condition) {
  if (!condition) return VersionSet::all();
  const std::string_view text = condition.text();
  if (text.find("__name__") != std::string_view::npos &&
      text.find("__main__") != std::string_view::npos)
    return {};
  const auto known = open_.find(condition.index());
  if (known != open_.end()) return known->second;
  const names::Test test = evaluator_.test(condition);
  return open_[condition.index()] = test.holds & test.fails;
}

// Where it is open whether control comes from PARENT to its child CHILD.
VersionSet Surroundings::open_before(Node parent, Node child) {
  VersionSet unsure;
  switch (parent.kind()) {
    case Kind::if_statement:
      return open_before_branch(parent, child);
    case Kind::elif_clause:
    case Kind::while_statement:
      return child.field() == Field::condition ? unsure : open(parent.child(Field::condition));
    case Kind::conditional_expression: {
      const Node first = parent.first_named();
      const Node condition = first.next_sibling().next_sibling();
      return child == condition ? unsure : open(condition);
    }
    case Kind::boolean_operator:
      return child.field() == Field::left ? unsure : open(parent.child(Field::left));
    case Kind::case_clause:
      return VersionSet::all();
    default:
      return unsure;
  }
}

VersionSet Surroundings::open_before_branch(Node statement, Node child) {
  const auto known = open_branches_.find(child.index());
  if (known != open_branches_.end()) return known->second;
  VersionSet unsure;
  for (const Node branch : statement.children()) {
    open_branches_[branch.index()] = unsure;
    if (branch.field() == Field::condition) unsure |= open(branch);
    if (branch.is(Kind::elif_clause)) unsure |= open(branch.child(Field::condition));
  }
  return open_branches_[child.index()];
}

VersionSet Surroundings::unsure(Node node) {
  VersionSet unsure;
  for (syntax::Climb at(node); at && unsure != VersionSet::all(); at.next()) {
    unsure |= open_before(at.up(), at.below());
  }
  return unsure;
}

VersionSet Surroundings::if_raised(Node node) const {
  VersionSet doubtful;
  for (syntax::Climb at(node); at; at.next()) {
    if (!at.up().is(Kind::try_statement) || !at.below().is(Kind::except_clause)) continue;
    doubtful |= names_.guards().alive_after(at.up().child(Field::body).index());
  }
  return doubtful;
}

bool Surroundings::is_of_others(Node condition) const {
  if (!condition) return false;
  for (std::uint32_t at = condition.index(); at < condition.data().next; ++at) {
    const Node name = condition.tree().node(at);
    if (!name.is(Kind::identifier) ||
        (name.parent().is(Kind::attribute) && name.field() != Field::object))
      continue;
    for (const names::Meaning& meaning : names_.resolver().meanings(name)) {
      if (meaning.is_known() || meaning.binding == names::kNone) continue;
      if (names_.scopes().binding(meaning.binding).kind == names::BindingKind::import) return true;
    }
  }
  return false;
}

bool Surroundings::asks_others(Node node) {
  for (syntax::Climb at(node); at; at.next()) {
    if (first_asking(at.up()) < at.below().index()) return true;
  }
  return false;
}

// The first child of PARENT that asks something of others; past all of them, if none does.
std::uint32_t Surroundings::first_asking(Node parent) {
  const auto [known, is_new] = first_asking_.try_emplace(parent.index(), parent.data().next);
  if (!is_new) return known->second;
  for (const Node part : parent.children()) {
    if (!is_of_others(part.field() == Field::condition ? part : part.child(Field::condition))) continue;
    return known->second = part.index();
  }
  return known->second;
}

}  // namespace pymolt::checks
