// Sections that several papers share; each is made from facts alone.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include "papers/papers.h"
#include "render/dependency_renderers.h"
#include "render/gate_renderers.h"
#include "render/wording.h"

namespace pymolt::papers {

namespace {

using render::counted;
using render::listed;

constexpr std::size_t kRows = 200;  // of a table; what is beyond it is counted

std::string python(Version version) { return "Python " + std::string(version.str()); }

// Who owns PATHS, by the repository's CODEOWNERS.
std::string owners_of(const std::vector<std::string>& paths, const Facts& facts) {
  std::set<std::string> owners;
  bool nobody = false;
  for (const std::string& path : paths) {
    const std::vector<std::string> of = facts.owners.of(path);
    for (const std::string& owner : of) owners.insert(code(owner));
    nobody = nobody || of.empty();
  }
  if (owners.empty()) return "nobody";
  return listed({owners.begin(), owners.end()}, 5) + (nobody ? " (not of all)" : "");
}

std::string work_words(const PlanStep& step) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kWorks; ++i) {
    if (step.work[i] > 0)
      words.push_back(std::to_string(step.work[i]) + " " +
                      std::string(pymolt::name(static_cast<Work>(i))));
  }
  return words.empty() ? "nothing to do" : listed(words);
}

std::string judgement_words(const char* what, const Judgement& judgement) {
  return std::string(what) + ": " + std::string(name(judgement.level)) +
         (judgement.because.empty() ? "" : " (" + listed(judgement.because) + ")") + ".";
}

const Count& count_in(const std::map<Version, Count>& counts, Version version) {
  static const Count kNone;
  const auto found = counts.find(version);
  return found == counts.end() ? kNone : found->second;
}

bool is_about_performance(const std::string& measure) {
  return measure.ends_with("-ms") || measure == "error-rate" || measure.starts_with("throughput") ||
         measure.starts_with("column.") || measure == "slowdown";
}

}  // namespace

void add_table(std::vector<std::vector<std::string>> rows, std::vector<Block>& blocks) {
  const std::size_t all = rows.size() - 1;
  if (all > kRows) rows.resize(kRows + 1);
  blocks.push_back(table(std::move(rows)));
  if (all > kRows) blocks.push_back(text("… and " + std::to_string(all - kRows) + " more."));
}

std::string rate_words(const Count& count, std::string_view noun, std::string_view verb) {
  std::string words = std::to_string(count.ok) + " of " + std::to_string(count.of) + " " +
                      std::string(noun) + " " + std::string(verb);
  if (count.unknown > 0) words += ", " + std::to_string(count.unknown) + " unknown";
  return words;
}

std::string hidden_words(const Report& report) {
  std::vector<std::string> words;
  std::uint64_t left_out = 0;
  for (const LeftOut& one : report.in_force.left_out) left_out += one.findings;
  if (!report.suppressed.empty())
    words.push_back(std::to_string(report.suppressed.size()) + " suppressed by comments");
  if (report.baseline && !report.baseline->known.empty())
    words.push_back(std::to_string(report.baseline->known.size()) + " known to a baseline");
  if (left_out > 0) words.push_back(std::to_string(left_out) + " left out by settings");
  return listed(words);
}

Section blank(const std::string& title, std::vector<std::string> lines) {
  for (std::string& line : lines) line += ": …";
  return {"", title, {list(std::move(lines))}};
}

Box box_of(const CriterionAnswer& answer) {
  Box box{answer.outcome == Outcome::met,
          answer.criterion.name + ": " + code(answer.criterion.measure) + " " +
              wanted(answer.criterion) + ", " + std::string(render::spoken(answer.outcome))};
  if (answer.measured) box.text += " (" + rounded(*answer.measured) + ")";
  if (!answer.why.empty()) box.text += ": " + answer.why;
  for (const EvidenceFile& file : answer.evidence)
    box.text += "; " + code(file.path) + " of " + file.date.substr(0, 10) + ", sha256 " +
                code(file.sha256.substr(0, 12));
  if (answer.evidence.empty() && answer.outcome != Outcome::no_evidence)
    box.text += "; source: the scan";
  return box;
}

