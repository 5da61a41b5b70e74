// Reads types by name, and holds them against the exceptions that stand for our kinds of failure.
// SPDX-License-Identifier: MIT
#include "names/try_regions.h"

#include <algorithm>

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr VersionSet kUnparenthesized = VersionSet::from(Version::of(3, 14));
constexpr int kDeepestName = 6;           // names behind names that are followed
constexpr std::size_t kMostCaught = 100;  // of one handler that are distinguished

// Whether a NAME that cannot be followed is called like a class: `RequestException`, and not `errors` or `ERRORS`.
bool is_class_name(std::string_view name) {
  name = name.substr(name.rfind('.') + 1);
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::size_t first = name.find_first_not_of('_');
  return first != std::string_view::npos && name[first] >= 'A' && name[first] <= 'Z' &&
         std::any_of(name.begin(), name.end(), is_lower);
}

void take_all(Handler& handler, VersionSet on) {
  for (VersionSet& caught : handler.catches) caught |= on;
}

// A type that cannot be followed: a class of its own takes none of our kinds but what is of no kind.
void add_unknown(bool is_class, VersionSet on, Handler& handler) {
  handler.open = true;
  if (!is_class) return take_all(handler, on);
  handler.catches[static_cast<std::size_t>(Raised::other)] |= on;
}

}  // namespace

std::vector<Handler> HandlerReader::of_try(Node statement) const {
  std::vector<Handler> handlers;
  ByRaised taken = {};
  VersionSet missing;
  for (const Node child : statement.children()) {
    if (!child.is(Kind::except_clause)) continue;
    Handler handler = of_clause(child);
    missing |= handler.missing;
    for (std::size_t i = 0; i < kRaisedKinds; ++i) {
      handler.catches[i] -= taken[i] | missing;
      taken[i] |= handler.catches[i];
    }
    handlers.push_back(std::move(handler));
  }
  return handlers;
}

// `except A, B:` is a tuple without its parentheses on 3.14 and later; before, B is the exception's name.
Handler HandlerReader::of_clause(Node clause) const {
  Handler handler;
  bool first = true;
  for (const Node value : clause.children()) {
    if (value.field() != Field::value) continue;
    read(value, first ? VersionSet::all() : kUnparenthesized, 0, handler);
    first = false;
  }
  return first ? of_types({}) : handler;
}

// TYPES: what stands behind `except`; no node for a bare `except:`.
Handler HandlerReader::of_types(Node types) const {
  Handler handler;
  if (!types) {
    take_all(handler, VersionSet::all());
    handler.broad = true;
  } else {
    read(types, VersionSet::all(), 0, handler);
  }
  return handler;
}

void HandlerReader::read(Node types, VersionSet on, int depth, Handler& handler) const {
  switch (types.kind()) {
    case Kind::identifier:
    case Kind::attribute:
      return read_name(types, on, depth, handler);
    case Kind::as_pattern:
      return read(types.first_named(), on, depth, handler);
    case Kind::tuple:
    case Kind::list:
    case Kind::set:
    case Kind::argument_list:
    case Kind::expression_list:
    case Kind::parenthesized_expression:
    case Kind::list_splat:
    case Kind::binary_operator:
      for (const Node item : types.children()) {
        if (item.named() && !item.is(Kind::comment)) read(item, on, depth, handler);
      }
      return;
    default:
      handler.open = true;
      take_all(handler, on);
  }
}

void HandlerReader::read_name(Node name, VersionSet on, int depth, Handler& handler) const {
  for (const Resolution& resolution : resolver_->resolutions(name)) {
    const VersionSet here = resolution.on & on;
    if (here.empty()) continue;
    if (resolution.is_known()) {
      add_type(resolution.dotted, here, handler);
    } else if (resolution.binding != kNone && name.is(Kind::identifier) && depth < kDeepestName) {
      read_binding(resolution.binding, here, depth, handler);
    } else if (const Node value = only_value(name); value && depth < kDeepestName) {
      read(value, here, depth + 1, handler);
    } else {
      add_unknown(is_class_name(name.text()), here, handler);
    }
  }
}

