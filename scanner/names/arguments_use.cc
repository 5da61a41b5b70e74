// Which arguments of a call hit parameters that came or went.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/references.h"

namespace pymolt::names {

using rulebook::Lifetime;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

const Lifetime* by_name(std::span<const Lifetime> parameters, std::string_view name) {
  for (const Lifetime& life : parameters) {
    if (life.parameter == name) return &life;
  }
  return nullptr;
}

const Lifetime* by_place(std::span<const Lifetime> parameters, int place) {
  for (const Lifetime& life : parameters) {
    if (life.position == place) return &life;
  }
  return nullptr;
}

// Whether something is taken out of the dictionary WORD anywhere in the file.
bool loses_items(const Scopes& scopes, InternedName word) {
  return std::any_of(scopes.references().begin(), scopes.references().end(),
                     [&](const Reference& reference) {
                       if (reference.word != word) return false;
                       const Node around = scopes.tree().node(reference.node).parent();
                       const std::string_view method =
                           around.is(Kind::attribute) ? around.child(Field::attribute).text() : "";
                       return method == "pop" || method == "popitem" || method == "clear" ||
                              around.parent().is(Kind::delete_statement);
                     });
}

// The literal behind `**`, also where a name stands for it, on all of these versions.
Node literal_of(const Resolver& resolver, Node value, VersionSet on) {
  if (!value.is(Kind::identifier)) return value;
  const std::vector<Resolution> resolutions = resolver.resolutions(value);
  if (resolutions.size() != 1 || resolutions[0].kind != Resolution::Kind::local ||
      !(on - resolutions[0].on).empty())
    return {};
  if (loses_items(resolver.scopes(), resolver.scopes().interned_names().find(value.text())))
    return {};
  const Binding& binding = resolver.scopes().binding(resolutions[0].binding);
  if (binding.kind != BindingKind::assign) return {};
  return resolver.assigned(resolver.scopes().tree().node(binding.node));
}

// `**{"name": value}` and `**dict(name=value)`
void add_splat(std::span<const Lifetime> parameters, Node value, Node place, const auto& add) {
  const auto where = [&](Node word) {
    return place.index() < word.index() && word.index() < place.data().next ? word : place;
  };
  if (value.is(Kind::dictionary)) {
    for (const Node pair : value.children()) {
      const Node key = pair.child(Field::key);
      if (key.is(Kind::string)) add(by_name(parameters, literal_text(key)), where(key));
    }
  }
  if (value.is(Kind::call) && value.child(Field::function).text() == "dict") {
    for (const Node item : value.child(Field::arguments).children()) {
      const Node name = item.child(Field::name);
      if (item.is(Kind::keyword_argument)) add(by_name(parameters, name.text()), where(name));
    }
  }
}

}  // namespace

std::vector<ArgumentUse> find_arguments(const Resolver& resolver, const CallUse& use) {
  std::vector<ArgumentUse> found;
  const std::span<const Lifetime> parameters = resolver.stdlib().book().parameters(use.function);
  const auto add = [&](const Lifetime* life, Node node) {
    if (life != nullptr) found.push_back({life, node, use.on - life->exists});
  };
  const Node arguments = use.call.child(Field::arguments);
  if (!arguments.is(
          Kind::argument_list)) {  // `f(x for x in y)`: one argument, without a list around it
    if (use.first == 0) add(by_place(parameters, 0), arguments);
    return found;
  }
  int place = -use.first;
  for (const Node item : arguments.children()) {
    if (!item.named() || item.is(Kind::comment)) continue;
    if (item.is(Kind::keyword_argument)) {
      add(by_name(parameters, item.child(Field::name).text()), item.child(Field::name));
    } else if (item.is(Kind::dictionary_splat)) {
      add_splat(parameters, literal_of(resolver, item.first_named(), use.on), item, add);
    } else if (item.is(Kind::list_splat)) {
      place = -1000;  // from here on places are not known
    } else {
      add(place < 0 ? nullptr : by_place(parameters, place), item);
      ++place;
    }
  }
  return found;
}

}  // namespace pymolt::names
