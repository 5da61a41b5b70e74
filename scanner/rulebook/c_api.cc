// Read once, behind a flag; the indexes borrow from the facts.
// SPDX-License-Identifier: MIT
#include "rulebook/c_api.h"

#include <algorithm>

#include "rulebook/lifetime_file.h"

namespace pymolt::rulebook {

void CApi::load() const {
  for (const RuleFile& file : files_) {
    Result<std::vector<Lifetime>> read = read_lifetimes(file);
    if (!read) continue;  // told where the pack is loaded; the compiled-in file is tested
    std::vector<Lifetime> merged;
    std::set_union(read->begin(), read->end(), facts_.begin(), facts_.end(),
                   std::back_inserter(merged),
                   [](const Lifetime& a, const Lifetime& b) { return a.name < b.name; });
    facts_ = std::move(merged);
  }
  for (const Lifetime& fact : facts_) {
    by_name_.emplace(fact.name, &fact);
    if (!fact.owner.empty()) {
      uses_[fact.owner].push_back(&fact);
      continue;
    }
    const std::size_t dot = fact.name.rfind('.');
    if (dot == std::string_view::npos || fact.name.ends_with(".h")) continue;
    members_[fact.name.substr(dot + 1)].push_back(&fact);
    structs_.emplace(fact.name.substr(0, dot), true);
  }
}

std::span<const Lifetime> CApi::facts() const {
  std::call_once(loaded_, [this] { load(); });
  return facts_;
}

const Lifetime* CApi::find(std::string_view name) const {
  std::call_once(loaded_, [this] { load(); });
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const Lifetime* CApi::use(std::string_view name, std::string_view how) const {
  std::call_once(loaded_, [this] { load(); });
  const auto found = uses_.find(name);
  if (found == uses_.end()) return nullptr;
  const auto is = [how](const Lifetime* fact) { return fact->parameter == how; };
  const auto fact = std::find_if(found->second.begin(), found->second.end(), is);
  return fact == found->second.end() ? nullptr : *fact;
}

std::span<const Lifetime* const> CApi::members(std::string_view member) const {
  std::call_once(loaded_, [this] { load(); });
  const auto found = members_.find(member);
  if (found == members_.end()) return {};
  return found->second;
}

bool CApi::has_members(std::string_view struct_name) const {
  std::call_once(loaded_, [this] { load(); });
  return structs_.find(struct_name) != structs_.end();
}

}  // namespace pymolt::rulebook
