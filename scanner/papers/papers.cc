// The table of papers: which sections each is made of.
// SPDX-License-Identifier: MIT
#include "papers/papers.h"

#include <array>

#include "render/gate_renderers.h"

namespace pymolt::papers {

namespace {

Document assessment(const Facts& facts) {
  return {"assessment",
          "Assessment",
          {summary_section(facts), inventory_section(facts), findings_section(facts),
           dependencies_section(facts), gate_section(facts, "Evidence"), questions_section(facts),
           blank("Notes", {"Business reasons", "Alternatives"})}};
}

Document plan(const Facts& facts) {
  return {
      "plan",
      "Migration plan",
      {summary_section(facts), phases_section(facts), dependencies_section(facts),
       gate_section(facts, "Success criteria"), rollback_section(facts), questions_section(facts),
       blank("People and time", {"Responsible", "Begin and end of each phase", "Escalation"})}};
}

// Boxes for what the scan knows, whether or not the policy asks for it.
Section scan_boxes(const Facts& facts) {
  const Summary& summary = facts.report.summary;
  const auto box = [&](const std::map<Version, Count>& counts, const char* noun, const char* verb) {
    const auto found = counts.find(facts.target);
    const Count count = found == counts.end() ? Count() : found->second;
    return Box{count.of > 0 && count.ok == count.of,
               rate_words(count, noun, verb) + "; source: the scan"};
  };
  std::vector<Box> all = {box(summary.compile, "files", "compile"),
                          box(summary.import, "modules", "import")};
  if (summary.configuration.contains(facts.target))
    all.push_back(box(summary.configuration, "statements of configuration", "allow it"));
  const std::string hidden = hidden_words(facts.report);
  for (const Severity severity : {Severity::critical, Severity::high, Severity::medium}) {
    const std::uint32_t count = summary.findings[static_cast<std::size_t>(severity)];
    all.push_back({count == 0 && summary.failed == 0 && summary.scanned > 0,
                   "no " + std::string(pymolt::name(severity)) + " finding (" +
                       std::to_string(count) + (hidden.empty() ? "" : "; " + hidden) +
                       "); source: the scan"});
  }
  return {"scan",
          "Code",
          {text("For Python " + std::string(facts.target.str()) + ", as of " + facts.date +
                (facts.part.empty() ? "" : ", of " + code(facts.part) + " only") + "."),
           boxes(std::move(all))}};
}

Document checklist(const Facts& facts) {
  return {"checklist",
          "Checklist",
          {scan_boxes(facts), gate_section(facts, "Evidence"), questions_section(facts),
           blank("By hand", {"Team informed", "Backups tested", "Sign-off"})}};
}

Document rollout(const Facts& facts) {
  return {"rollout",
          "Rollout",
          {summary_section(facts), gate_section(facts, "Before the rollout"),
           monitoring_section(facts), rollback_section(facts),
           blank("Steps", {"Window", "Share of traffic and time of each step", "Who decides",
                           "How to roll back"}),
           blank("Verification", {"At once", "After a day", "After a week"})}};
}

Section decision_section(const Facts& facts) {
  Section section{"decision", "Decision", {}};
  if (facts.gate == nullptr) {
    section.blocks.push_back(
        text("Not enough evidence: there is no policy that says what is demanded."));
    return section;
  }
  section.blocks.push_back(text(render::headline(*facts.gate) + "."));
  const auto list_of = [&](Outcome outcome, const char* intro) {
    std::vector<std::string> lines;
    for (const CriterionAnswer& answer : facts.gate->criteria) {
      if (answer.outcome == outcome) lines.push_back(box_of(answer).text);
    }
    if (lines.empty()) return;
    section.blocks.push_back(text(intro));
    section.blocks.push_back(list(std::move(lines)));
  };
  list_of(Outcome::not_met, "Not met:");
  list_of(Outcome::no_evidence, "Without evidence:");
  list_of(Outcome::met, "Met:");
  return section;
}

Document decision(const Facts& facts) {
  return {"decision",
          "Go or no-go",
          {decision_section(facts), summary_section(facts), rollback_section(facts),
           questions_section(facts), blank("Sign-off", {"Name and date"})}};
}

constexpr std::array kPapers = {Paper{"assessment", assessment}, Paper{"plan", plan},
                                Paper{"checklist", checklist}, Paper{"rollout", rollout},
                                Paper{"decision", decision}};

}  // namespace

std::span<const Paper> papers() { return kPapers; }

}  // namespace pymolt::papers
