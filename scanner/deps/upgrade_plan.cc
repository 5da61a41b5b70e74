// A step a package: of the versions that the target's Pythons ask for, the greatest.
// SPDX-License-Identifier: MIT
#include "deps/upgrade_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "packaging/names.h"
#include "packaging/requires_python.h"

namespace pymolt::project {

namespace {

using packaging::PackageVersion;

bool fails(const DependencyRow& row, VersionSet target) {
  return std::ranges::any_of(row.on, [&](const auto& judged) {
    return target.contains(judged.first) && judged.second.support == Support::no;
  });
}

// The first version that supports every Python of TARGET on which ROW applies; empty where there is none for one of them.
std::string least_version(const DependencyRow& row, VersionSet target) {
  std::optional<PackageVersion> least;
  for (const auto& [python, judged] : row.on) {
    if (!target.contains(python) || judged.support != Support::no) continue;
    const auto first = PackageVersion::parse(judged.first);
    if (!first) return {};
    if (!least || *least < *first) least = first;
  }
  return least ? least->str() : std::string();
}

std::uint32_t importers(const Report& report, const rulebook::PackageFacts* facts,
                        const std::string& name) {
  std::vector<std::string> modules = {name};
  if (facts != nullptr && !facts->imports.empty())
    modules.assign(facts->imports.begin(), facts->imports.end());
  std::uint32_t count = 0;
  for (const ExternalModule& external : report.externals) {
    const auto is = [&](const std::string& module) {
      return module.substr(0, module.find('.')) == external.name;
    };
    if (std::ranges::any_of(modules, is))
      count += static_cast<std::uint32_t>(external.imported_by.size());
  }
  return count;
}

// Lines that use what the package no longer has with the version that the target forces: the dependency fails as it is
// declared, so that their findings speak of that version.
std::uint32_t broken_lines(const Report& report, const std::string& name) {
  std::set<std::pair<std::string_view, std::uint32_t>> lines;
  for (const auto* list : {&report.findings, &report.already}) {
    for (const ReportedFinding& reported : *list) {
      const Finding& finding = reported.finding;
      const bool is_use = finding.package && finding.package->name == name &&
                          finding.symbol != name && finding.breaks_on.intersects(report.target);
      if (is_use) lines.emplace(reported.path, finding.span.line);
    }
  }
  return static_cast<std::uint32_t>(lines.size());
}

// What the version TO demands of Python.
void add_requires(const rulebook::PackageFacts* facts, UpgradeStep& step, VersionSet& possible) {
  const auto to = PackageVersion::parse(step.to);
  if (facts == nullptr || !to) return;
  for (const rulebook::RequiresFact& fact : facts->required) {
    const auto since = PackageVersion::parse(fact.since);
    if (since && *to < *since) {  // it may have begun before, after the version that is named
      const auto after = PackageVersion::parse(fact.after);
      if (after && *after < *to) step.requires_python.clear();
      break;
    }
    step.requires_python = fact.specifier;
  }
  if (step.requires_python.empty()) return;
  const auto specifier = packaging::SpecifierSet::parse(step.requires_python);
  if (specifier) possible &= packaging::pythons_of(*specifier);
}

}  // namespace

UpgradePlan make_upgrade_plan(const Report& report, const rulebook::Rulebook& book) {
  UpgradePlan plan;
  plan.target = report.target;
  plan.possible_from = VersionSet::all();
  std::map<std::string, UpgradeStep> steps;
  for (const DependencyRow& row : report.dependencies.rows) {
    if (!fails(row, report.target)) continue;
    const std::string name = packaging::canonical_name(row.declaration.name);
    const auto [place, is_new] = steps.try_emplace(name);
    UpgradeStep& step = place->second;
    const std::string to = least_version(row, report.target);
    if (is_new) {
      step.name = row.declaration.name;
      step.from = row.declaration.specifier;
      step.to = to;
    }
    const auto known = PackageVersion::parse(step.to);
    const auto wanted = PackageVersion::parse(to);
    if (known && wanted && *known < *wanted) step.to = to;
    step.places.push_back(row.path + ":" + std::to_string(row.declaration.line));
  }
  for (auto& [name, step] : steps) {
    const rulebook::PackageFacts* facts = book.package(name);
    if (facts != nullptr && step.to.empty()) step.instead = facts->successor;
    step.imported_by = importers(report, facts, name);
    step.breaks = broken_lines(report, name);
    add_requires(facts, step, plan.possible_from);
    plan.steps.push_back(std::move(step));
  }
  return plan;
}

}  // namespace pymolt::project
