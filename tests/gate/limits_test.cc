// What evidence does not show: of which revision it is, of how much of the tree, of which of several runs.
// SPDX-License-Identifier: MIT
#include "gate/gate_room.h"

namespace pymolt::gate {
namespace {

const std::string kHere(40, 'a');
const std::string kOther(40, 'b');

std::string benchmark(const std::string& commit, const char* dirty) {
  return R"({"machine_info": {"python_version": "3.13.0"}, "datetime": "2026-11-30T04:00:00",
             "commit_info": {"id": ")" +
         commit + R"(", "dirty": )" + dirty +
         R"(}, "benchmarks": [{"fullname": "t", "stats": {"median": 1}}]})";
}

TEST_F(GateRoom, TakesEvidenceOfTheSameRevisionOnly) {
  const std::string strict = "same-revision = true\n[[criterion]]\nname = \"it\"\n";
  const std::string timed = "evidence = \"b.json\"\nmeasure = \"median-seconds\"\nat-most = 2";
  const auto outcome = [&](const std::string& head, const std::string& words) {
    return std::string(name(ask_all(head + words).criteria.front().outcome));
  };
  write("b.json", benchmark(kHere, "false"));
  EXPECT_EQ(outcome(strict, timed), "no-evidence") << "no git";
  around_.revision = kHere;
  around_.changed = around_.as_of;
  EXPECT_EQ(outcome(strict, timed), "met");
  write("b.json", benchmark(kHere, "true"));
  EXPECT_EQ(outcome(strict, timed), "no-evidence") << "made with uncommitted changes";
  EXPECT_EQ(outcome("[[criterion]]\nname = \"it\"\n", timed), "met");
  write("b.json", benchmark(kOther, "false"));
  EXPECT_EQ(outcome(strict, timed), "no-evidence");
  write("j.xml", "<testsuite timestamp=\"2026-11-29T12:00:00\"><testcase name=\"a\"/></testsuite>");
  const std::string tests =
      "evidence = \"j.xml\"\npython = \"3.13\"\nmeasure = \"pass-rate\"\nequals = 1";
  EXPECT_EQ(outcome(strict, tests), "no-evidence") << "older than the last commit";
  around_.changed -= 2 * 24 * 3600;
  EXPECT_EQ(outcome(strict, tests), "met");
}

TEST_F(GateRoom, TakesASavedReportOfTheSameRevisionOnly) {
  ScanFacts scan;
  scan.path = "report.json";
  scan.target = VersionSet(Version::of(3, 13));
  scan.from = VersionSet();
  scan.time = around_.as_of;
  around_.revision = kHere;
  const std::string words =
      "same-revision = true\n[[criterion]]\nname = \"it\"\nmeasure = \"findings.critical\"\nequals "
      "= 0\n";
  for (const auto& [revision, dirty, outcome] :
       {std::tuple(kHere, false, "met"), std::tuple(kHere, true, "no-evidence"),
        std::tuple(kOther, false, "no-evidence")}) {
    scan.revision = revision;
    scan.dirty = dirty;
    around_.scan = scan;
    const CriterionAnswer answer = ask_all(words).criteria.front();
    EXPECT_EQ(name(answer.outcome), outcome) << answer.why;
  }
}

TEST_F(GateRoom, ReadsThePythonOfTheTargetAmongSeveral) {
  write(
      "v.json",
      R"({"schema": "pymolt-verify/1", "date": "2026-11-30T04:00:00Z", "roots": ["."], "files": [],
            "pythons": [{"python": "3.12.1", "compile": {"ok": 1, "of": 4}},
                        {"python": "3.13.0", "compile": {"ok": 4, "of": 4}}]})");
  const std::string words = "evidence = \"v.json\"\nmeasure = \"compile-rate\"\nequals = 1";
  CriterionAnswer answer = ask(words);
  EXPECT_EQ(name(answer.outcome), "met") << answer.why;
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.counts["compile"] = {6, 6, 0};
  around_.scan = scan;
  answer = ask(words);
  EXPECT_EQ(name(answer.outcome), "met");
  EXPECT_NE(answer.why.find("it was asked about 4 of the 6 files that the scan has"),
            std::string::npos)
      << answer.why;
  around_.scan->counts["compile"] = {75, 75, 0};
  EXPECT_EQ(name(ask(words).outcome), "no-evidence") << "a part cannot speak for the tree";
  write("v.json", R"({"schema": "pymolt-verify/1", "date": "2026-11-30T04:00:00Z", "pythons":
            [{"python": "3.12.1", "compile": {"ok": 4, "of": 4}},
             {"python": "3.11.7", "compile": {"ok": 4, "of": 4}}]})");
  around_.scan.reset();
  EXPECT_NE(ask(words).why.find("made on Python 3.12.1, 3.11.7, not 3.13"), std::string::npos);
}

