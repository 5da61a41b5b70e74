// A finding goes with the first version on which its line breaks for good; where it only warns, with the release that is
// announced: by the lifetime of the name, or by the rule's page.
// SPDX-License-Identifier: MIT
#include "project/api_horizon.h"

#include <algorithm>
#include <climits>
#include <map>
#include <optional>

namespace pymolt::project {

namespace {

using rulebook::Lifetime;
using rulebook::Rulebook;
using rulebook::RulePage;

// The fact that a finding is about: of the symbol, of its parameter wherever that stands, or of the module around it.
const Lifetime* life_of(const Rulebook& book, const Finding& finding) {
  const std::string& symbol = finding.symbol;
  if (const Lifetime* life = book.lifetime(symbol)) return life;
  if (finding.rule.ends_with("-c-api")) return book.c_api().find(symbol);
  if (const std::size_t open = symbol.find('('); open != std::string::npos) {
    const std::string_view parameter =
        std::string_view(symbol).substr(open + 1, symbol.size() - open - 2);
    for (const Lifetime& life : book.parameters(symbol.substr(0, open))) {
      if (life.parameter == parameter) return &life;
    }
    return nullptr;
  }
  for (std::size_t dot = symbol.rfind('.'); dot != std::string::npos && dot > 0;
       dot = symbol.rfind('.', dot - 1)) {
    const Lifetime* life = book.lifetime(symbol.substr(0, dot));
    if (life != nullptr && life->deprecated) return life;
  }
  return nullptr;
}

// The version from which the line no longer works, having worked before on some version that the code comes from.
std::optional<Version> end_of(const Finding& finding, VersionSet from) {
  const VersionSet works = finding.alive - finding.breaks_on;
  if (works.empty() || !finding.breaks_on.contains(finding.alive.newest()))
    return std::nullopt;  // it comes back
  if (!from.empty() && !works.intersects(from)) return std::nullopt;
  return (finding.breaks_on & VersionSet::from(works.newest())).oldest();
}

// With what it goes: a version, the empty word where no date is set; nothing where it does not go.
std::optional<std::string> release_of(const Finding& finding, const RulePage* page,
                                      const Lifetime* life, VersionSet from) {
  if (!finding.breaks_on.empty()) {
    if (finding.breaks_as < Severity::high)
      return std::nullopt;  // it means something else, and stays
    const auto end = end_of(finding, from);
    return end ? std::optional(std::string(end->str())) : std::nullopt;
  }
  if (life != nullptr && life->deprecated)
    return std::string(life->has_date() ? life->scheduled : "");
  if (page == nullptr || page->scheduled.empty()) return std::nullopt;
  return std::string(page->scheduled == "undated" ? "" : page->scheduled);
}

// `3.9` before `3.10`; the undated after all others.
int order(const std::string& version) {
  return version.empty() ? INT_MAX
                         : std::stoi(version.substr(2)) + (version.starts_with("2.") ? -100 : 0);
}

class HorizonMaker {
 public:
  explicit HorizonMaker(const Rulebook& book) : book_(book) {}

  void add(const ReportedFinding& reported, VersionSet from) {
    const Finding& finding = reported.finding;
    const bool is_behind =
        !from.empty() && !finding.alive.intersects(VersionSet::from(from.oldest()));
    if (is_behind) return;  // the line is reached on older versions only
    const Lifetime* life = life_of(book_, finding);
    const auto version = release_of(finding, book_.page(finding.rule), life, from);
    if (!version) return;
    HorizonThing& thing = things_[{order(*version), *version}][{finding.symbol, finding.rule}];
    if (thing.places.empty()) {
      thing = {finding.symbol, finding.rule, {}, {}, finding.instead, finding.docs, {}};
      if (life == nullptr || finding.symbol.starts_with("syntax.")) thing.what = finding.message;
      if (life != nullptr && life->deprecated) thing.deprecated = life->deprecated->str();
    }
    thing.places.push_back({reported.path, finding.span.line, finding.span.column});
  }

  std::vector<HorizonStep> take() {
    std::vector<HorizonStep> steps;
    for (auto& [key, things] : things_) {
      HorizonStep step;
      step.version = key.second;
      for (const rulebook::Release& release : book_.releases()) {
        if (release.version != step.version) continue;
        step.date = release.date;
        step.released = release.released;
      }
      for (auto& [name, thing] : things) step.things.push_back(std::move(thing));
      std::stable_sort(step.things.begin(), step.things.end(),
                       [](const HorizonThing& a, const HorizonThing& b) {
                         return a.places.size() > b.places.size();
                       });
      steps.push_back(std::move(step));
    }
    return steps;
  }

 private:
  const Rulebook& book_;
  std::map<std::pair<int, std::string>, std::map<std::pair<std::string, std::string>, HorizonThing>>
      things_;
};

}  // namespace

Horizon make_horizon(const Report& report, const Rulebook& book) {
  HorizonMaker maker(book);
  for (const ReportedFinding& reported : report.findings) maker.add(reported, report.from);
  Horizon horizon;
  horizon.from = report.from;
  horizon.analysed = report.summary.scanned > 0;
  horizon.steps = maker.take();
  return horizon;
}

}  // namespace pymolt::project
