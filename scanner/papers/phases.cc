// The plan's phases: inventory, mechanical fixes, dependencies, third-party API, review, configuration, evidence.
// SPDX-License-Identifier: MIT
//
// A phase is a list of boxes, each with the file and line it speaks of; what is mended is no longer found, so its box goes,
// and a phase without work is one ticked box that says so. A phase ends when its boxes are gone and the policy's criteria
// that are about it are met.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "papers/papers.h"
#include "project/plan_steps.h"
#include "render/wording.h"

namespace pymolt::papers {

namespace {

using render::counted;
using render::listed;

constexpr std::size_t kBoxes = 200;  // of a phase; what is beyond it is counted

struct Phase {
  const char* title;
  std::vector<Box> boxes;
  const char* nothing;  // what is said where there is nothing to do
  std::array<std::uint32_t, kWorks> work = {};
  std::set<std::string> owners;
};

// The phases in order.
enum Place : std::size_t {
  inventory,
  mechanical,
  dependencies,
  packages,
  review,
  settings,
  evidence
};
constexpr std::size_t kPhases = 7;
using Phases = std::array<Phase, kPhases>;

// The phase that a measure of the policy is about.
Place phase_of(std::string_view measure) {
  if (measure == "unknown") return inventory;
  if (measure == "compile-rate") return mechanical;
  // Findings are left until the last of them is reviewed, and with them modules that do not import.
  if (measure == "import-rate" || measure.starts_with("findings.")) return review;
  if (measure == "dependency-rate" || measure == "vulnerabilities") return dependencies;
  if (measure == "deprecations") return review;
  if (measure == "configuration-rate") return settings;
  return evidence;
}

std::string place(const std::string& path, std::uint32_t line) {
  return code(line > 0 ? path + ":" + std::to_string(line) : path);
}

void own(Phase& phase, const std::string& path, const Facts& facts) {
  for (const std::string& owner : facts.owners.of(path)) phase.owners.insert(code(owner));
}

void add_inventory(const Facts& facts, Phase& phase) {
  for (const FileFacts& file : facts.report.files) {
    const bool unread = file.state == FileState::failed;
    const bool unknown = file.state == FileState::scanned && !file.compiles;
    if (!unread && !unknown) continue;
    phase.boxes.push_back({false, place(file.path, 0) + " could not be analysed: " +
                                      (unread ? file.reason : file.unknown_because)});
    own(phase, file.path, facts);
  }
  for (const ModuleVerdict& module : facts.report.modules) {
    if (module.unknown.contains(facts.target))
      phase.boxes.push_back({false, place(module.path, 0) + ": whether " + code(module.name) +
                                        " imports is unknown: " + module.unknown_because});
  }
  for (const UndeclaredImport& one : facts.report.dependencies.undeclared)
    phase.boxes.push_back({false, place(one.path, one.line) + " imports " + code(one.module) +
                                      ", which no file declares" +
                                      (one.name.empty() ? "" : " (" + code(one.name) + ")")});
}

// Places of the steps of `pymolt plan`, by path.
std::map<std::string_view, std::size_t> port_order(const Plan& plan) {
  std::map<std::string_view, std::size_t> order;
  for (const PlanPhase& phase : plan.phases) {
    for (const PlanStep& step : phase.steps) {
      for (const std::string& path : step.paths) order.emplace(path, order.size());
    }
  }
  return order;
}

void add_findings(const Facts& facts, Phases& phases) {
  const auto order = port_order(facts.plan);
  const auto at = [&](const ReportedFinding* finding) {
    const auto found = order.find(finding->path);
    return found == order.end() ? order.size() : found->second;
  };
  std::vector<const ReportedFinding*> findings;
  for (const ReportedFinding& finding : facts.report.findings) findings.push_back(&finding);
  std::ranges::stable_sort(findings, {}, at);
  const FindingsRun* run = findings_run(facts);
  const std::set<std::string> blind =
      run == nullptr ? std::set<std::string>() : std::set(run->not_run.begin(), run->not_run.end());
  for (const ReportedFinding* reported : findings) {
    const Finding& finding = reported->finding;
    const auto is_here = [&](const FileFacts& file) { return file.path == reported->path; };
    if (finding.package && std::ranges::any_of(facts.report.inventory, is_here))
      continue;  // told as a dependency
    const Work work = project::work_of(finding);
    Phase& phase = phases[finding.package            ? packages
                          : work == Work::mechanical ? mechanical
                                                     : review];
    ++phase.work[static_cast<std::size_t>(work)];
    own(phase, reported->path, facts);
    std::string text = place(reported->path, finding.span.line) + " (" +
                       std::string(pymolt::name(reported->severity)) +
                       "): " + code(finding.symbol.empty() ? finding.rule : finding.symbol);
    if (finding.package)
      text += " of " + code(finding.package->name + " " + finding.package->in_force);
    if (!finding.instead.empty()) text += ", instead: " + finding.instead;
    if (blind.contains(reported->path + ":" + std::to_string(finding.span.line)))
      text += "; no test runs it";
    phase.boxes.push_back({false, std::move(text)});
  }
}

void add_dependencies(const Facts& facts, Phase& phase) {
  for (const DependencyRow& row : facts.report.dependencies.rows) {
    const auto judged = row.on.find(facts.target);
    if (judged == row.on.end() || judged->second.support == Support::ok) continue;
    phase.boxes.push_back({false, place(row.path, row.declaration.line) + ": " +
                                      code(row.declaration.name) + ": " +
                                      to_do(row, facts.target)});
    own(phase, row.path, facts);
  }
}

void add_settings(const Facts& facts, Phase& phase) {
  for (const ConfigurationRow& row : facts.report.configuration) {
    const auto& statement = row.statement;
    if (!statement.pins || statement.versions.contains(facts.target)) continue;
    phase.boxes.push_back(
        {false, place(row.path, statement.span.line) + ": " + code(statement.stated) +
                    (row.instead.empty() ? "" : ", instead: " + code(row.instead))});
    own(phase, row.path, facts);
  }
}

void add_evidence(const Facts& facts, Phase& phase) {
  if (facts.gate == nullptr) {
    phase.boxes.push_back({false, "a policy (`pymolt-gate.toml`) says what is demanded"});
    return;
  }
  for (const CriterionAnswer& answer : facts.gate->criteria) phase.boxes.push_back(box_of(answer));
}

// What must be true when the phase is left: the policy's words for it.
std::string exit_words(Place number, const Facts& facts) {
  std::vector<std::string> criteria;
  if (facts.gate != nullptr) {
    for (const CriterionAnswer& answer : facts.gate->criteria) {
      if (phase_of(answer.criterion.measure) == number || number == evidence)
        criteria.push_back(answer.criterion.name + " (" + code(answer.criterion.measure) + " " +
                           wanted(answer.criterion) + ")");
    }
  }
  if (number == evidence)
    return "`pymolt gate` says go" +
           (criteria.empty() ? std::string()
                             : ": " + counted(criteria.size(), "criterion", "criteria"));
  if (criteria.empty())
    return "no box of this phase is left, and `pymolt gate` meets what it met before (the policy "
           "has "
           "no criterion of its own for this phase)";
  return "no box of this phase is left, and the gate meets " + listed(criteria);
}

// The box of a PHASE without work: ticked where the scan looked at something and found nothing to do.
Box box_of_none(Place number, const Phase& phase, const Facts& facts) {
  const Report& report = facts.report;
  if (report.summary.scanned == 0) return {false, "no file was analysed; source: the scan"};
  if (number == dependencies && report.dependencies.rows.empty())
    return {false, "no dependency is declared where pymolt looks: confirm that there is none"};
  if (number == settings && report.configuration.empty())
    return {false, "no file states a version of Python: confirm that there is none"};
  return {true, std::string(phase.nothing) + "; source: the scan"};
}

void write_phase(std::size_t number, Phase phase, const Facts& facts, Section& section) {
  const std::size_t all = phase.boxes.size();
  std::string head = "Phase " + std::to_string(number) + ": " + phase.title + ".";
  if (all > 0 && number != evidence) head += " " + counted(all, "place") + ".";
  if (phase.work != std::array<std::uint32_t, kWorks>{})
    head += " Effort: " + std::to_string(phase.work[0]) + " mechanical changes, " +
            std::to_string(phase.work[1]) + " to review, " + std::to_string(phase.work[2]) +
            " to redesign.";
  if (!phase.owners.empty())
    head += " Owners: " + listed({phase.owners.begin(), phase.owners.end()}, 8) + ".";
  section.blocks.push_back(text(std::move(head)));
  section.blocks.push_back(text("Entry: " +
                                (number == 0 ? std::string("a revision is named")
                                             : "phase " + std::to_string(number - 1) + " is done") +
                                ". Exit: " + exit_words(static_cast<Place>(number), facts) + "."));
  if (number == mechanical) write_steps(facts, section);
  if (all == 0) phase.boxes.push_back(box_of_none(static_cast<Place>(number), phase, facts));
  if (all > kBoxes) phase.boxes.resize(kBoxes);
  section.blocks.push_back(boxes(std::move(phase.boxes)));
  if (all > kBoxes)
    section.blocks.push_back(
        text("… and " + std::to_string(all - kBoxes) + " more: see the JSON report."));
}

}  // namespace

Section phases_section(const Facts& facts) {
  Phases phases = {
      Phase{"inventory", {}, "every file and module has an answer", {}, {}},
      Phase{"mechanical fixes, in the order of the imports",
            {},
            "no mechanical change is left",
            {},
            {}},
      Phase{"dependencies: raise, replace, build",
            {},
            "no declared dependency stands against it",
            {},
            {}},
      Phase{
          "API of third-party packages", {}, "no use of a package's removed API is known", {}, {}},
      Phase{"to be reviewed by hand", {}, "nothing is left to review", {}, {}},
      Phase{"configuration", {}, "no statement of a version excludes it", {}, {}},
      Phase{"evidence", {}, "the policy demands nothing", {}, {}}};
  add_inventory(facts, phases[inventory]);
  add_findings(facts, phases);
  add_dependencies(facts, phases[dependencies]);
  add_settings(facts, phases[settings]);
  add_evidence(facts, phases[evidence]);
  Section section{"phases", "Phases", {}};
  for (std::size_t i = 0; i < kPhases; ++i) write_phase(i, std::move(phases[i]), facts, section);
  return section;
}

}  // namespace pymolt::papers