void HandlerReader::read_binding(BindingId id, VersionSet on, int depth, Handler& handler) const {
  const Scopes& scopes = resolver_->scopes();
  const Binding& binding = scopes.binding(id);
  const Node node = scopes.tree().node(binding.node);
  Node value;
  if (binding.kind == BindingKind::assign) value = resolver_->assigned(node);
  if (binding.kind == BindingKind::augment) {
    value = node.parent().child(Field::right);
    if (binding.previous != kNone) read_binding(binding.previous, on, depth + 1, handler);
  }
  if (binding.kind == BindingKind::parameter) value = node.parent().child(Field::value);
  if (value && depth < kDeepestName && handler.types.size() < kMostCaught)
    return read(value, on, depth + 1, handler);
  add_unknown(binding.kind == BindingKind::class_ ||
                  is_class_name(scopes.interned_names().spelling(binding.word)),
              on, handler);
}

// What a class of this file gives the attribute NAME, `Errors.missing`, or a name its one value.
Node HandlerReader::only_value(Node name) const {
  const Scopes& scopes = resolver_->scopes();
  BindingId last = kNone;
  if (name.is(Kind::attribute)) {
    const InternedName word = scopes.interned_names().find(name.child(Field::attribute).text());
    const std::vector<Resolution> owner = resolver_->resolutions(name.child(Field::object));
    if (owner.size() != 1 || owner[0].binding == kNone || word == kNoName) return {};
    const Binding& made = scopes.binding(owner[0].binding);
    if (made.kind != BindingKind::class_) return {};
    const ScopeId scope = scopes.scope_of(scopes.tree().node(made.node).parent().index());
    if (scope != kNone) last = scopes.last_binding(scope, word);
  }
  if (last == kNone || scopes.binding(last).kind != BindingKind::assign) return {};
  return resolver_->assigned(scopes.tree().node(scopes.binding(last).node));
}

void HandlerReader::add_type(std::string dotted, VersionSet on, Handler& handler) const {
  const StdlibIndex& stdlib = resolver_->stdlib();
  const VersionSet exists = stdlib.exists(dotted);
  if (dotted.starts_with("builtins.")) handler.missing |= on - exists;
  on &= exists;
  const auto [known, is_new] = kinds_.try_emplace(dotted);
  for (std::size_t i = 0; is_new && i < kRaisedKinds; ++i)
    known->second[i] = stdlib.is_kind(static_cast<Raised>(i), dotted);
  bool all = true;
  for (std::size_t i = 0; i < kRaisedKinds; ++i) {
    const VersionSet caught = on & known->second[i];
    handler.catches[i] |= caught;
    if (static_cast<Raised>(i) != Raised::exit) all = all && caught == on;
  }
  handler.broad = handler.broad || (all && !on.empty());
  // Those of no kind are not distinguished.
  if (!all && raised_by(dotted) == Raised::other)
    handler.catches[static_cast<std::size_t>(Raised::other)] |= on;
  if (handler.types.size() < kMostCaught) handler.types.push_back({std::move(dotted), on});
}

VersionSet HandlerReader::takes(const Handler& handler, std::string_view exception) const {
  VersionSet on = handler.broad && handler.types.empty() ? VersionSet::all() : VersionSet::none();
  for (const Handler::Type& type : handler.types)
    on |= type.on & resolver_->stdlib().derives(exception, type.dotted);
  return on;
}

VersionSet HandlerReader::dead(const std::vector<Handler>& handlers, std::size_t place) const {
  const Handler& handler = handlers[place];
  if (handler.open || handler.types.empty() || place == 0) return VersionSet::none();
  constexpr std::size_t kMostHandlers = 40;  // before it that are looked at
  VersionSet dead = VersionSet::all() - handler.missing;
  for (const Handler::Type& type : handler.types) {
    VersionSet taken;
    for (std::size_t earlier = 0; earlier < std::min(place, kMostHandlers); ++earlier)
      taken |= takes(handlers[earlier], type.dotted);
    dead &= taken | ~type.on;
  }
  return dead;
}

}  // namespace pymolt::names
