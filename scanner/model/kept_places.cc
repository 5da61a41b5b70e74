// One row for each kind, with the last place that was asked about.
// SPDX-License-Identifier: MIT
#include "model/kept_places.h"

#include <algorithm>

namespace pymolt {

bool KeptPlaces::keeps(const std::string& kind, std::uint64_t place) {
  Row& row = rows_[kind];
  if (row.places > 0 && row.last == place) return row.kept;
  row.kept = row.places < (kept_ < kMostPlaces ? kMostPlacesOfKind : 1);
  row.last = place;
  ++row.places;
  if (row.kept) ++kept_;
  return row.kept;
}

void KeptPlaces::add(const MorePlaces& more) {
  const auto [known, is_new] = more_.try_emplace({more.rule, more.symbol}, more);
  if (is_new) return;
  known->second.places += more.places;
  known->second.line = std::min(known->second.line, more.line);
}

std::vector<MorePlaces> KeptPlaces::more() const {
  std::vector<MorePlaces> all;
  for (const auto& [about, more] : more_) all.push_back(more);
  return all;
}

void add_place(Finding finding, std::vector<Finding>& findings, std::vector<MorePlaces>& more) {
  findings.push_back(std::move(finding));
  if (findings.size() % (std::size_t{2} * kMostPlaces) == 0) keep_first_places(findings, more);
}

void keep_first_places(std::vector<Finding>& findings, std::vector<MorePlaces>& more) {
  if (findings.size() <= kMostPlacesOfKind) return;
  KeptPlaces kept;
  for (const MorePlaces& one : more) kept.add(one);
  std::erase_if(findings, [&](const Finding& finding) {
    const std::string kind =
        kind_of(finding.rule, finding.symbol, finding) + std::to_string(finding.at_import.bits());
    const std::uint64_t place = (std::uint64_t{finding.span.line} << 32) + finding.span.column;
    if (kept.keeps(kind, place)) return false;
    kept.add({finding.rule, finding.symbol, 1, finding.span.line});
    return true;
  });
  more = kept.more();
}

}  // namespace pymolt
