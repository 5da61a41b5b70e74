// A package is read under a lock, once; a flag says to everyone else that it has been.
// SPDX-License-Identifier: MIT
#include "rulebook/package_table.h"

#include <algorithm>
#include <array>

#include "base/text_table.h"
#include "rulebook/embedded.h"

namespace pymolt::rulebook {

namespace {

std::string_view last_word(const Lifetime& fact) {
  const std::string_view dotted = fact.owner.empty() ? fact.name : fact.owner;
  return dotted.substr(dotted.rfind('.') + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Which of FACTS, in the order of their names, are below TOP.
std::span<const Lifetime> part_below(const std::vector<Lifetime>& facts, std::string_view top) {
  const auto first = std::lower_bound(
      facts.begin(), facts.end(), top,
      [](const Lifetime& fact, std::string_view wanted) { return fact.name < wanted; });
  auto end = first;
  while (end != facts.end() && top_of(end->name) == top) ++end;
  return {first, end};
}

}  // namespace

PackageWords words_of(const PackageFile& file) {
  PackageWords words{file.package.name, file.package.imports, file.package.brings, {}, {}, {}, {}};
  const auto put = [](std::vector<std::string_view>& all, std::string_view word) {
    if (std::ranges::find(all, word) == all.end()) all.push_back(word);
  };
  for (std::size_t i = 0; i < file.names.size(); ++i) {
    const std::string_view word = last_word(file.names[i]);
    put(words.tops, top_of(file.names[i].name));
    put(file.lives[i].in_class ? words.members : words.names, word);
    if (file.lives[i].in_class && file.lives[i].is_distinctive) put(words.distinctive, word);
  }
  return words;
}

std::vector<std::pair<std::string_view, PackageWords>> read_package_index(std::string_view index) {
  std::vector<std::pair<std::string_view, PackageWords>> packages;
  TextTable table(index);
  table.take_line();
  while (!table.is_over()) {
    std::string_view line = table.take_line();
    std::array<std::string_view, 8> fields;
    for (std::string_view& field : fields) {
      field = line.substr(0, line.find('|'));
      line.remove_prefix(std::min(field.size() + 1, line.size()));
    }
    const auto words = [&](std::size_t field) { return split(fields[field], ' '); };
    packages.emplace_back(fields[0], PackageWords{fields[1], words(2), words(3), words(4), words(5),
                                                  words(6), words(7)});
  }
  return packages;
}

PackageTable::Package& PackageTable::package_of(std::string_view name) {
  Package*& package = by_name_[name];
  if (package == nullptr) {
    package = &packages_.emplace_back();
    package->facts.name = name;
  }
  return *package;
}

void PackageTable::put(By& table, std::string_view module, const Package& package) {
  Known& known = table[module];
  const auto before = [](const PackageFacts* a, const PackageFacts* b) {
    return a->name < b->name;
  };
  const auto place = std::ranges::lower_bound(known.facts, &package.facts, before);
  if (place != known.facts.end() && *place == &package.facts) return;
  known.packages.insert(known.packages.begin() + (place - known.facts.begin()), &package);
  known.facts.insert(place, &package.facts);
}

void PackageTable::enter(Package& package, PackageWords words) {
  for (const std::string_view module : words.imports) put(by_import_, module, package);
  for (const std::string_view top : words.tops) {
    std::vector<const Package*>& all = tops_[top].packages;
    if (std::ranges::find(all, &package) == all.end()) all.push_back(&package);
  }
  for (const std::string_view module : words.brings) put(by_module_, module, package);
  package.words.push_back(std::move(words));
}

void PackageTable::add_built_in() {
  for (auto& [path, words] : read_package_index(embedded_package_index())) {
    Package& package = package_of(words.name);
    package.path = path;
    enter(package, std::move(words));
  }
}

Result<int> PackageTable::add(const RuleFile& file) {
  Result<PackageFile> read = read_package(file);
  if (!read) return read.mistake();
  const auto count = static_cast<int>(read->names.size());
  Package& package = package_of(read->package.name);
  enter(package, words_of(*read));
  package.added.push_back(read.take());
  package.is_read = false;
  for (const std::string_view top : package.words.back().tops) tops_[top].is_read = false;
  return count + 1;
}

// What is said of the package itself replaces what was known, names are added.
void PackageTable::take(const Package& package, PackageFile file) const {
  const PackageFacts& said = file.package;
  const bool new_facts = !said.supports.empty() || !said.required.empty() || said.is_dead;
  if (package.facts.file.empty() || new_facts) package.facts = said;
  std::vector<PackageLife>& lives = package.lives.emplace_back(std::move(file.lives));
  for (std::size_t i = 0; i < lives.size(); ++i) {
    lives[i].package = &package.facts;
    file.names[i].package = &lives[i];
  }
  package.names = merged(file.names, package.names);
}

void PackageTable::read(const Package& package) const {
  if (package.is_read.load(std::memory_order_acquire)) return;
  const std::scoped_lock lock(reading_);
  if (package.is_read.load(std::memory_order_relaxed)) return;
  package.names.clear();
  if (!package.path.empty()) {
    const std::vector<RuleFile>& files = embedded_packages();
    const auto file = std::ranges::lower_bound(files, package.path, {}, &RuleFile::name);
    // The built-in files are known to be right: tests/rulebook reads each.
    if (Result<PackageFile> known = read_known_package(*file)) take(package, known.take());
  }
  for (const PackageFile& added : package.added) take(package, added);
  package.is_read.store(true, std::memory_order_release);
}

const PackageFacts* PackageTable::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  read(*found->second);
  return &found->second->facts;
}

std::vector<const PackageFacts*> PackageTable::all() const {
  std::vector<const PackageFacts*> all;
  for (const auto& [name, package] : by_name_) {
    read(*package);
    all.push_back(&package->facts);
  }
  return all;
}

std::span<const PackageFacts* const> PackageTable::read_all(const Known& known) const {
  for (const Package* package : known.packages) read(*package);
  return known.facts;
}

std::span<const PackageFacts* const> PackageTable::of_import(std::string_view dotted) const {
  for (std::size_t end = dotted.size(); end != std::string_view::npos && end > 0;
       end = dotted.rfind('.', end - 1)) {
    const auto found = by_import_.find(dotted.substr(0, end));
    if (found != by_import_.end()) return read_all(found->second);
  }
  return {};
}

std::span<const PackageFacts* const> PackageTable::bringing(std::string_view top) const {
  const auto found = by_module_.find(top);
  if (found == by_module_.end()) return {};
  return read_all(found->second);
}

std::vector<std::string_view> PackageTable::tops() const {
  std::vector<std::string_view> all;
  for (const auto& [top, packages] : tops_) all.push_back(top);
  return all;
}

const std::vector<Lifetime>* PackageTable::below(std::string_view top) const {
  const auto found = tops_.find(top);
  if (found == tops_.end()) return nullptr;
  const Top& asked = found->second;
  if (!asked.is_read.load(std::memory_order_acquire)) {
    const std::scoped_lock lock(reading_);
    if (!asked.is_read.load(std::memory_order_relaxed)) {
      asked.names.clear();
      for (const Package* package : asked.packages) {
        read(*package);
        asked.names = merged(part_below(package->names, top), asked.names);
      }
      asked.is_read.store(true, std::memory_order_release);
    }
  }
  return &asked.names;
}

const Lifetime* PackageTable::distinctive(const PackageFacts& package,
                                          std::string_view name) const {
  const auto found = by_name_.find(package.name);
  if (found == by_name_.end()) return nullptr;
  read(*found->second);
  for (const Lifetime& fact : found->second->names) {
    if (fact.package->is_distinctive && fact.package->in_class && last_word(fact) == name)
      return &fact;
  }
  return nullptr;
}

}  // namespace pymolt::rulebook