Section summary_section(const Facts& facts) {
  const Summary& summary = facts.report.summary;
  Section section{"summary", "Summary", {}};
  std::vector<std::string> lines;
  if (!facts.part.empty())
    lines.push_back("This paper is about a part of the tree only: " + code(facts.part) + ".");
  if (facts.gate != nullptr) lines.push_back(render::headline(*facts.gate) + ".");
  lines.push_back("The scan says " +
                  std::string(render::name(render::decision(facts.report, facts.target))) +
                  " for " + python(facts.target) + ": " +
                  rate_words(count_in(summary.compile, facts.target), "files", "compile") + "; " +
                  rate_words(count_in(summary.import, facts.target), "modules", "import") + ".");
  lines.push_back("Findings: " + std::to_string(summary.findings[3]) + " critical, " +
                  std::to_string(summary.findings[2]) + " high, " +
                  std::to_string(summary.findings[1]) + " medium, " +
                  std::to_string(summary.findings[0]) + " low.");
  if (const std::string hidden = hidden_words(facts.report); !hidden.empty())
    lines.push_back("Not counted among the findings: " + hidden + ".");
  lines.push_back(judgement_words("Risk", risk(facts)));
  lines.push_back(judgement_words("Confidence", confidence(facts)));
  if (!facts.support_ends.empty())
    lines.push_back("Support of " + python(facts.target) + " ends: " + facts.support_ends + "." +
                    facts.origin_ends);
  lines.push_back(
      "As of " + facts.date +
      (facts.revision.empty() ? "" : ", revision " + code(facts.revision.substr(0, 12))) + ".");
  section.blocks.push_back(list(std::move(lines)));
  section.blocks.push_back(
      text("Risk is high where something critical or high was found, a module does not import or a "
           "criterion is not met, or a dependency is known to fail; medium where "
           "something is unknown or without evidence, nothing was analysed, medium findings are "
           "left, or no test runs a line "
           "with a finding; else low. "
           "Confidence is low without a policy or an analysed file, with more than "
           "half of the criteria without evidence or 5 % of the code without an answer; medium "
           "with less of either; else high."));
  return section;
}

Section inventory_section(const Facts& facts) {
  const Summary& summary = facts.report.summary;
  std::uint64_t lines = 0;
  for (const FileFacts& file : facts.report.files) lines += file.lines;
  std::vector<std::string> externals;
  for (const ExternalModule& external : facts.report.externals)
    externals.push_back(code(external.name));
  std::vector<std::vector<std::string>> rows = {{"What", "How many"}};
  rows.push_back({"Files", std::to_string(summary.found) +
                               " found: " + std::to_string(summary.scanned) + " scanned, " +
                               std::to_string(summary.skipped) + " skipped, " +
                               std::to_string(summary.failed) + " failed"});
  rows.push_back({"Lines", std::to_string(lines)});
  rows.push_back({"Modules", std::to_string(facts.report.modules.size())});
  rows.push_back(
      {"Third-party modules",
       externals.empty() ? "0" : std::to_string(externals.size()) + ": " + listed(externals, 40)});
  if (const Count& declared = count_in(summary.dependencies, facts.target); declared.of > 0)
    rows.push_back({"Declared dependencies", render::sum_words(declared)});
  if (const Count& stated = count_in(summary.configuration, facts.target); stated.of > 0) {
    rows.push_back({"Configuration that states a version",
                    rate_words(stated, "statements", "allow " + python(facts.target))});
  }
  return {"inventory", "Inventory", {table(std::move(rows))}};
}

Section findings_section(const Facts& facts) {
  std::map<std::pair<int, std::string>, std::pair<std::size_t, std::string>>
      rules;  // most severe first
  for (const ReportedFinding& reported : facts.report.findings) {
    auto& [count, instead] =
        rules[{-static_cast<int>(reported.severity),
               reported.finding.symbol.empty() ? reported.finding.rule : reported.finding.symbol}];
    ++count;
    if (instead.empty()) instead = reported.finding.instead;
  }
  std::vector<std::vector<std::string>> rows = {{"Severity", "What", "Places", "Instead"}};
  for (const auto& [key, value] : rules) {
    rows.push_back({std::string(pymolt::name(static_cast<Severity>(-key.first))), code(key.second),
                    std::to_string(value.first), value.second.empty() ? "–" : value.second});
  }
  Section section{"findings", "What breaks", {}};
  if (rules.empty()) section.blocks.push_back(text("Nothing was found."));
  if (!rules.empty()) add_table(std::move(rows), section.blocks);
  if (const FindingsRun* run = findings_run(facts); run != nullptr && !rules.empty()) {
    std::vector<std::string> places;
    for (const std::string& place : run->not_run) places.push_back(code(place));
    section.blocks.push_back(text("Of the lines with findings the tests run " +
                                  std::to_string(run->run) + "; " + std::to_string(run->unknown) +
                                  " are not in the coverage report; " +
                                  std::to_string(places.size()) + " they do not run" +
                                  (places.empty() ? "." : ": " + listed(places, 40) + ".")));
  }
  return section;
}

