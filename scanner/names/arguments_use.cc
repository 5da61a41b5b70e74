// Which arguments of a call hit parameters that came or went.
// SPDX-License-Identifier: MIT
#include "names/arguments.h"
#include "names/uses.h"

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

// `**{"name": value}` and `**dict(name=value)`
void add_splat(std::span<const Lifetime> parameters, Node splat, const auto& add) {
  const Node value = splat.first_named();
  if (value.is(Kind::dictionary)) {
    for (const Node pair : value.children()) {
      const Node key = pair.child(Field::key);
      if (key.is(Kind::string)) add(by_name(parameters, literal_text(key)), key);
    }
  }
  if (value.is(Kind::call) && value.child(Field::function).text() == "dict") {
    for (const Node item : value.child(Field::arguments).children()) {
      const Node name = item.child(Field::name);
      if (item.is(Kind::keyword_argument)) add(by_name(parameters, name.text()), name);
    }
  }
}

}  // namespace

std::vector<ArgumentUse> find_arguments(const Standard& standard, const CallUse& use) {
  std::vector<ArgumentUse> found;
  const std::span<const Lifetime> parameters = standard.book().parameters(use.function);
  const auto add = [&](const Lifetime* life, Node node) {
    if (life != nullptr) found.push_back({life, node, use.on - life->exists});
  };
  int place = 0;
  for (const Node item : use.call.child(Field::arguments).children()) {
    if (!item.named() || item.is(Kind::comment)) continue;
    if (item.is(Kind::keyword_argument)) {
      add(by_name(parameters, item.child(Field::name).text()), item.child(Field::name));
    } else if (item.is(Kind::dictionary_splat)) {
      add_splat(parameters, item, add);
    } else if (item.is(Kind::list_splat)) {
      place = -1000;  // from here on places are not known
    } else {
      add(by_place(parameters, place++), item);
    }
  }
  return found;
}

}  // namespace pymolt::names
