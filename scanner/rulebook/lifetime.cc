// What a lifetime says of the versions around it, in sets, words and links.
// SPDX-License-Identifier: MIT
#include "rulebook/lifetime.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/character_table.h"
#include "rulebook/package_facts.h"

namespace pymolt::rulebook {

std::string_view name(LifeKind kind) {
  constexpr std::array<std::string_view, 6> kNames = {"module",    "name",      "method",
                                                      "parameter", "construct", "C API"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view top_of(std::string_view name) {
  constexpr CharacterTable kEnd(".(");
  return name.substr(0, kEnd.first_in(name));
}

std::vector<Lifetime> merged(std::span<const Lifetime> newer, std::span<const Lifetime> known) {
  std::vector<Lifetime> all;
  all.reserve(newer.size() + known.size());
  std::ranges::set_union(newer, known, std::back_inserter(all), {}, &Lifetime::name,
                         &Lifetime::name);
  return all;
}

VersionSet Lifetime::removed_on() const {
  if (exists.empty()) return VersionSet::none();
  return VersionSet::from(exists.oldest()) - exists;
}

VersionSet Lifetime::missing_on() const {
  return exists.empty() ? VersionSet::none() : VersionSet::before(exists.oldest());
}

std::string Lifetime::life() const {
  if (package != nullptr) return package->str() + " of " + std::string(package->package->name);
  if (exists.empty()) return "on no version";
  std::string text;
  const auto say = [&text](std::string_view word, std::string_view version) {
    if (!text.empty()) text += ", ";
    text += word;
    text += version;
  };
  for (const Version v : axis()) {
    const bool here = exists.contains(v);
    const bool before = v.place() > 0 && exists.contains(Version::at(v.place() - 1));
    if (here && !before && v.place() > 0) say("since ", v.str());
    if (deprecated == v) say("deprecated ", v.str());
    if (!here && before) say("removed ", v.str());
  }
  if (has_date()) say("to be removed in ", scheduled);
  if (text.empty()) return "on every version";
  return text;
}

std::string docs_link(const Lifetime& lifetime) {
  if (!lifetime.docs.empty() || lifetime.package != nullptr) return std::string(lifetime.docs);
  const auto notes = [](Version v) {
    return "https://docs.python.org/3/whatsnew/" + std::string(v.str()) + ".html";
  };
  const VersionSet removed = lifetime.removed_on();
  if (!removed.empty()) return notes(removed.oldest());
  if (lifetime.has_date()) {
    return "https://docs.python.org/3/deprecations/index.html";
  }
  if (lifetime.deprecated) return notes(*lifetime.deprecated);
  if (!lifetime.exists.empty() && lifetime.exists.oldest().place() > 0) {
    return notes(lifetime.exists.oldest());
  }
  return {};
}

}  // namespace pymolt::rulebook
