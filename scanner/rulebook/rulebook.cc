// Look-ups by hash and binary search: the facts of a module stand together and sorted, so that "all below it" is a range.
// SPDX-License-Identifier: MIT
#include "rulebook/rulebook.h"

#include <algorithm>

#include "base/text_table.h"
#include "rulebook/embedded.h"
#include "rulebook/lifetime_file.h"
#include "rulebook/rule_page_file.h"

namespace pymolt::rulebook {

namespace {

constexpr std::string_view kBuiltins = "builtins";

// Whether NAME is TOP, or something below it.
bool is_below(std::string_view name, std::string_view top) {
  return name.starts_with(top) &&
         (name.size() == top.size() || (name[top.size()] == '.' || name[top.size()] == '('));
}

// The facts whose names start with PREFIX; they stand together because the order is bytewise.
std::span<const Lifetime> with_prefix(const std::vector<Lifetime>& facts,
                                      const std::string& prefix) {
  const auto before = [](const Lifetime& fact, std::string_view name) { return fact.name < name; };
  const auto begin = std::lower_bound(facts.begin(), facts.end(), std::string_view(prefix), before);
  auto end = begin;
  while (end != facts.end() && end->name.starts_with(prefix)) ++end;
  return {begin, end};
}

const Lifetime* named(const std::vector<Lifetime>& facts, std::string_view name) {
  const auto found = std::ranges::lower_bound(facts, name, {}, &Lifetime::name);
  return found != facts.end() && found->name == name ? &*found : nullptr;
}

// The place of the first of the FACTS, which are sorted, about each NAME.
template <typename Fact>
std::unordered_map<std::string_view, std::uint32_t> first_places(const std::vector<Fact>& facts,
                                                                 std::string_view Fact::*name) {
  std::unordered_map<std::string_view, std::uint32_t> places;
  places.reserve(facts.size());
  for (std::uint32_t i = 0; i < facts.size(); ++i) places.emplace(facts[i].*name, i);
  return places;
}

// Those of the FACTS whose NAME is WANTED.
template <typename Fact>
std::span<const Fact> all_about(const std::vector<Fact>& facts, std::string_view Fact::*name,
                                const std::unordered_map<std::string_view, std::uint32_t>& places,
                                std::string_view wanted) {
  const auto first = places.find(wanted);
  if (first == places.end()) return {};
  const auto begin = facts.begin() + first->second;
  auto end = begin;
  while (end != facts.end() && (*end).*name == wanted) ++end;
  return {begin, end};
}

}  // namespace

Result<Rulebook> Rulebook::built_in() {
  Rulebook book;
  const std::vector<RuleFile> files = embedded_files();
  book.is_built_in_ = true;
  book.fingerprint_.add(embedded_sha256()).add(TextTable(embedded_package_index()).take_line());
  Result<int> added = book.add(files);
  book.is_built_in_ = false;
  if (!added) return added.mistake();
  book.packages_->add_built_in();
  for (const auto& [top, facts] : book.lifetimes_) {
    if (book.packages_->has_top(top)) book.add_lives_below(top, *book.packages_->below(top));
  }
  for (RulePage& page : book.pages_) page.is_built_in = true;
  return book;
}

Result<int> Rulebook::add(std::span<const RuleFile> files) {
  int count = 0;
  for (const RuleFile& file : files) {
    Result<int> added = add_file(file);
    if (!added) return added;
    count += *added;
  }
  return count;
}

Result<int> Rulebook::add_owned(std::vector<std::pair<std::string, std::string>> files) {
  std::vector<RuleFile> borrowed;
  for (auto& file : files) {
    owned_.push_back(std::move(file));
    borrowed.push_back({owned_.back().first, owned_.back().second});
  }
  return add(borrowed);
}

Result<int> Rulebook::add_file(const RuleFile& file) {
  if (!is_built_in_) fingerprint_.add(file.name).add(file.text);
  if (file.name.ends_with(".life")) {
    return file.name.find("capi/") != std::string_view::npos ? add_c_api(file)
                                                             : add_lifetimes(file);
  }
  if (file.name.ends_with(".pkg")) return add_package(file);
  if (file.name.ends_with(".types")) return add_types(file);
  if (file.name.ends_with(".names")) return add_names(file);
  if (file.name.ends_with(".releases")) return add_releases(file);
  if (file.name.ends_with(".ends")) return add_ends(file);
  if (file.name.ends_with(".md") && file.name.find("pages/") != std::string_view::npos) {
    return add_page(file);
  }
  return 0;
}

Result<int> Rulebook::add_lifetimes(const RuleFile& file) {
  Result<std::vector<Lifetime>> facts = read_lifetimes(file);
  if (!facts) return facts.mistake();
  const auto count = static_cast<int>(facts->size());
  add_lives(facts.take());
  return count;
}

void Rulebook::add_lives(std::vector<Lifetime> facts) {
  for (auto begin = facts.begin(); begin != facts.end();) {
    const std::string_view top = top_of(begin->name);
    auto end = begin;
    while (end != facts.end() && is_below(end->name, top)) ++end;
    if (begin == facts.begin() && end == facts.end() && !speaks_of(top)) {
      set_lives(top, std::move(facts));
      return;
    }
    add_lives_below(top, {begin, end});
    begin = end;
  }
}

void Rulebook::add_lives_below(std::string_view top, std::span<const Lifetime> facts) {
  for (const Lifetime& fact : facts) {
    const Lifetime* before = lifetime(fact.name);
    if (before != nullptr && before->exists != fact.exists) contradicted_.emplace_back(fact.name);
  }
  const std::vector<Lifetime>* known = beside(top);
  set_lives(top, known == nullptr ? std::vector<Lifetime>(facts.begin(), facts.end())
                                  : merged(facts, *known));
}

void Rulebook::set_lives(std::string_view top, std::vector<Lifetime> facts) {
  const auto place = lifetimes_.insert_or_assign(top, std::move(facts)).first;
  by_top_[place->first] = &place->second;
}

// Names of packages stay where they are, unless there are facts about names beside them.
Result<int> Rulebook::add_package(const RuleFile& file) {
  Result<int> added = packages_->add(file);
  if (!added) return added;
  for (const std::string_view top : packages_->tops()) {
    if (lifetimes_.contains(top)) add_lives_below(top, *packages_->below(top));
  }
  return added;
}

std::map<std::string_view, const std::vector<Lifetime>*> Rulebook::lifetimes() const {
  std::map<std::string_view, const std::vector<Lifetime>*> all;
  for (const std::string_view top : packages_->tops()) all[top] = packages_->below(top);
  for (const auto& [top, facts] : lifetimes_) all[top] = &facts;
  return all;
}

// The compiled-in file is large and seldom asked for; a user's is read for its mistakes.
Result<int> Rulebook::add_c_api(const RuleFile& file) {
  c_api_->add(file);
  if (is_built_in_) return 0;
  Result<std::vector<Lifetime>> facts = read_lifetimes(file);
  if (!facts) return facts.mistake();
  return static_cast<int>(facts->size());
}

Result<int> Rulebook::add_page(const RuleFile& file) {
  Result<RulePage> page = read_rule_page(file);
  if (!page) return page.mistake();
  for (const std::string_view pattern : page->explains) explained_by_[pattern] = page->name;
  for (const std::string_view pattern : page->explains) {
    if (!page->supplied_by.empty()) supplied_by_[top_of(pattern)] = page->supplied_by;
  }
  const auto place =
      std::lower_bound(pages_.begin(), pages_.end(), page->name,
                       [](const RulePage& p, std::string_view name) { return p.name < name; });
  if (place != pages_.end() && place->name == page->name) {
    contradicted_.emplace_back(page->name);
    *place = page.take();
  } else {
    pages_.insert(place, page.take());
  }
  return 1;
}

Result<int> Rulebook::add_types(const RuleFile& file) {
  Result<std::vector<TypeFact>> facts = read_types(file);
  if (!facts) return facts.mistake();
  for (const TypeFact& fact : *facts) (fact.argument.empty() ? types_ : wanted_).push_back(fact);
  const auto before = [](const TypeFact& a, const TypeFact& b) { return a.subject < b.subject; };
  std::stable_sort(types_.begin(), types_.end(), before);
  std::stable_sort(wanted_.begin(), wanted_.end(), before);
  first_type_ = first_places(types_, &TypeFact::subject);
  first_wanted_ = first_places(wanted_, &TypeFact::subject);
  return static_cast<int>(facts->size());
}

Result<int> Rulebook::add_ends(const RuleFile& file) {
  Result<std::vector<SupportEnd>> ends = read_ends(file);
  if (!ends) return ends.mistake();
  ends_.insert(ends_.end(), ends->begin(), ends->end());
  return static_cast<int>(ends->size());
}

Result<int> Rulebook::add_names(const RuleFile& file) {
  Result<std::vector<NameFact>> facts = read_names(file);
  if (!facts) return facts.mistake();
  names_.insert(names_.end(), facts->begin(), facts->end());
  std::stable_sort(names_.begin(), names_.end(),
                   [](const NameFact& a, const NameFact& b) { return a.name < b.name; });
  first_name_ = first_places(names_, &NameFact::name);
  return static_cast<int>(facts->size());
}

std::span<const NameFact> Rulebook::names(std::string_view name) const {
  return all_about(names_, &NameFact::name, first_name_, name);
}

VersionSet Rulebook::does(std::string_view name, std::string_view word,
                          std::string_view value) const {
  VersionSet on;
  for (const NameFact& fact : names(name)) {
    if (fact.word == word && fact.value == value) on |= fact.on;
  }
  return on;
}

Result<int> Rulebook::add_releases(const RuleFile& file) {
  Result<std::vector<Release>> releases = read_releases(file);
  if (!releases) return releases.mistake();
  releases_.insert(releases_.end(), releases->begin(), releases->end());
  return static_cast<int>(releases->size());
}

std::span<const TypeFact> Rulebook::types(std::string_view subject) const {
  return all_about(types_, &TypeFact::subject, first_type_, subject);
}

std::span<const TypeFact> Rulebook::wanted(std::string_view function) const {
  return all_about(wanted_, &TypeFact::subject, first_wanted_, function);
}

const std::vector<Lifetime>* Rulebook::beside(std::string_view name) const {
  const std::string_view top = top_of(name);
  const auto facts = by_top_.find(top);
  return facts == by_top_.end() ? packages_->below(top) : facts->second;
}

const Lifetime* Rulebook::lifetime(std::string_view name) const {
  const std::vector<Lifetime>* facts = beside(name);
  if (facts == nullptr) return nullptr;
  const Lifetime* life = named(*facts, name);
  if (life != nullptr || !name.ends_with(')')) return life;
  for (const Lifetime& fact : parameters(name.substr(0, name.rfind('(')))) {
    // Its own name says at which position it can be passed: `shuffle(random@1)`.
    if (fact.name.substr(0, fact.name.find('@')) == name.substr(0, name.size() - 1)) return &fact;
  }
  return nullptr;
}

std::span<const Lifetime> Rulebook::parameters(std::string_view function) const {
  const std::vector<Lifetime>* facts = beside(function);
  if (facts == nullptr) return {};
  return with_prefix(*facts, std::string(function) + '(');
}

std::span<const Lifetime> Rulebook::below(std::string_view dotted) const {
  const std::vector<Lifetime>* facts = beside(dotted);
  if (facts == nullptr) return {};
  return with_prefix(*facts, std::string(dotted) + '.');
}

bool Rulebook::is_module(std::string_view dotted) const {
  const auto facts = by_top_.find(top_of(dotted));  // no package is read for it
  const Lifetime* life = facts == by_top_.end() ? nullptr : named(*facts->second, dotted);
  if (life == nullptr || life->package != nullptr || life->name.starts_with("syntax")) return false;
  return life->is_module || (life->name.find('.') == std::string_view::npos && life->owner.empty());
}

LifeKind Rulebook::kind(std::string_view dotted) const {
  if (dotted.starts_with("syntax.")) return LifeKind::construct;
  if (is_module(dotted)) return LifeKind::module;
  if (const Lifetime* life = lifetime(dotted); life != nullptr && life->package != nullptr) {
    return life->is_module           ? LifeKind::module
           : life->package->in_class ? LifeKind::method
                                     : LifeKind::name;
  }
  const std::string_view owner = dotted.substr(0, dotted.rfind('.'));
  return is_module(owner) || owner == kBuiltins ? LifeKind::name : LifeKind::method;
}

LifeKind Rulebook::kind(const Lifetime& life) const {
  if (life.file.find("capi/") != std::string_view::npos) return LifeKind::c_name;
  return life.owner.empty() ? kind(life.name) : LifeKind::parameter;
}

VersionSet Rulebook::exists(std::string_view dotted) const {
  VersionSet there = VersionSet::all();
  const bool builtin = dotted.starts_with("builtins.");
  for (std::size_t end = builtin ? kBuiltins.size() : 0; end != std::string_view::npos;) {
    end = dotted.find('.', end + 1);
    if (const Lifetime* life = lifetime(dotted.substr(0, end))) there &= life->exists;
  }
  return there;
}

VersionSet Rulebook::exists(const Lifetime& life) const {
  if (kind(life) == LifeKind::c_name) return life.exists;
  return life.exists & exists(life.owner.empty() ? life.name : life.owner);
}

const RulePage* Rulebook::page(std::string_view rule) const {
  for (const RulePage& page : pages_) {
    if (page.name == rule) return &page;
  }
  return nullptr;
}

const RulePage* Rulebook::construct_page(std::string_view construct) const {
  for (const RulePage& page : pages_) {
    if (page.kind == RuleKind::construct && page.construct == construct) return &page;
  }
  return nullptr;
}

const RulePage* Rulebook::advice_page(std::string_view dotted) const {
  if (const auto exact = explained_by_.find(dotted); exact != explained_by_.end()) {
    return page(exact->second);
  }
  for (std::string_view above = dotted; !above.empty();) {
    const std::size_t dot = above.rfind('.');
    if (dot == std::string_view::npos) break;
    above = above.substr(0, dot);
    const auto found = explained_by_.find(std::string(above) + ".*");
    if (found != explained_by_.end()) return page(found->second);
  }
  return nullptr;
}

std::span<const std::string_view> Rulebook::suppliers(std::string_view module) const {
  const auto found = supplied_by_.find(top_of(module));
  if (found == supplied_by_.end()) return {};
  return found->second;
}

}  // namespace pymolt::rulebook
