// The well-known names come from the lifetimes.
// SPDX-License-Identifier: MIT
#include "names/stdlib_index.h"

#include <algorithm>

#include "base/dotted.h"

namespace pymolt::names {

using rulebook::Lifetime;

namespace {

constexpr std::string_view kBuiltins = "builtins";
constexpr std::size_t kMostBases = 16;

std::string_view last_part(std::string_view dotted) {
  const std::size_t dot = dotted.rfind('.');
  return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

}  // namespace

// Calls without arguments of their own: `builtins.map()`, `builtins.dict.keys()`.
void StdlibIndex::add_calls() {
  for (const rulebook::TypeFact& fact : book_->wanted()) {
    if (fact.type != "builtins.int")
      wants_.insert(last_part(fact.subject));  // only asked of quotients
  }
  for (const rulebook::TypeFact& fact : book_->type_facts()) {
    if (!fact.subject.ends_with("()") || !fact.subject.starts_with("builtins.")) continue;
    const std::string_view dotted = fact.subject.substr(0, fact.subject.size() - 2);
    const std::string_view name = last_part(dotted);
    const bool lives = fact.on.intersects(VersionSet::python3());
    if (lives && dotted.size() > kBuiltins.size() + 1 + name.size()) of_plain_types_.insert(name);
    if (fact.type != "builtins.list" || fact.on != VersionSet::python2()) continue;
    gave_list_.insert(name);
    for (const rulebook::TypeFact& other : book_->types(fact.subject)) {
      if (other.type != fact.type) was_list_.insert(other.type);
    }
  }
}

StdlibIndex::StdlibIndex(const rulebook::Rulebook& book) : book_(&book) {
  add_calls();
  std::string_view asked;  // the owner of the fact before: facts stand in the order of their names
  bool is_in_module = false;
  for (const auto& [top, facts] : book.of_python()) {
    if (top == "syntax") continue;
    for (const Lifetime& fact : facts) {
      if (fact.package != nullptr) continue;
      const std::string_view dotted = fact.owner.empty() ? fact.name : fact.owner;
      const std::size_t dot = dotted.rfind('.');
      if (fact.owner.empty()) add_advice(fact);
      if (dot == std::string_view::npos) continue;
      const std::string_view owner = dotted.substr(0, dot);
      if (owner != asked) is_in_module = book.is_module(asked = owner);
      if (owner == kBuiltins) {
        const bool lives_on = fact.owner.empty() && fact.exists == VersionSet::all();
        if (!lives_on || fact.deprecated) well_known_names_.add(last_part(dotted), kBuiltin);
      } else if (!is_in_module) {
        well_known_names_.add(last_part(dotted), kMember);
        standard_members_.insert(last_part(dotted));
        if (fact.owner.empty()) add_member(fact, last_part(dotted));
      } else if (fact.owner.empty() && (fact.exists != VersionSet::all() || fact.deprecated)) {
        well_known_names_.add(last_part(dotted), kName);
      }
    }
  }
  standard_members_.insert("__init__");
  well_known_names_.add("__init__", kMember);  // what a class is made with
  add_names();
  add_packages();
}

void StdlibIndex::add_names() {
  for (const rulebook::NameFact& fact : book_->name_facts()) {
    const std::string_view last = last_part(fact.name);
    const bool bare = last == fact.name;
    if (fact.word == "ends") endings_.insert(last);
    if (fact.word == "asks")
      well_known_names_.add(last, fact.value == "version" || fact.value == "module"
                                      ? kVersionDependent
                                      : kAttributeTest);
    if (fact.word == "binds") well_known_names_.add(last, kBindsDynamically);
    if (fact.word == "imports") well_known_names_.add(last, kImportsDynamically | kBuiltin);
    const std::string_view table = fact.word == "is" ? fact.value : fact.name;
    const auto of_table = book_->names(table);
    if (std::any_of(of_table.begin(), of_table.end(),
                    [](const auto& one) { return one.word == "holds"; }))
      well_known_names_.add_version_module(first_part(fact.name));
    if (fact.word != "tells") continue;
    predicates_.emplace(fact.name, &fact);
    if (bare) {
      well_known_names_.add(last, kVersionDependent);
    } else {
      well_known_names_.add_version_module(first_part(fact.name));
    }
  }
}

void StdlibIndex::add_packages() {
  book_->packages().each(
      [this](const rulebook::PackageWords& words, const rulebook::PackageFacts& package) {
        for (const std::string_view name : words.names) well_known_names_.add(name, kName);
        for (const std::string_view name : words.members) {
          well_known_names_.add(name, kMember);
          package_members_[name].push_back(&package);
        }
        for (const std::string_view name : words.distinctive) distinctive_of_packages_.insert(name);
      });
}

bool StdlibIndex::speaks_of(std::string_view dotted) const {
  return book_->speaks_of(first_part(dotted));
}

std::span<const rulebook::PackageFacts* const> StdlibIndex::packages_with(
    std::string_view member) const {
  const auto found = package_members_.find(member);
  if (found == package_members_.end() || standard_members_.contains(member)) return {};
  return found->second;
}

const Lifetime* StdlibIndex::distinctive_of(const rulebook::PackageFacts& package,
                                            std::string_view name) const {
  if (!distinctive_of_packages_.contains(name)) return nullptr;
  return book_->packages().distinctive(package, name);
}

bool StdlibIndex::package_keeps(std::string_view dotted) const {
  if (book_->package_of_import(dotted) == nullptr) return false;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = dotted.find('.', end + 1);
    const Lifetime* life = book_->lifetime(dotted.substr(0, end));
    if (life == nullptr || life->package == nullptr) continue;
    for (const rulebook::PackageTurns::Turn& turn : life->package->read().turns) {
      if (turn.to != rulebook::PackageTurn::there) return false;
    }
  }
  return true;
}

void StdlibIndex::add_member(const Lifetime& fact, std::string_view name) {
  if (of_plain_types_.contains(name)) return;  // `append` is too common to identify a type
  const auto [place, is_new] = distinctive_.emplace(name, &fact);
  if (is_new || place->second == nullptr) return;
  const bool both_end = !fact.removed_on().empty() && !place->second->removed_on().empty();
  if (both_end && fact.name.starts_with("builtins.")) {
    place->second = &fact;  // most likely
  } else if (place->second->exists != fact.exists &&
             !(both_end && place->second->name.starts_with("builtins."))) {
    place->second = nullptr;
  }
}

const Lifetime* StdlibIndex::distinctive(std::string_view name) const {
  const auto found = distinctive_.find(name);
  if (found == distinctive_.end() || found->second == nullptr) return nullptr;
  return found->second->removed_on().empty() ? nullptr : found->second;
}

const Lifetime* StdlibIndex::member(std::string type, std::string_view name,
                                    std::string* dotted) const {
  // The class itself, then its bases, the nearest first.
  std::vector<std::string> todo = {std::move(type)};
  for (std::size_t i = 0; i < todo.size() && i < kMostBases; ++i) {
    *dotted = todo[i] + '.' + std::string(name);
    if (const Lifetime* life = book_->lifetime(*dotted)) return life;
    for (const rulebook::TypeFact& base : book_->types(todo[i] + " <"))
      todo.emplace_back(base.type);
  }
  return nullptr;
}

bool StdlibIndex::is_class(std::string_view dotted) const {
  if (book_->is_module(dotted)) return false;
  const bool plain = dotted == "builtins.dict" || dotted == "builtins.list" ||
                     dotted == "builtins.str" || dotted == "builtins.set" ||
                     dotted == "builtins.tuple";
  return plain || !book_->below(dotted).empty() ||
         !book_->types(std::string(dotted) + " <").empty();
}

VersionSet StdlibIndex::derives(std::string_view a, std::string_view b) const {
  // Each class that is reached, and where; a walk up over few classes, most of which have one base.
  std::vector<std::pair<std::string_view, VersionSet>> todo = {{a, VersionSet::all()}};
  VersionSet found;
  for (std::size_t i = 0; i < todo.size() && i < kMostBases; ++i) {
    const auto [name, on] = todo[i];
    if (name == b) found |= on;
    for (const rulebook::NameFact& fact : book_->names(name)) {
      if (fact.word == "is" && fact.on.intersects(on)) todo.emplace_back(fact.value, fact.on & on);
    }
    for (const rulebook::TypeFact& base : book_->types(std::string(name) + " <")) {
      if (base.on.intersects(on)) todo.emplace_back(base.type, base.on & on);
    }
  }
  for (const rulebook::NameFact& fact : book_->names(b)) {
    if (fact.word == "is") found |= fact.on & derives(a, fact.value);
  }
  return found;
}

VersionSet StdlibIndex::is_kind(Raised raised, std::string_view exception) const {
  if (raised == Raised::no_module) {  // ImportError until there is something narrower
    const VersionSet narrow = exists("builtins.ModuleNotFoundError");
    return (narrow & derives("builtins.ModuleNotFoundError", exception)) |
           (derives("builtins.ImportError", exception) - narrow);
  }
  const std::string_view name = exception_of(raised);
  if (name.empty()) {  // any error
    return (VersionSet::python2() & derives("builtins.StandardError", exception)) |
           (VersionSet::python3() & derives("builtins.Exception", exception));
  }
  return derives("builtins." + std::string(name), exception);
}

bool StdlibIndex::is_standard(std::string_view dotted) const {
  const std::string_view top = first_part(dotted);
  return top == kBuiltins || book_->is_module(top);
}

VersionSet StdlibIndex::exists(std::string_view dotted) const {
  const VersionSet there = book_->exists(dotted);
  const auto advised = advised_.find(dotted);
  return advised == advised_.end() ? there : there & advised->second;
}

// `sys.maxint: removed 3.0 -> sys.maxsize (2.7+)`
void StdlibIndex::add_advice(const Lifetime& fact) {
  const std::string_view name = fact.advice;
  if (!fact.advice_from || name.find('.') == std::string_view::npos) return;
  const bool dotted = std::all_of(name.begin(), name.end(), [](char c) {
    return c == '.' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
  if (dotted && !name.starts_with('.') && is_standard(name) && book_->lifetime(name) == nullptr)
    advised_[name] |= VersionSet::from(*fact.advice_from);
}

}  // namespace pymolt::names
