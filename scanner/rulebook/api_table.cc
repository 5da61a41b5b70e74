// Goes once over all facts and keeps those that pass every test that is set.
// SPDX-License-Identifier: MIT
#include "rulebook/api_table.h"

#include <algorithm>

#include "base/word_match.h"

namespace pymolt::rulebook {

namespace {

// The versions that are in SET while the one before is not.
VersionSet beginnings(VersionSet set) {
  return set - VersionSet::raw(set.bits() << 1) - Version::at(0);
}

bool is_named(const std::vector<std::string>& patterns, std::string_view name) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return word_matches(pattern, name); });
}

bool passes(const ApiQuery& query, const ApiRow& row) {
  const Lifetime& life = *row.life;
  if (!is_named(query.names, life.name)) return false;
  if (query.removed_in && !beginnings(~life.exists).intersects(*query.removed_in)) return false;
  if (query.added_in && !beginnings(life.exists).intersects(*query.added_in)) return false;
  if (query.deprecated_in && (!life.deprecated || !query.deprecated_in->contains(*life.deprecated)))
    return false;
  if (!query.deprecated) return true;
  const VersionSet deprecated = row.exists & life.deprecated_on();
  return query.removed_in ? !deprecated.empty() : deprecated.contains(kNewestReleased);
}

}  // namespace

std::vector<ApiRow> api_table(const Rulebook& book, const ApiQuery& query) {
  std::vector<ApiRow> rows;
  for (const auto& [top, lives] : book.lifetimes()) {
    for (const Lifetime& life : *lives) {
      const ApiRow row = {&life, book.kind(life), book.exists(life)};
      if (passes(query, row)) rows.push_back(row);
    }
  }
  // Few people ask for all that went from C as well: these are shown where they are named.
  for (const Lifetime& life :
       query.names.empty() ? std::span<const Lifetime>() : book.c_api().facts()) {
    const ApiRow row = {&life, LifeKind::c_name, life.exists};
    if (passes(query, row)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [](const ApiRow& a, const ApiRow& b) { return a.life->name < b.life->name; });
  return rows;
}

}  // namespace pymolt::rulebook
