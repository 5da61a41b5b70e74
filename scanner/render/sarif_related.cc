// A cause in a module's verdict and a finding are the same thing when path, line and name agree.
// SPDX-License-Identifier: MIT
#include "render/sarif_related.h"

#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kMostRelated = 100;  // what code scanning shows

}  // namespace

RelatedModules::RelatedModules(const Report& report) {
  for (const ModuleVerdict& module : report.modules) {
    const VersionSet asked = report.target_of(module.path) & module.because.versions();
    for (const Version version : asked.versions()) {
      const Because& because = *module.because.on(version);
      if (because.path == module.path) continue;
      std::vector<Victim>& victims = victims_[{because.path, because.line, spoken(because.cause)}];
      if (victims.empty() || victims.back().module != &module)
        victims.push_back({&module, &because, {}});
      victims.back().versions |= version;
    }
  }
}

std::vector<RelatedModule> RelatedModules::of(const ReportedFinding& finding) const {
  const auto found =
      victims_.find({finding.path, finding.finding.span.line, spoken(finding.finding.symbol)});
  if (found == victims_.end()) return {};
  std::vector<RelatedModule> related;
  for (const Victim& victim : found->second) {
    std::string way;
    for (const std::string& module : victim.because->via)
      way += (way.empty() ? "" : " → ") + module;
    related.push_back(
        {victim.module->name, victim.module->path,
         victim.module->name + " does not import on " + victim.versions.str() + ": " + way});
    if (related.size() == kMostRelated) break;
  }
  if (found->second.size() > kMostRelated) {
    related.back().message +=
        ", and " + counted(found->second.size() - kMostRelated, "module") + " more";
  }
  return related;
}

}  // namespace pymolt::render