TEST_F(GateRoom, JoinsStatementsOfSeveralCoverageReports) {
  const auto coverage = [](const char* run, const char* not_run, const char* covered) {
    return R"({"meta": {"timestamp": "2026-11-30T04:00:00"}, "files": {"a.py": {"executed_lines": [)" +
           std::string(run) + R"(], "missing_lines": [)" + not_run +
           R"(]}}, "totals": {"num_statements": 4, "num_branches": 2, "covered_branches": 1, "covered_lines": )" +
           covered + "}}";
  };
  write("1.json", coverage("1,2", "3,4", "2"));
  write("2.json", coverage("1,3", "2,4", "2"));
  const std::string words = "evidence = \"*.json\"\npython = \"3.13\"\nat-least = 0.1\n";
  const CriterionAnswer lines = ask(words + "measure = \"line-rate\"");
  EXPECT_EQ(lines.measured, 0.75) << "three of four, not four of eight: " << lines.why;
  EXPECT_EQ(name(ask(words + "measure = \"branch-rate\"").outcome), "no-evidence");
  write(
      "2.json",
      R"({"meta": {"timestamp": "2026-11-30T04:00:00"}, "totals": {"covered_lines": 6, "num_statements": 6}})");
  const CriterionAnswer sums = ask(words + "measure = \"line-rate\"");
  EXPECT_EQ(sums.measured, 0.8);
  EXPECT_NE(sums.why.find("2.json names no file"), std::string::npos) << sums.why;
}

TEST_F(GateRoom, TellsRunsApart) {
  const auto ab = [](const char* path, const char* length) {
    return "This is ApacheBench, Version 2.3\nServer Hostname: here\nServer Port: 80\nDocument "
           "Path: " +
           std::string(path) +
           "\nComplete requests: 100\nFailed requests: 5\n   (Connect: 0, Receive: 0, Length: " +
           length +
           ", Exceptions: 0)\nRequests per second: 10.0 [#/sec] (mean)\nTime per request: 1.5 [ms] "
           "(mean)\nPercentage of the requests\n  50% 1\n  95% 2\n  99% 3\n";
  };
  const std::string words =
      "evidence = \"*.txt\"\npython = \"3.13\"\nmeasure = \"error-rate\"\nat-most = 1\n";
  write("1.txt", ab("/a", "0"));
  EXPECT_EQ(ask(words).measured, 0.05);
  write("2.txt", ab("/b", "5"));
  EXPECT_NE(ask(words).why.find("2.txt asks here 80 /b, 1.txt asks here 80 /a"), std::string::npos)
      << ask(words).why;
  write("1.txt", ab("/b", "0"));
  const CriterionAnswer both = ask(words);
  EXPECT_EQ(name(both.outcome), "met") << both.why;
  ASSERT_FALSE(both.details.empty());
  EXPECT_NE(both.details.front().find("5 of the failed requests differ in length alone"),
            std::string::npos);
  write("2.txt", ab("/b", "0") + ab("/b", "0"));
  EXPECT_NE(ask(words).why.find("holds several runs of ab"), std::string::npos) << ask(words).why;
}

TEST_F(GateRoom, CountsABenchmarkThatFailsNow) {
  const auto asv = [](const char* result) {
    return R"({"commit_hash": "c", "python": "3.13", "result_columns": ["result", "params"],
               "results": {"m.time_a": [[1.0], []], "m.time_b": [)" +
           std::string(result) + "}}";
  };
  write("old.json", asv("[1.0], []]"));
  const std::string words =
      "evidence = \"new.json\"\nbaseline = \"old.json\"\nmeasure = \"slowdown\"\nat-most = 0.05";
  for (const char* failed : {"[null], []]", "null, []]"}) {
    write("new.json", asv(failed));
    const CriterionAnswer answer = ask(words);
    EXPECT_EQ(name(answer.outcome), "not-met") << failed << answer.why;
    EXPECT_FALSE(answer.measured);
    EXPECT_EQ(answer.why.substr(0, answer.why.find(';')),
              "1 benchmark with a time before failed after");
  }
  write("new.json", asv("[NaN], []]"));
  EXPECT_EQ(name(ask(words).outcome), "met") << "skipped, as asv writes it: " << ask(words).why;
}

TEST_F(GateRoom, SaysThatSuitesStateMoreFailures) {
  write("j.xml",
        "<testsuites failures=\"9\"><testsuite failures=\"2\" errors=\"1\" "
        "timestamp=\"2026-11-30T12:00:00\"><testcase name=\"a\"/><testcase "
        "name=\"b\"><failure/></testcase></testsuite></testsuites>");
  const CriterionAnswer answer =
      ask("evidence = \"j.xml\"\npython = \"3.13\"\nmeasure = \"failed\"\nat-most = 1");
  EXPECT_EQ(answer.measured, 1.0);
  ASSERT_FALSE(answer.details.empty());
  EXPECT_NE(answer.details.back().find("its suites state 3 failed, its tests show 1"),
            std::string::npos);
}

}  // namespace
}  // namespace pymolt::gate