Section gate_section(const Facts& facts, const std::string& title) {
  Section section{"criteria", title, {}};
  if (facts.gate == nullptr) {
    section.blocks.push_back(
        text("There is no policy: write a `pymolt-gate.toml` that says what is demanded."));
    return section;
  }
  std::vector<Box> all;
  for (const CriterionAnswer& answer : facts.gate->criteria) all.push_back(box_of(answer));
  section.blocks.push_back(boxes(std::move(all)));
  return section;
}

Section questions_section(const Facts& facts) {
  std::vector<std::string> questions = open_questions(facts);
  Section section{"questions", "Open questions", {}};
  const std::size_t all = questions.size();
  if (all > kRows) questions.resize(kRows);
  if (all > kRows)
    questions.push_back("… and " + std::to_string(all - kRows) + " more: see the JSON report");
  section.blocks.push_back(all == 0 ? text("Nothing is unknown.") : list(std::move(questions)));
  return section;
}

void write_steps(const Facts& facts, Section& section) {
  std::size_t listed_steps = 0;
  std::vector<std::vector<std::string>> rows = {{"Step", "Files", "Owners", "Work"}};
  for (const PlanPhase& phase : facts.plan.phases) {
    for (const PlanStep& step : phase.steps) {
      if (++listed_steps > kRows) continue;
      std::vector<std::string> paths;
      for (const std::string& path : step.paths) paths.push_back(code(path));
      rows.push_back({std::to_string(listed_steps), listed(paths, 6), owners_of(step.paths, facts),
                      work_words(step)});
    }
  }
  if (listed_steps == 0) return;
  section.blocks.push_back(table(std::move(rows)));
  if (listed_steps > kRows)
    section.blocks.push_back(
        text("… and " + std::to_string(listed_steps - kRows) + " more steps: see `pymolt plan`."));
}

Section rollback_section(const Facts& facts) {
  Section section{"rollback", "Roll back when", {}};
  std::vector<std::string> lines =
      facts.gate != nullptr ? facts.gate->rollback : std::vector<std::string>();
  if (lines.empty())
    section.blocks.push_back(
        text("The policy names no trigger: add `rollback = [\"errors > 1 % for 5 minutes\"]`."));
  if (!lines.empty()) section.blocks.push_back(list(std::move(lines)));
  std::set<std::string> paths;  // of files that state a version: these are put back
  for (const ConfigurationRow& row : facts.report.configuration) paths.insert(code(row.path));
  if (!paths.empty())
    section.blocks.push_back(text("Files that state a version, to be put back: " +
                                  listed({paths.begin(), paths.end()}, 40) + "."));
  return section;
}

Section monitoring_section(const Facts& facts) {
  Section section{"monitoring", "Watch", {}};
  std::vector<std::string> lines =
      facts.gate != nullptr ? facts.gate->monitoring : std::vector<std::string>();
  if (!lines.empty()) section.blocks.push_back(list(std::move(lines)));
  std::vector<std::vector<std::string>> rows = {{"What", "Measure", "Threshold"}};
  for (const CriterionAnswer& answer :
       facts.gate != nullptr ? facts.gate->criteria : std::vector<CriterionAnswer>()) {
    if (is_about_performance(answer.criterion.measure))
      rows.push_back(
          {answer.criterion.name, code(answer.criterion.measure), wanted(answer.criterion)});
  }
  if (rows.size() > 1) section.blocks.push_back(table(std::move(rows)));
  if (section.blocks.empty())
    section.blocks.push_back(
        text("The policy names nothing to watch: add `monitoring = [\"error rate < 0.1 %\"]`."));
  return section;
}

}  // namespace pymolt::papers
