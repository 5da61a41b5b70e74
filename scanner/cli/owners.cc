// What several own counts for each of them; what nobody owns stands under `nobody`.
// SPDX-License-Identifier: MIT
#include "cli/owners.h"

#include <algorithm>
#include <set>

#include "scan/code_owners.h"

namespace pymolt::cli {

namespace {

std::vector<std::string> owners_or_nobody(const scan::CodeOwners& owners, const std::string& path) {
  std::vector<std::string> names = owners.of(path);
  if (names.empty()) names.emplace_back(kNobody);
  return names;
}

}  // namespace

OwnerReport sum_by_owner(const Report& report, const std::string& base) {
  const scan::CodeOwners owners = scan::CodeOwners::find_above(base, *scan::real_disk());
  OwnerReport made;
  std::map<std::string, OwnerSum> sums;
  for (const ReportedFinding& finding : report.findings) {
    const auto [of, is_new] = made.of.try_emplace(finding.path);
    if (is_new) of->second = owners_or_nobody(owners, finding.path);
    for (const std::string& owner : of->second) {
      OwnerSum& sum = sums[owner];
      sum.name = owner;
      sum.files += is_new ? 1 : 0;
      ++sum.findings[static_cast<std::size_t>(finding.severity)];
    }
  }
  for (auto& [name, sum] : sums) made.sums.push_back(std::move(sum));
  std::ranges::stable_sort(made.sums, [](const OwnerSum& a, const OwnerSum& b) {
    return std::lexicographical_compare(b.findings.rbegin(), b.findings.rend(), a.findings.rbegin(),
                                        a.findings.rend());
  });
  return made;
}

void add_owners(Plan& plan, const std::string& base) {
  const scan::CodeOwners owners = scan::CodeOwners::find_above(base, *scan::real_disk());
  std::map<std::string, PlanOwner> all;
  std::uint32_t number = 0;
  for (PlanPhase& phase : plan.phases) {
    for (PlanStep& step : phase.steps) {
      ++number;
      std::set<std::string> names;
      for (const std::string& path : step.paths) {
        for (std::string& name : owners_or_nobody(owners, path)) names.insert(std::move(name));
      }
      step.owners.assign(names.begin(), names.end());
      for (const std::string& name : names) {
        PlanOwner& owner = all[name];
        owner.name = name;
        owner.steps.push_back(number);
        for (std::size_t i = 0; i < kWorks; ++i) owner.work[i] += step.work[i];
      }
    }
  }
  for (auto& [name, owner] : all) plan.owners.push_back(std::move(owner));
}

}  // namespace pymolt::cli
