// The plan for people in a terminal: phases, and a line or two a step.
// SPDX-License-Identifier: MIT
#include "render/plan_renderers.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kModulesShown = 6;
constexpr std::size_t kStepCausesShown = 3;

std::string work_words(const PlanStep& step) {
  std::vector<std::string> words;
  for (std::size_t i = step.findings.size(); i-- > 0;) {
    if (step.findings[i] == 0) continue;
    words.push_back(number(step.findings[i]) + " " + std::string(name(static_cast<Severity>(i))));
  }
  if (words.empty()) return {};
  std::string text = listed(words) + ": ";
  words.clear();
  for (std::size_t i = 0; i < kWorks; ++i) {
    if (step.work[i] > 0)
      words.push_back(number(step.work[i]) + " " + std::string(name(static_cast<Work>(i))));
  }
  return text + listed(words);
}

std::string step_cause_words(const PlanStep& step) {
  std::vector<std::string> words;
  for (const PlanCause& cause : step.causes)
    words.push_back(visible(cause.name) + " on line " + std::to_string(cause.line));
  return listed(words, kStepCausesShown);
}

void write_step(const PlanStep& step, std::size_t place, std::ostream& out) {
  const std::string begin = "  " + std::to_string(place) + ". ";
  const std::string indent(begin.size(), ' ');
  out << begin;
  if (!step.causes.empty()) {
    out << visible(step.paths.front()) << " breaks " << counted(step.takes_down, "module");
    if (step.brings_back > 0) out << ", brings " << number(step.brings_back) << " back";
    out << "\n";
    for (const std::string& line :
         wrapped(step_cause_words(step), kColumns - static_cast<int>(indent.size())))
      out << indent << line << "\n";
  } else {
    if (step.modules.size() > 1) out << "a cycle: ";
    out << visible(listed(step.modules, kModulesShown)) << "\n";
  }
  if (const std::string work = work_words(step); !work.empty()) out << indent << work << "\n";
  if (const std::string fixes = fix_words(step.fixes); !fixes.empty())
    out << indent << fixes << "\n";
  if (!step.owners.empty()) out << indent << "owned by " << visible(listed(step.owners, 6)) << "\n";
}

void write_owners(const Plan& plan, std::ostream& out) {
  if (plan.owners.empty()) return;
  out << "\nBy owner\n";
  for (const PlanOwner& owner : plan.owners) {
    std::vector<std::string> steps;
    for (const std::uint32_t step : owner.steps) steps.push_back(std::to_string(step));
    out << "  " << visible(owner.name) << ": " << (steps.size() == 1 ? "step " : "steps ")
        << listed(steps, 20) << "; " << number(owner.work[0]) << " mechanical, "
        << number(owner.work[1]) << " to review, " << number(owner.work[2]) << " to redesign\n";
  }
}

}  // namespace

void plan_text(const Plan& plan, std::ostream& out) {
  out << "To Python " << plan.target.str() << ": ";
  if (plan.modules == 0) {
    out << "there are no modules\n";
    return;
  }
  out << number(plan.importing) << " of " << counted(plan.modules, "module")
      << (plan.modules == 1 ? " imports" : " import") << " as things stand";
  if (plan.unknown > 0) out << ", " << number(plan.unknown) << " unknown";
  out << "\n";
  std::size_t place = 0;
  for (const PlanPhase& phase : plan.phases) {
    out << "\n" << phase.title << "\n";
    for (const PlanStep& step : phase.steps) write_step(step, ++place, out);
  }
  write_owners(plan, out);
  out << "\n"
      << (plan.clean == 0 ? "Every module has something to do"
                          : "Nothing to do in " + counted(plan.clean, "module"))
      << "\n";
}

}  // namespace pymolt::render
