// Look-ups by binary search: the facts of a module stand together and sorted, so that "all below it" is a range.
// SPDX-License-Identifier: MIT
#include "rulebook/rulebook.h"

#include <algorithm>

#include "base/character_table.h"
#include "rulebook/embedded.h"
#include "rulebook/lifetime_file.h"
#include "rulebook/package_file.h"
#include "rulebook/rule_page_file.h"

namespace pymolt::rulebook {

namespace {

constexpr std::string_view kBuiltins = "builtins";

constexpr CharacterTable kFirstPartEnd(".(");

std::string_view first_part(std::string_view dotted) {
  return dotted.substr(0, kFirstPartEnd.first_in(dotted));
}

// Whether NAME is TOP, or something below it.
bool is_below(std::string_view name, std::string_view top) {
  return name.starts_with(top) &&
         (name.size() == top.size() || kFirstPartEnd.has(name[top.size()]));
}

bool by_name(const Lifetime& a, const Lifetime& b) { return a.name < b.name; }

// The facts whose names start with PREFIX; they stand together because the order is bytewise.
std::span<const Lifetime> with_prefix(const std::vector<Lifetime>& facts,
                                      const std::string& prefix) {
  const auto before = [](const Lifetime& fact, std::string_view name) { return fact.name < name; };
  const auto begin = std::lower_bound(facts.begin(), facts.end(), std::string_view(prefix), before);
  auto end = begin;
  while (end != facts.end() && end->name.starts_with(prefix)) ++end;
  return {begin, end};
}

std::span<const TypeFact> facts_about(const std::vector<TypeFact>& facts,
                                      std::string_view subject) {
  const auto before = [](const TypeFact& fact, std::string_view wanted) {
    return fact.subject < wanted;
  };
  const auto begin = std::lower_bound(facts.begin(), facts.end(), subject, before);
  auto end = begin;
  while (end != facts.end() && end->subject == subject) ++end;
  return {begin, end};
}

}  // namespace

Result<Rulebook> Rulebook::built_in() {
  Rulebook book;
  const std::vector<RuleFile> files = embedded_files();
  book.is_built_in_ = true;
  book.fingerprint_.add(embedded_sha256());
  Result<int> added = book.add(files);
  book.is_built_in_ = false;
  if (!added) return added.mistake();
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
  if (facts.empty()) return;
  if (const std::string_view top = first_part(facts.front().name);
      is_below(facts.back().name, top)) {
    std::vector<Lifetime>& known = lifetimes_[top];
    if (known.empty()) {
      known = std::move(facts);
      return;
    }
  }
  for (auto begin = facts.begin(); begin != facts.end();) {
    const std::string_view top = first_part(begin->name);
    auto end = begin;
    while (end != facts.end() && is_below(end->name, top)) ++end;
    std::vector<Lifetime>& known = lifetimes_[top];
    if (known.empty()) {
      known.assign(begin, end);
    } else {
      for (auto fact = begin; fact != end; ++fact) {
        const Lifetime* before = lifetime(fact->name);
        if (before != nullptr && before->exists != fact->exists)
          contradicted_.emplace_back(fact->name);
      }
      std::vector<Lifetime> merged;
      std::set_union(begin, end, known.begin(), known.end(), std::back_inserter(merged), by_name);
      known = std::move(merged);
    }
    begin = end;
  }
}

// A pack may say more of a package that is known: names are added, and what is said of the package itself replaces it.
Result<int> Rulebook::add_package(const RuleFile& file) {
  Result<PackageFile> read = is_built_in_ ? read_known_package(file) : read_package(file);
  if (!read) return read.mistake();
  PackageFacts& package = packages_[read->package.name];
  const PackageFacts& said = read->package;
  const bool new_facts = !said.supports.empty() || !said.required.empty() || said.is_dead;
  if (package.name.empty() || new_facts) package = said;
  const auto put = [&](PackagesBy& table, std::span<const std::string_view> modules) {
    for (const std::string_view module : modules) {
      std::vector<const PackageFacts*>& all = table[module];
      const auto by_name = [](const PackageFacts* a, const PackageFacts* b) {
        return a->name < b->name;
      };
      const auto place = std::ranges::lower_bound(all, &package, by_name);
      if (place == all.end() || *place != &package) all.insert(place, &package);
    }
  };
  put(packages_by_import_, said.imports);
  put(packages_by_module_, said.brings);
  std::vector<PackageLife>& lives = package_lives_.emplace_back(std::move(read->lives));
  for (std::size_t i = 0; i < lives.size(); ++i) {
    lives[i].package = &package;
    read->names[i].package = &lives[i];
  }
  const auto count = static_cast<int>(read->names.size());
  add_lives(std::move(read->names));
  return count + 1;
}

const PackageFacts* Rulebook::package(std::string_view name) const {
  const auto found = packages_.find(name);
  return found == packages_.end() ? nullptr : &found->second;
}

std::span<const PackageFacts* const> Rulebook::packages_of_import(std::string_view dotted) const {
  for (std::size_t end = dotted.size(); end != std::string_view::npos && end > 0;
       end = dotted.rfind('.', end - 1)) {
    const auto found = packages_by_import_.find(dotted.substr(0, end));
    if (found != packages_by_import_.end()) return found->second;
  }
  return {};
}

std::span<const PackageFacts* const> Rulebook::bringing_back(std::string_view top) const {
  const auto found = packages_by_module_.find(top);
  if (found == packages_by_module_.end()) return {};
  return found->second;
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
    if (!page->supplied_by.empty()) supplied_by_[first_part(pattern)] = page->supplied_by;
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
  return static_cast<int>(facts->size());
}

std::span<const NameFact> Rulebook::names(std::string_view name) const {
  const auto [begin, end] =
      std::equal_range(names_.begin(), names_.end(), NameFact{name, {}, {}, {}},
                       [](const NameFact& a, const NameFact& b) { return a.name < b.name; });
  return {begin, end};
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
  return facts_about(types_, subject);
}

std::span<const TypeFact> Rulebook::wanted(std::string_view function) const {
  return facts_about(wanted_, function);
}

const Lifetime* Rulebook::lifetime(std::string_view name) const {
  const auto facts = lifetimes_.find(first_part(name));
  if (facts == lifetimes_.end()) return nullptr;
  const auto before = [](const Lifetime& fact, std::string_view wanted) {
    return fact.name < wanted;
  };
  const auto found = std::lower_bound(facts->second.begin(), facts->second.end(), name, before);
  return found != facts->second.end() && found->name == name ? &*found : nullptr;
}

std::span<const Lifetime> Rulebook::parameters(std::string_view function) const {
  const auto facts = lifetimes_.find(first_part(function));
  if (facts == lifetimes_.end()) return {};
  return with_prefix(facts->second, std::string(function) + '(');
}

std::span<const Lifetime> Rulebook::below(std::string_view dotted) const {
  const auto facts = lifetimes_.find(first_part(dotted));
  if (facts == lifetimes_.end()) return {};
  return with_prefix(facts->second, std::string(dotted) + '.');
}

bool Rulebook::is_module(std::string_view dotted) const {
  const Lifetime* life = lifetime(dotted);
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
  const auto found = supplied_by_.find(first_part(module));
  if (found == supplied_by_.end()) return {};
  return found->second;
}

}  // namespace pymolt::rulebook
