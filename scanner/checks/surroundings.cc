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
constexpr VersionSet kEvaluatesAnnotations = VersionSet::between(Version::of(3, 0), Version::of(3, 13));

struct Exception {
  std::string_view name;
  Raised raised;
};
constexpr std::array kExceptions = {
    Exception{"ImportError", Raised::no_import},     Exception{"ModuleNotFoundError", Raised::no_module},
    Exception{"AttributeError", Raised::no_attribute}, Exception{"NameError", Raised::no_name},
    Exception{"TypeError", Raised::wrong_type},      Exception{"SyntaxError", Raised::syntax},
    Exception{"SystemExit", Raised::exit},
};

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

// TYPES: what stands behind `except`, or the arguments of `suppress`; no node for a bare `except:`.
AttemptFact::Handler read_handler(Node types) {
  AttemptFact::Handler handler = {};
  if (!types) {
    handler.fill(VersionSet::all());
    return handler;
  }
  for (std::uint32_t at = types.index(); at < types.data().next;) {
    const Node node = types.tree().node(at);
    if (node.is(Kind::as_pattern_target)) break;
    const bool name = node.is_any(Kind::identifier, Kind::attribute);
    if (name) add_exception(node.text(), handler);
    at = name ? node.data().next : at + 1;
  }
  return handler;
}

}  // namespace

Raised raised_by(std::string_view exception) {
  exception = exception.substr(exception.rfind('.') + 1);
  for (const Exception& row : kExceptions) {
    if (row.name == exception) return row.raised;
  }
  return Raised::other;
}

bool Surroundings::suppresses(Node with) const {
  for (const Node item : with.child(Kind::with_clause).children()) {
    const Node call = item.is(Kind::with_item) ? item.child(Field::value) : Node();
    if (!call.is(Kind::call)) continue;
    if (names_.resolver().dotted(call.child(Field::function)) == "contextlib.suppress") return true;
  }
  return false;
}

Surroundings::Around Surroundings::attempt_around(Node node) const {
  for (Node up = node.parent(); up; node = up, up = up.parent()) {
    if (up.is(Kind::with_statement) && node.is(Kind::block) && suppresses(up)) return {up, 0};
    if (!up.is(Kind::try_statement) || node.is(Kind::finally_clause)) continue;
    if (node.field() == Field::body) return {up, 0};
    std::uint32_t part = 1;
    for (const Node child : up.children()) {
      if (child == node) break;
      if (child.is(Kind::except_clause)) ++part;
    }
    return {up, part};
  }
  return {};
}

std::vector<AttemptFact::Handler> Surroundings::handlers_of(Node statement) const {
  std::vector<AttemptFact::Handler> handlers;
  if (statement.is(Kind::with_statement)) {
    for (const Node item : statement.child(Kind::with_clause).children()) {
      const Node call = item.is(Kind::with_item) ? item.child(Field::value) : Node();
      if (!call.is(Kind::call)) continue;
      if (names_.resolver().dotted(call.child(Field::function)) != "contextlib.suppress") continue;
      handlers.push_back(read_handler(call.child(Field::arguments)));
    }
    return handlers;
  }
  for (const Node child : statement.children()) {
    if (child.is(Kind::except_clause)) handlers.push_back(read_handler(child.child(Field::value)));
  }
  return handlers;
}

Place Surroundings::place(Node node) {
  Place found;
  std::uint32_t inner = kNowhere;  // the attempt whose place is sought; none at first: that of NODE
  for (Around around = attempt_around(node); around.statement; around = attempt_around(around.statement)) {
    const auto [known, is_new] =
        numbers_.try_emplace(around.statement.index(), static_cast<std::uint32_t>(attempts_.size()));
    if (is_new) attempts_.push_back({{}, handlers_of(around.statement)});
    const Place place{known->second, around.part};
    (inner == kNowhere ? found : attempts_[inner].place) = place;
    if (!is_new) break;
    inner = known->second;
  }
  return found;
}

// Where CONDITION may hold and may fail.
VersionSet Surroundings::open(Node condition) {
  if (!condition) return VersionSet::all();
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
      for (const Node branch : parent.children()) {
        if (branch == child) break;
        if (branch.field() == Field::condition) unsure |= open(branch);
        if (branch.is(Kind::elif_clause)) unsure |= open(branch.child(Field::condition));
      }
      return unsure;
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
    case Kind::try_statement:
      if (!child.is(Kind::except_clause)) return unsure;
      return names_.guards().alive_after(parent.child(Field::body).index());
    default:
      return unsure;
  }
}

VersionSet Surroundings::unsure(Node node) {
  VersionSet unsure;
  for (Node up = node.parent(); up && unsure != VersionSet::all(); node = up, up = up.parent()) {
    unsure |= open_before(up, node);
  }
  return unsure;
}

VersionSet Surroundings::evaluated(Node node) const {
  for (Node up = node; up; up = up.parent()) {
    if (up.is_any(Kind::block, Kind::expression_statement)) return VersionSet::all();
    if (!up.is(Kind::type)) continue;
    const Node owner = up.parent();
    const bool annotation = owner.is_any(Kind::typed_parameter, Kind::typed_default_parameter, Kind::assignment) ||
                            (owner.is(Kind::function_definition) && up.field() == Field::return_type);
    if (!annotation) continue;
    for (const names::Import& import : names_.scopes().imports()) {
      if (import.module == "__future__" && import.name == "annotations") return VersionSet::none();
    }
    return kEvaluatesAnnotations;
  }
  return VersionSet::all();
}

}  // namespace pymolt::checks
