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

TEST_F(GateRoom, AsksWhetherAnInterpreterSpeaksOfTheFilesThatAreHere) {
  const auto verified = [](const char* files, const char* hashes, const char* counts) {
    return R"({"schema": "pymolt-verify/1", "date": "2026-11-30T04:00:00Z", "roots": ["."], "files": [)" +
           std::string(files) + R"(], "hashes": [)" + hashes +
           R"(], "pythons": [{"python": "3.13.0", )" + counts + "}]}";
  };
  write("a.py", "");
  write("pkg/a.py", "");
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.counts["compile"] = {4, 4, 0};
  scan.files = {"a.py", "b.py", "pkg/a.py", "pkg/b.py"};
  scan.hashes = {"1", "2", "3", "4"};
  around_.scan = scan;
  const std::string words = "evidence = \"v*.json\"\nmeasure = \"compile-rate\"\nequals = 1";
  const char* kTwo = R"("compile": {"ok": 2, "of": 2})";
  write("v1.json", verified(R"("a.py", "b.py")", R"("1", "2")", kTwo));
  EXPECT_EQ(name(ask(words).outcome), "met") << ask(words).why;
  write("v2.json", verified(R"("b.py", "a.py")", R"("2", "1")", kTwo));
  EXPECT_EQ(ask(words).why.substr(0, 26), "b.py was asked about twice") << ask(words).why;
  write("v2.json", verified(R"("a.py", "b.py")", R"("3", "4")", kTwo));
  EXPECT_NE(ask(words).why.find("a.py has changed since the interpreter was asked (v2.json)"),
            std::string::npos)
      << ask(words).why;
  write("v2.json", verified(R"("pkg/a.py", "pkg/b.py")", R"("3", "4")", kTwo));
  EXPECT_EQ(name(ask(words).outcome), "met") << ask(words).why;
  write("v2.json", verified(R"("pkg/a.py", "pkg/b.py")", R"("3", "4")",
                            R"("compile": {"ok": 1, "of": 2, "unknown": 1})"));
  EXPECT_EQ(name(ask(words).outcome), "no-evidence") << ask(words).why;
  EXPECT_NE(ask(words).why.find("it gave no answer for 1"), std::string::npos);
  EXPECT_EQ(name(ask("evidence = \"v*.json\"\nmeasure = \"compile-rate\"\nat-least = 0.5").outcome),
            "met");
}

TEST_F(GateRoom, TakesNoReportOfAnotherOrigin) {
  ScanFacts scan;
  scan.path = "r.json";
  scan.time = around_.as_of;
  scan.target = VersionSet(Version::of(3, 13));
  scan.from = VersionSet(Version::of(3, 12));
  scan.asks_origin = true;
  around_.scan = scan;
  const std::string words = "measure = \"findings.critical\"\nequals = 0";
  EXPECT_EQ(name(ask(words).outcome), "no-evidence") << ask(words).why;
  EXPECT_EQ(name(ask_all("from = \"3.12\"\n[[criterion]]\nname = \"it\"\n" + words)
                     .criteria.front()
                     .outcome),
            "met");
}

TEST_F(GateRoom, SaysWhatIsHiddenFromTheScan) {
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.counts["import"] = {2, 2, 0};
  scan.suppressed = 1;
  scan.severities = true;
  scan.files_left_out = 3;
  around_.scan = scan;
  EXPECT_EQ(
      ask("measure = \"findings.high\"\nequals = 0").why,
      "0 high findings, 1 of any severity suppressed; settings change severities; left out by "
      "settings and ignore files: 3 files and 0 findings");
  EXPECT_EQ(ask("measure = \"import-rate\"\nequals = 1").why,
            "2 of 2 modules import; left out by settings and ignore files: 3 files and 0 findings");
}

TEST_F(GateRoom, TakesNoLogOfHiddenWarningsOrOtherPythons) {
  const std::string words =
      "evidence = \"log.txt\"\npython = \"3.13\"\nmeasure = \"deprecations\"\nequals = 0";
  const std::string head = "=== test session starts ===\nplatform linux -- Python ";
  write("log.txt", head + "3.13.0, pytest-8\n=== 1 passed, 2 warnings in 0.1s ===\n");
  EXPECT_NE(ask(words).why.find("counts 2 warnings and shows none"), std::string::npos);
  write("log.txt", head + "3.12.0, pytest-8\n=== 1 passed in 0.1s ===\n" + head +
                       "3.13.0, pytest-8\n=== no tests ran in 0.1s ===\n");
  EXPECT_NE(ask(words).why.find("several Pythons (3.12.0, 3.13.0)"), std::string::npos)
      << ask(words).why;
  write("log.txt", head + "3.13.0, pytest-8\n=== 1 passed in 0.1s ===\n" + head +
                       "3.13.0, pytest-8\n=== 1 passed in 0.1s ===\n");
  EXPECT_EQ(name(ask(words).outcome), "met") << ask(words).why;
}

