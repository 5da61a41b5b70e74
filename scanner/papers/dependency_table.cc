// The declared dependencies as a table: what is in force, whether it works, and what to do where it does not.
// SPDX-License-Identifier: MIT
#include "papers/papers.h"
#include "render/dependency_renderers.h"
#include "render/wording.h"

namespace pymolt::papers {

std::string to_do(const DependencyRow& row, Version target) {
  const auto judged = row.on.find(target);
  if (judged == row.on.end()) return "not there";
  const pymolt::SupportJudgement& judgement = judged->second;
  const std::string raised =
      judgement.first.empty() ? std::string() : "raise to " + code(judgement.first) + " or later";
  switch (judgement.support) {
    case Support::ok:
      return "nothing";
    case Support::no:
      return raised.empty() ? "replace it: no version is known to work" : raised;
    case Support::source:
      return "build it from source" + (raised.empty() ? std::string() : ", or " + raised);
    case Support::unknown:
      return raised.empty() ? "ask: nothing is known" : raised + ", or ask";
  }
  return {};
}

Section dependencies_section(const Facts& facts) {
  Section section{"dependencies", "Dependencies", {}};
  std::vector<std::vector<std::string>> rows = {
      {"Package", "Declared", "In force", "Works", "To do", "Where", "Why"}};
  for (const DependencyRow* row : render::shown_rows(facts.report)) {
    const auto judged = row->on.find(facts.target);
    if (judged == row->on.end()) continue;
    const pymolt::SupportJudgement& judgement = judged->second;
    rows.push_back({code(row->declaration.name), render::wanted_words(*row),
                    judgement.in_force.empty() ? "–" : judgement.in_force,
                    std::string(pymolt::name(judgement.support)), to_do(*row, facts.target),
                    code(row->path + ":" + std::to_string(row->declaration.line)),
                    render::listed(render::evidence_words(*row, facts.target))});
  }
  const auto& sums = facts.report.summary.dependencies;
  if (const auto sum = sums.find(facts.target); sum != sums.end() && sum->second.of > 0)
    section.blocks.push_back(text(render::sum_words(sum->second) + " on Python " +
                                  std::string(facts.target.str()) + "."));
  if (rows.size() == 1)
    section.blocks.push_back(text("No file declares a dependency."));
  else
    add_table(std::move(rows), section.blocks);
  std::vector<std::string> undeclared;
  for (const UndeclaredImport& one : facts.report.dependencies.undeclared)
    undeclared.push_back(code(one.module) + " at " +
                         code(one.path + ":" + std::to_string(one.line)));
  if (!undeclared.empty())
    section.blocks.push_back(
        text("Imported and not declared: " + render::listed(undeclared, 40) + "."));
  return section;
}

}  // namespace pymolt::papers
