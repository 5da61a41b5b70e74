// Climbs from a name to the attributes taken of it.
// SPDX-License-Identifier: MIT
#include "names/references.h"

#include "names/arguments.h"

namespace pymolt::names {

using rulebook::Lifetime;
using rulebook::PackageLife;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// The place where an attribute is taken of NODE, and the attribute's name.
struct Taken {
  Node node;
  std::string_view name;
};

// `getattr(NODE, "name")`; with a default nothing can go wrong.
Taken taken_by_getattr(const Resolver& resolver, Node node) {
  const Node arguments = node.parent();
  if (!arguments.is(Kind::argument_list) ||
      arguments.parent().child(Field::function).text() != "getattr") {
    return {};
  }
  Node second;
  int count = 0;
  for (const Node child : arguments.children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (++count == 1 && child != node) return {};
    if (count == 2) second = child;
  }
  if (count != 2 || !second.is(Kind::string)) return {};
  if (resolver.dotted(arguments.parent().child(Field::function)) != "builtins.getattr") return {};
  return {second, second.child(Kind::string_content).text()};
}

Taken taken_of(const Resolver& resolver, Node node) {
  const Node parent = node.parent();
  if (!parent.is(Kind::attribute)) return taken_by_getattr(resolver, node);
  if (node.field() != Field::object) return {};
  return {parent, parent.child(Field::attribute).text()};
}

bool is_noteworthy(const Lifetime& life) {
  return life.package != nullptr || life.exists != VersionSet::all() || life.deprecated.has_value();
}

// `functools.partial(NODE, …)`: NODE is called with the rest.
bool is_handed_on(const Resolver& resolver, Node call, Node node) {
  const Node function = call.child(Field::function);
  if (argument(call, 0) != node || !function.text().ends_with("partial")) return false;
  return resolver.dotted(function) == "functools.partial";
}

// What else the name may mean there: on these versions nothing is certain to fail.
VersionSet others(const std::vector<Resolution>& resolutions, const Resolution& one) {
  VersionSet versions;
  for (const Resolution& other : resolutions) {
    if (&other != &one && other.dotted != one.dotted) versions |= other.on;
  }
  return versions;
}

}  // namespace

// Long: one row a kind of node.
void find_uses(const Resolver& resolver, const Reference& reference, Uses& uses) {
  const StdlibIndex& stdlib = resolver.stdlib();
  const Node start = resolver.scopes().tree().node(reference.node);
  const std::vector<Resolution> resolutions = resolver.resolutions(reference);
  for (const Resolution& resolution : resolutions) {
    if (!resolver.is_decided(resolution)) continue;
    const VersionSet undecided =
        resolutions.size() > 1 ? others(resolutions, resolution) : VersionSet::none();
    std::string dotted = resolution.dotted;
    VersionSet there = resolution.on;  // where the owner of the next part is
    const auto note = [&](Node node, Raised failure) {
      const Lifetime* life = stdlib.book().lifetime(dotted);
      if (life == nullptr) return;
      if (is_noteworthy(*life) && (node == start || !resolver.is_patched(node))) {
        there &= resolver.evaluated(start);
        const std::string_view last = std::string_view(dotted).substr(dotted.rfind('.') + 1);
        const VersionSet on = life->package == nullptr ? there : there - undecided;
        uses.names.push_back({node, dotted, life, resolver.scopes().interned_names().find(last),
                              failure, on, there - life->exists - undecided});
      }
      there &= life->exists;
    };
    const auto note_call = [&](Node node) {
      const bool called = node.field() == Field::function && node.parent().is(Kind::call);
      if ((!called && !node.parent().is(Kind::argument_list)) ||
          stdlib.book().parameters(dotted).empty())
        return;
      const Node call = called ? node.parent() : node.parent().parent();
      if (!called && !is_handed_on(resolver, call, node)) return;
      // `list.sort(mine)`: what of the arguments is self is not known here.
      const PackageLife* package = stdlib.book().parameters(dotted).front().package;
      const bool of_class = package != nullptr
                                ? package->in_class
                                : stdlib.book().kind(dotted) == rulebook::LifeKind::method;
      uses.calls.push_back({call, dotted, (there & resolver.evaluated(start)) - undecided,
                            of_class ? CallUse::kUnknown
                            : called ? 0
                                     : 1});
    };
    if (resolution.binding == kNone) {
      note(start, Raised::no_name);
    } else {
      there &= stdlib.exists(dotted);
    }
    note_call(start);
    Node node = start;
    while (!there.empty()) {
      if (node.field() == Field::function && resolver.may_load(node.parent())) {
        const std::string_view module = resolver.dynamically_imported(node.parent(), dotted);
        if (module.empty() || !(stdlib.is_standard(module) || stdlib.speaks_of(module))) break;
        dotted = module;
        node = node.parent();
        there &= stdlib.exists(dotted);
      }
      const Taken taken = taken_of(resolver, node);
      if (!taken.node) break;
      dotted.append(".").append(taken.name);
      note(taken.node, Raised::no_attribute);
      note_call(taken.node);
      node = taken.node;
    }
  }
}

}  // namespace pymolt::names