TEST_F(GateRoom, ConfirmsNoWarningOfAnotherFileOrName) {
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.list = {
      {"removed-module", "imp", Severity::critical, "setup.py", 1, 1},
      {"removed-module", "imp", Severity::critical, "src/m.py", 1, 1},
      {"deprecated-method", "datetime.datetime.utcfromtimestamp", Severity::low, "src/d.py", 1, 1},
      {"removed-name", "collections.Mapping", Severity::high, "src/c.py", 1, 1}};
  scan.list.back().instead = "collections.abc.Mapping";
  around_.scan = scan;
  const auto fresh = [&](const std::string& line) {
    write("w.txt",
          "platform linux -- Python 3.13.1, pytest-8\n" + line + "\n= 3 passed in 0.1s =\n");
    return *ask("evidence = \"w.txt\"\nmeasure = \"deprecations\"\nequals = 0").measured;
  };
  const std::string imp = ":1: DeprecationWarning: the imp module is deprecated";
  EXPECT_EQ(fresh(root_.string() + "/setup.py" + imp), 0);
  EXPECT_EQ(fresh("setup.py" + imp), 0);
  EXPECT_EQ(fresh("/ci/build/src/m.py" + imp), 0) << "the tree may stand elsewhere";
  EXPECT_EQ(fresh("/opt/other/setup.py" + imp), 1);
  EXPECT_EQ(fresh("/usr/lib/python3.13/site-packages/other/src/m.py" + imp), 1);
  EXPECT_EQ(fresh("src/d.py:1: DeprecationWarning: datetime.datetime.utcnow() is deprecated"), 1);
  EXPECT_EQ(
      fresh("src/d.py:1: DeprecationWarning: datetime.datetime.utcfromtimestamp() is deprecated"),
      0);
  EXPECT_EQ(fresh("src/c.py:1: DeprecationWarning: Using or importing the ABCs from 'collections' "
                  "instead of from 'collections.abc' is deprecated"),
            0);
}

TEST_F(GateRoom, TakesNoSavedReportOfAPartOrWithABaseline) {
  ScanFacts scan;
  scan.path = "r.json";
  scan.time = around_.as_of;
  scan.target = VersionSet(Version::of(3, 13));
  scan.counts["import"] = {2, 2, 0};
  const auto outcome = [&](std::vector<std::string> roots, const char* measure) {
    scan.roots = std::move(roots);
    around_.scan = scan;
    return std::string(
        name(ask("measure = \"" + std::string(measure) + "\"\nat-least = 0").outcome));
  };
  for (const char* measure : {"findings.critical", "import-rate"}) {
    EXPECT_EQ(outcome({"d.py"}, measure), "no-evidence");
    EXPECT_EQ(outcome({"src", "tests"}, measure), "no-evidence");
    EXPECT_EQ(outcome({"."}, measure), "met");
    EXPECT_EQ(outcome({root_.filename().string()}, measure), "met") << "from the folder above";
    EXPECT_EQ(outcome({root_.string()}, measure), "met");
    EXPECT_EQ(outcome({}, measure), "met") << "of an early version";
  }
  scan.hidden = 4;
  EXPECT_EQ(outcome({"."}, "findings.critical"), "no-evidence");
}

TEST_F(GateRoom, TakesNoSpeedOfRequestsThatAllFailed) {
  write("l.csv",
        "Type,Name,Request Count,Failure Count,Average Response Time,Requests/s,50%,95%,99%\n"
        ",Aggregated,100,100,1,900,1,2,3\n");
  const std::string words = "evidence = \"l.csv\"\npython = \"3.13\"\nformat = \"locust\"\n";
  EXPECT_EQ(ask(words + "measure = \"p95-ms\"\nat-most = 150").why.substr(0, 20),
            "every request failed");
  EXPECT_EQ(name(ask(words + "measure = \"error-rate\"\nat-most = 0.01").outcome), "not-met");
}

TEST_F(GateRoom, TakesNoUnittestLogThatRanNothing) {
  const std::string words =
      "evidence = \"u.txt\"\npython = \"3.13\"\nformat = "
      "\"warnings\"\nmeasure = \"deprecations\"\nequals = 0";
  for (const auto& [log, outcome] :
       {std::pair("Ran 0 tests in 0.000s\n\nOK\n", "no-evidence"),
        std::pair("Ran 1 test in 0.000s\n\nOK (skipped=1)\n", "no-evidence"),
        std::pair("Ran 2 tests in 0.000s\n\nOK (skipped=1)\n", "met"),
        std::pair("Ran 2 tests in 0.000s\n\nFAILED (errors=1)\n", "met")}) {
    write("u.txt", log);
    EXPECT_EQ(name(ask(words).outcome), outcome) << log << ask(words).why;
  }
  write("u.txt", "....                     [100%]\n4 passed, 4 deselected in 0.35s\n");
  EXPECT_EQ(name(ask("evidence = \"u.txt\"\npython = \"3.13\"\nmeasure = "
                     "\"deprecations\"\nequals = 0")
                     .outcome),
            "met");
}

TEST_F(GateRoom, ReadsTestsThatAttributesSaySkipped) {
  write("j.xml",
        "<testsuite timestamp=\"2026-11-30T12:00:00\"><testcase name=\"a\" status=\"notrun\" "
        "result=\"suppressed\"/><testcase name=\"b\" status=\"run\" "
        "result=\"completed\"/></testsuite>");
  const std::string words = "evidence = \"j.xml\"\npython = \"3.13\"\nat-least = 1\nmeasure = ";
  EXPECT_EQ(ask(words + "\"skipped\"").measured, 1.0);
  EXPECT_EQ(ask(words + "\"pass-rate\"").measured, 1.0);
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
