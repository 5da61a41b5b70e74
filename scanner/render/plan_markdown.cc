// The plan as a check list: a heading a phase, a box a step.
// SPDX-License-Identifier: MIT
#include "render/escape.h"
#include "render/plan_renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kModulesNamed = 12;

std::string codes(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(markdown_code(name));
  return listed(quoted, kModulesNamed);
}

std::string cause_words(const PlanStep& step) {
  std::vector<std::string> words;
  for (const PlanCause& cause : step.causes) {
    words.push_back(markdown_code(cause.name) + " on line " + std::to_string(cause.line));
  }
  return listed(words, kModulesNamed);
}

void write_step(const PlanStep& step, std::ostream& out) {
  out << "- [ ] ";
  if (!step.causes.empty()) {
    out << markdown_code(step.paths.front()) << " breaks " << counted(step.takes_down, "module");
    if (step.brings_back > 0) out << ", brings " << number(step.brings_back) << " back";
    out << ", for " << cause_words(step);
  } else {
    out << (step.modules.size() > 1 ? "a cycle of " + counted(step.modules.size(), "module") + ": "
                                    : "")
        << codes(step.modules);
  }
  const char* before = ": ";
  for (std::size_t i = step.findings.size(); i-- > 0;) {
    if (step.findings[i] == 0) continue;
    out << before << number(step.findings[i]) << " " << name(static_cast<Severity>(i));
    before = ", ";
  }
  before = " (";
  for (std::size_t i = 0; i < kWorks; ++i) {
    if (step.work[i] == 0) continue;
    out << before << number(step.work[i]) << " " << name(static_cast<Work>(i));
    before = ", ";
  }
  out << (*before == ',' ? ")" : "");
  if (const std::string fixes = fix_words(step.fixes); !fixes.empty()) out << "; " << fixes;
  if (!step.owners.empty()) out << "; " << codes(step.owners);
  out << "\n";
}

}  // namespace

void plan_markdown(const Plan& plan, std::ostream& out) {
  out << "# To Python " << plan.target.str() << "\n\n";
  if (plan.modules == 0) {
    out << "There are no modules.\n";
    return;
  }
  out << number(plan.importing) << " of " << counted(plan.modules, "module")
      << (plan.modules == 1 ? " imports" : " import") << " as things stand";
  if (plan.unknown > 0) out << ", " << number(plan.unknown) << " unknown";
  out << "; nothing to do in " << number(plan.clean) << ".\n";
  std::size_t number_of_phase = 0;
  for (const PlanPhase& phase : plan.phases) {
    out << "\n## Phase " << ++number_of_phase << ": " << phase.title << "\n\n";
    for (const PlanStep& step : phase.steps) write_step(step, out);
  }
  if (plan.owners.empty()) return;
  out << "\n## By owner\n\n| Owner | Steps | Mechanical | To review | To redesign |\n| --- | ---: "
         "| ---: | "
         "---: | ---: |\n";
  for (const PlanOwner& owner : plan.owners) {
    out << "| " << markdown_sentence(owner.name, MarkdownPlace::table) << " | "
        << owner.steps.size();
    for (const std::uint32_t work : owner.work) out << " | " << work;
    out << " |\n";
  }
}

}  // namespace pymolt::render
