// The plan's phases and the table of dependencies, from facts: each box names its place, and a phase without work is ticked.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "papers/papers.h"

namespace pymolt::papers {
namespace {

constexpr Version kTarget = Version::of(3, 13);

ReportedFinding finding(const char* path, const char* symbol, const char* instead) {
  ReportedFinding reported;
  reported.path = path;
  reported.severity = Severity::high;
  reported.finding.symbol = symbol;
  reported.finding.rule = "removed-name";
  reported.finding.instead = instead;
  reported.finding.span.line = 7;
  return reported;
}

DependencyRow dependency(const char* name, Support support, const char* first) {
  DependencyRow row;
  row.path = "requirements.txt";
  row.declaration.name = name;
  row.declaration.line = 3;
  row.on[kTarget] = {support, "", first, "so it is"};
  return row;
}

class Phases : public testing::Test {
 protected:
  Phases() {
    report_.target = kTarget;
    report_.summary.found = report_.summary.scanned = 3;
  }
  std::string paper(const char* kind) {
    const Facts facts{report_, plan_,        gate_, owners_,   kTarget,
                      part_,   "2026-11-30", "",    "2029-10", ""};
    for (const Paper& paper : papers())
      if (paper.kind == kind) return to_markdown(paper.make(facts));
    return {};
  }
  void has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }

