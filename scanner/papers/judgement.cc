// Risk and confidence by rules that the papers print, and the list of what is not known.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "papers/papers.h"
#include "render/dependency_renderers.h"
#include "render/gate_renderers.h"
#include "render/wording.h"

namespace pymolt::papers {

namespace {

using render::counted;

std::size_t findings_at(const Report& report, Severity severity) {
  return report.summary.findings[static_cast<std::size_t>(severity)];
}

std::size_t not_analysed(const Report& report) {
  return static_cast<std::size_t>(std::ranges::count_if(report.files, [](const FileFacts& file) {
    return file.state == FileState::failed || (file.state == FileState::scanned && !file.compiles);
  }));
}

std::size_t unknown_modules(const Report& report, Version target) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.modules, [&](const ModuleVerdict& m) { return m.unknown.contains(target); }));
}

std::size_t failing_modules(const Report& report, Version target) {
  return static_cast<std::size_t>(
      std::ranges::count_if(report.modules, [&](const ModuleVerdict& m) {
        return !m.imports.contains(target) && !m.unknown.contains(target);
      }));
}

void raise(Judgement& judgement, Level level, std::size_t count, const std::string& what) {
  if (count == 0) return;
  judgement.level = std::max(judgement.level, level);
  judgement.because.push_back(what);
}

}  // namespace

std::string_view name(Level level) {
  return level == Level::low ? "low" : level == Level::medium ? "medium" : "high";
}

Judgement risk(const Facts& facts) {
  Judgement judgement;
  const Report& report = facts.report;
  const std::size_t severe_count =
      findings_at(report, Severity::critical) + findings_at(report, Severity::high);
  raise(judgement, Level::high, severe_count, counted(severe_count, "critical or high finding"));
  const std::size_t failing = failing_modules(report, facts.target);
  raise(judgement, Level::high, failing,
        counted(failing, "module") + (failing == 1 ? " does" : " do") + " not import");
  const auto dead = static_cast<std::size_t>(
      std::ranges::count_if(report.dependencies.rows, [&](const DependencyRow& row) {
        const auto judged = row.on.find(facts.target);
        return judged != row.on.end() && judged->second.support == Support::no;
      }));
  raise(judgement, Level::high, dead, counted(dead, "declaration") + " of packages known to fail");
  const std::size_t unmet = facts.gate != nullptr ? facts.gate->count(Outcome::not_met) : 0;
  raise(judgement, Level::high, unmet, counted(unmet, "criterion", "criteria") + " not met");
  raise(judgement, Level::medium, report.summary.scanned == 0 ? 1 : 0, "no file was analysed");
  const std::size_t unknown = not_analysed(report) + unknown_modules(report, facts.target);
  raise(judgement, Level::medium, unknown,
        counted(unknown, "file or module", "files or modules") + " without an answer");
  const std::size_t open = facts.gate != nullptr ? facts.gate->count(Outcome::no_evidence) : 0;
  raise(judgement, Level::medium, open,
        counted(open, "criterion", "criteria") + " without evidence");
  raise(judgement, Level::medium, findings_at(report, Severity::medium),
        counted(findings_at(report, Severity::medium), "medium finding"));
  if (const FindingsRun* run = findings_run(facts)) {
    const std::size_t blind = run->not_run.size();
    raise(judgement, Level::medium, blind,
          counted(blind, "line") + " with findings that no test runs");
  }
  raise(judgement, Level::medium, facts.gate == nullptr ? 1 : 0, "no policy says what is demanded");
  return judgement;
}

const FindingsRun* findings_run(const Facts& facts) {
  return facts.gate == nullptr ? nullptr : facts.gate->findings_run();
}

Judgement confidence(const Facts& facts) {
  // Here the greatest level is the best: it falls with what is not known.
  Judgement judgement{Level::high, {}};
  const auto fall = [&](Level level, std::size_t count, const std::string& what) {
    if (count == 0) return;
    judgement.level = std::min(judgement.level, level);
    judgement.because.push_back(what);
  };
  fall(Level::low, facts.report.summary.scanned == 0 ? 1 : 0, "no file was analysed");
  fall(Level::medium, facts.part.empty() ? 0 : 1, "a part of the tree was looked at");
  const std::size_t unknown =
      not_analysed(facts.report) + unknown_modules(facts.report, facts.target);
  const std::size_t all = facts.report.files.size() + facts.report.modules.size();
  fall(unknown * 20 > all ? Level::low : Level::medium, unknown,
       counted(unknown, "file or module", "files or modules") + " without an answer");
  const std::size_t open = facts.gate != nullptr ? facts.gate->count(Outcome::no_evidence) : 0;
  const std::size_t criteria = facts.gate != nullptr ? facts.gate->criteria.size() : 0;
  fall(
      open * 2 > criteria ? Level::low : Level::medium, open,
      counted(open, "criterion", "criteria") + " without evidence, of " + std::to_string(criteria));
  fall(Level::low, facts.gate == nullptr ? 1 : 0, "no policy, so no evidence but the scan");
  return judgement;
}

std::vector<std::string> open_questions(const Facts& facts) {
  std::vector<std::string> questions;
  for (const FileFacts& file : facts.report.files) {
    if (file.state == FileState::failed)
      questions.push_back(code(file.path) + " could not be read: " + file.reason);
    if (file.state == FileState::scanned && !file.compiles)
      questions.push_back(code(file.path) + " could not be analysed: " + file.unknown_because);
  }
  for (const ModuleVerdict& module : facts.report.modules) {
    if (module.unknown.contains(facts.target))
      questions.push_back("Whether " + code(module.name) + " imports: " + module.unknown_because);
  }
  for (const DependencyRow* row : render::shown_rows(facts.report)) {
    const auto judged = row->on.find(facts.target);
    if (judged == row->on.end() || judged->second.support != Support::unknown) continue;
    const std::vector<std::string> known = render::evidence_words(*row, facts.target);
    questions.push_back("Whether " + code(row->declaration.name) + " works (" +
                        code(row->path + ":" + std::to_string(row->declaration.line)) +
                        "): " + (known.empty() ? "nothing is known" : render::listed(known)));
  }
  if (facts.report.summary.scanned == 0) questions.push_back("What breaks: no file was analysed");
  if (!facts.part.empty()) questions.push_back("What breaks outside of " + code(facts.part));
  if (facts.gate == nullptr)
    questions.push_back("What is demanded: there is no policy (`pymolt-gate.toml`)");
  for (const CriterionAnswer& answer :
       facts.gate != nullptr ? facts.gate->criteria : std::vector<CriterionAnswer>()) {
    if (answer.outcome == Outcome::no_evidence)
      questions.push_back(answer.criterion.name + ": no evidence (" + answer.why + ")");
  }
  if (!facts.report.findings.empty() && findings_run(facts) == nullptr)
    questions.push_back("Whether tests run the lines with findings: no coverage report says");
  if (!facts.report.externals.empty()) {
    std::vector<std::string> names;
    for (const ExternalModule& external : facts.report.externals)
      names.push_back(code(external.name));
    questions.push_back("Whether these third-party modules work on Python " +
                        std::string(facts.target.str()) +
                        " was not looked at by importing them: " + render::listed(names));
  }
  return questions;
}

}  // namespace pymolt::papers