  Report report_;
  Plan plan_;
  const GateAnswer* gate_ = nullptr;
  scan::CodeOwners owners_;
  std::string part_;
};

TEST_F(Phases, SayWhatTheyDoNotLookAt) {
  part_ = "good";
  report_.suppressed.emplace_back();
  report_.in_force.left_out.push_back({"x", 0, 2});
  for (const char* kind : {"assessment", "plan", "checklist", "rollout", "decision"})
    has(paper(kind), "`good`");
  has(paper("plan"), "Confidence: low (a part of the tree was looked at and no policy");
  has(paper("plan"),
      "- Not counted among the findings: 1 suppressed by comments and 2 left out by settings.");
  has(paper("checklist"),
      "no critical finding (0; 1 suppressed by comments and 2 left out by settings)");
}

TEST_F(Phases, AreTickedWhereNothingIsLeft) {
  const std::string plan = paper("plan");
  has(plan, "- [x] every file and module has an answer; source: the scan");
  has(plan, "- [x] no mechanical change is left; source: the scan");
  has(plan, "- [x] no use of a package's removed API is known; source: the scan");
  has(plan, "- [x] nothing is left to review; source: the scan");
  has(plan, "- [ ] no dependency is declared where pymolt looks: confirm that there is none");
  has(plan, "- [ ] no file states a version of Python: confirm that there is none");
  has(plan, "- [ ] a policy (`pymolt-gate.toml`) says what is demanded");
  has(plan, "Support of Python 3.13 ends: 2029-10.");
  has(paper("assessment"), "No file declares a dependency.");
  report_.dependencies.rows.push_back(dependency("numpy", Support::ok, ""));
  report_.configuration.emplace_back();
  report_.configuration.back().statement.pins = false;
  has(paper("plan"), "- [x] no declared dependency stands against it; source: the scan");
  has(paper("plan"), "- [x] no statement of a version excludes it; source: the scan");
}

TEST_F(Phases, AreNotTickedOverNothing) {
  report_.summary.found = report_.summary.scanned = 0;
  for (const char* kind : {"assessment", "plan", "checklist", "rollout", "decision"})
    EXPECT_EQ(paper(kind).find("[x]"), std::string::npos) << paper(kind);
  has(paper("plan"), "Confidence: low (no file was analysed and no policy");
  has(paper("plan"), "- [ ] no file was analysed; source: the scan");
  has(paper("plan"), "- What breaks: no file was analysed");
}

TEST_F(Phases, NameTheTargetWhereItIsMadeAnew) {
  for (const char* kind : {"assessment", "plan", "checklist", "rollout", "decision"}) {
    const std::string text = paper(kind);
    EXPECT_EQ(text.substr(0, text.find("## ")).find("3.13"), std::string::npos) << kind;
    has(text.substr(text.find("pymolt:begin")), "Python 3.13");
  }
}

TEST_F(Phases, NameThePlaceOfEachBox) {
  report_.findings.push_back(finding("b.py", "os.getcwdu", "os.getcwd"));
  report_.findings.push_back(finding("a.py", "numpy.float", "float"));
  report_.findings.back().finding.package = PackageNote{"numpy", "2.1.0", ""};
  report_.findings.push_back(finding("c.py", "sys.odd", ""));
  report_.dependencies.rows = {
      dependency("numpy", Support::no, "2.1.0"), dependency("dead", Support::no, ""),
      dependency("odd", Support::unknown, ""), dependency("fine", Support::ok, "")};
  ConfigurationRow row;
  row.path = "Dockerfile";
  row.statement.stated = "python:3.8";
  row.statement.versions = Version::of(3, 8);
  row.instead = "python:3.13";
  report_.configuration.push_back(row);
  FileFacts failed;
  failed.path = "odd.py";
  failed.state = FileState::failed;
  failed.reason = "cannot be read";
  report_.files.push_back(failed);
  const std::string plan = paper("plan");
  has(plan, "- [ ] `odd.py` could not be analysed: cannot be read");
  has(plan, "- [ ] `b.py:7` (high): `os.getcwdu`, instead: os.getcwd");
  has(plan, "- [ ] `requirements.txt:3`: `numpy`: raise to `2.1.0` or later");
  has(plan, "- [ ] `requirements.txt:3`: `dead`: replace it: no version is known to work");
  EXPECT_EQ(plan.find("`fine`: "), std::string::npos);
  const std::string assessment = paper("assessment");
  has(assessment, "- Whether `odd` works (`requirements.txt:3`): so it is");
  EXPECT_EQ(assessment.find("Whether `fine`"), std::string::npos);
  has(plan, "- [ ] `a.py:7` (high): `numpy.float` of `numpy 2.1.0`, instead: float");
  has(plan, "- [ ] `c.py:7` (high): `sys.odd`");
  has(plan, "- [ ] `Dockerfile:1`: `python:3.8`, instead: `python:3.13`");
  has(plan,
      "| `numpy` | any version | – | no | raise to `2.1.0` or later | `requirements.txt:3` | so it "
      "is |");
}

TEST_F(Phases, TellWhatNoTestRuns) {
  report_.findings.push_back(finding("b.py", "os.getcwdu", "os.getcwd"));
  report_.findings.push_back(finding("c.py", "sys.odd", ""));
  report_.findings[0].severity = report_.findings[1].severity = Severity::low;
  has(paper("plan"), "Whether tests run the lines with findings: no coverage report says");
  GateAnswer answer;
  answer.target = kTarget;
  answer.criteria.emplace_back();
  CriterionAnswer& coverage = answer.criteria.back();
  coverage.criterion.name = "coverage";
  coverage.criterion.measure = "line-rate";
  coverage.findings_run = FindingsRun{3, 1, {"c.py:7"}};
  gate_ = &answer;
  EXPECT_EQ(paper("plan").find("no test runs it"), std::string::npos)
      << "a report without evidence's force says nothing";
  coverage.outcome = Outcome::met;
  const std::string plan = paper("plan");
  has(plan, "`c.py:7` (low): `sys.odd`; no test runs it");
  EXPECT_EQ(plan.find("os.getcwd; no test"), std::string::npos);
  has(plan, "Risk: medium (1 line with findings that no test runs).");
  EXPECT_EQ(plan.find("Whether tests run"), std::string::npos);
  has(paper("assessment"),
      "Of the lines with findings the tests run 3; 1 are not in the coverage report; 1 they do not "
      "run: `c.py:7`.");
}

TEST_F(Phases, EndWithTheCriteriaThatAreAboutThem) {
  GateAnswer answer;
  answer.target = kTarget;
  for (const char* measure :
       {"compile-rate", "dependency-rate", "findings.high", "configuration-rate", "p95-ms"}) {
    CriterionAnswer criterion;
    criterion.criterion.name = std::string("our ") + measure;
    criterion.criterion.measure = measure;
    criterion.criterion.threshold = 1;
    criterion.outcome = Outcome::met;
    answer.criteria.push_back(criterion);
  }
  gate_ = &answer;
  const std::string plan = paper("plan");
  has(plan, "the gate meets our compile-rate (`compile-rate` ≥ 1).");
  has(plan, "the gate meets our dependency-rate (`dependency-rate` ≥ 1).");
  has(plan, "the gate meets our configuration-rate (`configuration-rate` ≥ 1).");
  has(plan, "Exit: `pymolt gate` says go: 5 criteria.");
  EXPECT_GT(plan.find("the gate meets our findings.high"), plan.find("Phase 4"))
      << "what is reviewed last is met last";
  has(plan, "- [x] our p95-ms: `p95-ms` ≥ 1, met; source: the scan");
}

}  // namespace
}  // namespace pymolt::papers
