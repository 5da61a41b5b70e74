// What the evidence of real tools measures: a table of files recorded in evidence/, criteria and answers.
// SPDX-License-Identifier: MIT
//
// pytest 7.2, coverage 6.5, pytest-benchmark, ab, wrk, hyperfine and locust 2.24 were run here, and asv's own code wrote the
// files of its version 2; those of k6, pip-audit and safety are in the shape of what these tools' sources and own reports have.
#include "gate/gate_room.h"

namespace pymolt::gate {
namespace {

constexpr double kNothing = -1;

struct Row {
  const char* words;  // of the criterion, without evidence's folder
  double measured;
  Outcome outcome;
  const char* why;  // what the reason contains
};

const Row kRows[] = {
    {R"(evidence = "junit.xml", measure = "pass-rate", at-least = 0.99)", 7.0 / 12,
     Outcome::not_met, "7 of 14 tests passed, 5 failed, 2 skipped"},
    {R"(evidence = "junit.xml", measure = "tests", equals = 14)", 14, Outcome::met, ""},
    {R"(evidence = "junit.xml", measure = "failed", at-most = 5)", 5, Outcome::met, ""},
    {R"(evidence = "junit.xml", measure = "skipped", at-most = 1)", 2, Outcome::not_met, ""},
    {R"(evidence = "junit.xml", measure = "newly-failing", equals = 0, baseline = "before/junit.xml")",
     0, Outcome::met, "0 of 7 tests"},
    {R"(evidence = "junit.xml", measure = "newly-failing", equals = 0)", kNothing,
     Outcome::no_evidence, "names no baseline"},
    {R"(evidence = "coverage.xml", measure = "line-rate", at-least = 0.8)", 29.0 / 33, Outcome::met,
     "29 of 33 statements"},
    {R"(evidence = "coverage.json", measure = "line-rate", at-least = 0.8)", 29.0 / 33,
     Outcome::met, "29 of 33 statements"},
    {R"(evidence = "coverage.json", measure = "branch-rate", at-least = 0.8)", 29.0 / 39,
     Outcome::not_met, "branches"},
    {R"(evidence = "coverage.xml", measure = "pass-rate", at-least = 0.8)", kNothing,
     Outcome::no_evidence, "is coverage XML, which this measure cannot use"},
    {R"(evidence = "hyperfine.json", measure = "slowdown", at-most = 0.05, baseline = "before/hyperfine.json")",
     kNothing, Outcome::no_evidence, "cannot tell"},
    {R"(evidence = "asv.json", measure = "slowdown", at-most = 0.2, baseline = "before/asv.json")",
     0, Outcome::met, "benchmarks"},
    {R"(evidence = "asv.json", measure = "median-seconds", at-most = 10)", 1.25, Outcome::met,
     "solver.time_solve(20)"},
    {R"(evidence = "ab.txt", measure = "p95-ms", at-most = 150)", 10, Outcome::met, ""},
    {R"(evidence = "ab.txt", measure = "mean-ms", at-most = 150)", 3.317, Outcome::met, ""},
    {R"(evidence = "ab.txt", measure = "error-rate", at-most = 0.01)", 0, Outcome::met, ""},
    {R"(evidence = "ab404.txt", measure = "error-rate", at-most = 0.01)", 1, Outcome::not_met, ""},
    {R"(evidence = "ab.csv", measure = "p50-ms", at-most = 5)", 1.395, Outcome::met, ""},
    {R"(evidence = "ab.csv", measure = "error-rate", at-most = 0.01)", kNothing,
     Outcome::no_evidence, "ab -e has percentiles only"},
    {R"(evidence = "wrk.txt", measure = "p99-ms", at-most = 250)", 55.85, Outcome::met, ""},
    {R"(evidence = "wrk.txt", measure = "p95-ms", at-most = 250)", kNothing, Outcome::no_evidence,
     "wrk prints 50, 75, 90 and 99"},
    {R"(evidence = "wrk404.txt", measure = "error-rate", at-most = 0.01)", 1, Outcome::not_met, ""},
    {R"(evidence = "wrk.txt", measure = "throughput-ratio", at-least = 0.95, baseline = "wrk404.txt")",
     1331.27 / 1053.22, Outcome::met, ""},
    {R"(evidence = "k6-summary.json", measure = "p95-ms", at-most = 150)", 142.3, Outcome::met, ""},
    {R"(evidence = "k6-summary.json", measure = "error-rate", at-most = 0.001)", 0.004,
     Outcome::not_met, ""},
    {R"(evidence = "k6-summary.json", measure = "p99-ms", at-most = 250)", kNothing,
     Outcome::no_evidence, "--summary-trend-stats"},
    {R"(evidence = "k6-handle-summary.json", measure = "p99-ms", at-most = 250)", 233.1,
     Outcome::met, ""},
    {R"(evidence = "k6-summary-v1.json", measure = "p99-ms", at-most = 250)", 212.4, Outcome::met,
     ""},
    {R"(evidence = "k6-summary-v1.json", measure = "error-rate", at-most = 0.01)", 0.002,
     Outcome::met, ""},
    {R"(evidence = "locust.json", measure = "p95-ms", at-most = 250)", kNothing,
     Outcome::no_evidence, "is in no format that this measure can use"},
    {R"(evidence = "asv-version2.json", measure = "slowdown", at-most = 0.1, baseline = "asv-version2-before.json")",
     0.08, Outcome::met, "`bench.Suite.time_many(10, 'a')` is 8 % slower"},
    {R"(evidence = "k6-stream.json", measure = "p99-ms", at-most = 250)", 100, Outcome::met, ""},
    {R"(evidence = "k6-stream.json", measure = "error-rate", at-most = 0.01)", 1.0 / 101,
     Outcome::met, ""},
    {R"(evidence = "k6-stream.json", measure = "throughput", at-least = 10)", 10.1, Outcome::met,
     ""},
    {R"(evidence = "locust_stats.csv", measure = "p95-ms", at-most = 150)", 11, Outcome::met, ""},
    {R"(evidence = "locust_stats.csv", measure = "error-rate", at-most = 0.01)", 551.0 / 2289,
     Outcome::not_met, ""},
    {R"(evidence = "pip-audit.json", measure = "vulnerabilities", at-most = 1)", 2,
     Outcome::not_met, "1 package could not be audited"},
    {R"(evidence = "safety1.json", measure = "vulnerabilities", at-most = 1)", 2, Outcome::not_met,
     ""},
    {R"(evidence = "safety2.json", measure = "vulnerabilities", at-most = 2)", 2, Outcome::met,
     "in 2 packages"},
    {R"(evidence = "safety3.json", measure = "vulnerabilities", at-most = 2)", 2, Outcome::met,
     "2 vulnerabilities in 2 packages"},
    {R"(evidence = "pip-audit-fixed.json", measure = "vulnerabilities", at-most = 1)", 1,
     Outcome::met, "1 vulnerability in 2 packages"},
    {R"(evidence = "pytest-warnings.txt", measure = "deprecations", equals = 0)", 1,
     Outcome::no_evidence, "was made on Python 3.11.2, not 3.13"},
    {R"(evidence = "werror.txt", measure = "deprecations", at-most = 1)", 1, Outcome::met, ""},
    {R"(evidence = "walways.txt", measure = "deprecations", equals = 0)", 1, Outcome::not_met, ""},
};

TEST_F(GateRoom, MeasuresWhatToolsWrite) {
  const fs::path files = PYMOLT_SOURCE_DIR "/tests/gate/evidence";
  fs::copy(files, root_);
  fs::copy(files, root_ / "before");
  for (const Row& row : kRows) {
    const std::string text =
        "criterion = [{name = \"it\", python = \"3.13\", " + std::string(row.words) + "}]";
    const CriterionAnswer answer = ask_all(text).criteria.front();
    EXPECT_EQ(name(answer.outcome), name(row.outcome)) << row.words << ": " << answer.why;
    EXPECT_NEAR(answer.measured.value_or(kNothing), row.measured, 1e-9)
        << row.words << ": " << answer.why;
    EXPECT_NE(answer.why.find(row.why), std::string::npos) << row.words << ": " << answer.why;
    for (const EvidenceFile& file : answer.evidence)
      EXPECT_EQ(file.sha256.size(), 64U) << row.words;
  }
}

// ab counts a request once for each way in which it failed: 567 of 500.
TEST_F(GateRoom, HoldsRatesBelowOne) {
  write("ab.txt",
        "This is ApacheBench, Version 2.3\nComplete requests:      500\nFailed requests:        "
        "567\n   (Connect: 0, Receive: 134, Length: 299, Exceptions: 134)\n");
  EXPECT_EQ(ask("evidence = \"ab.txt\"\npython = \"3.13\"\nmeasure = \"error-rate\"\nat-most = 0.5")
                .measured,
            1.0);
}

TEST_F(GateRoom, TakesThePythonOfAnEnvironmentFromSafety) {
  const auto asked = [&](const char* target, const char* python) {
    write("safety.json", std::string("{\"report_meta\": {\"scan_target\": \"") + target +
                             "\", \"packages_found\": 3, \"timestamp\": \"2026-11-29 12:00:00\", "
                             "\"telemetry\": {\"python_version\": \"" +
                             python + "\"}}, \"vulnerabilities\": []}");
    return ask(
        "evidence = \"safety.json\"\npython = \"3.13\"\nmeasure = \"vulnerabilities\"\nequals = 0");
  };
  EXPECT_EQ(name(asked("environment", "3.13.1").outcome), "met");
  EXPECT_EQ(asked("environment", "3.11.7").why.find("safety.json was made on Python 3.11.7"), 0U);
  EXPECT_EQ(name(asked("files", "3.11.7").outcome), "met")
      << "safety's own Python says nothing of files";
}

// The lines of coverage.py's two reports beside findings, as the two call the files.
TEST_F(GateRoom, TellsWhichLinesWithFindingsTheTestsRun) {
  around_.scan.emplace();
  around_.scan->target = VersionSet(Version::of(3, 13));
  const auto found = [](const char* path, std::uint32_t line, std::uint32_t end_line) {
    return ScanFinding{"removed-name", "x", Severity::high, path, line, end_line};
  };
  around_.scan->list = {found("app/feed.py", 1, 1),     found("app/feed.py", 2, 2),
                        found("app/feed.py", 2, 2),     found("app/feed.py", 3, 5),
                        found("app/feed.py", 9, 9),     found("app/other.py", 1, 1),
                        found("app/__init__.py", 1, 1), found("setup.cfg", 1, 1)};
  around_.scan->files = {"app/feed.py", "app/other.py", "app/__init__.py", "lib/__init__.py"};
  const auto asked = [&](const std::string& report) {
    write("report", report);
    const CriterionAnswer answer =
        ask("evidence = \"report\"\npython = \"3.13\"\nmeasure = \"line-rate\"\nat-least = 0");
    EXPECT_TRUE(answer.findings_run) << answer.why;
    if (!answer.findings_run) return std::string();
    std::string text = std::to_string(answer.findings_run->run) + " run, " +
                       std::to_string(answer.findings_run->unknown) + " unknown:";
    for (const std::string& place : answer.findings_run->not_run) text += " " + place;
    return text;
  };
  const auto xml = [](const std::string& sources, const std::string& feed,
                      const std::string& init) {
    const std::string lines =
        "<lines><line number=\"1\" hits=\"1\"/><line number=\"2\" hits=\"0\"/><line number=\"4\" "
        "hits=\"3\"/></lines>";
    return "<coverage lines-valid=\"9\" lines-covered=\"5\" timestamp=\"1796011916513\"><sources>" +
           sources + "</sources><packages><package><classes><class filename=\"" + feed + "\">" +
           lines + "</class><class filename=\"" + init + "\">" + lines +
           "</class></classes></package></packages></coverage>";
  };
  const auto json = [](const std::string& feed, const std::string& init) {
    const std::string lines = "{\"executed_lines\": [1, 4], \"missing_lines\": [2]}";
    return "{\"meta\": {\"timestamp\": \"2026-11-29T12:00:00\"}, \"files\": {\"" + feed +
           "\": " + lines + ", \"" + init + "\": " + lines +
           "}, \"totals\": {\"covered_lines\": 5, \"num_statements\": 9}}";
  };
  const char* const kAll = "3 run, 2 unknown: app/feed.py:2";
  EXPECT_EQ(asked(xml("<source>/ci/src</source>", "app/feed.py", "app/__init__.py")), kAll);
  EXPECT_EQ(asked(xml("<source>/ci/src/app</source>", "feed.py", "__init__.py")), kAll);
  EXPECT_EQ(
      asked(xml("<source>/ci/lib</source><source>/ci/src/app/</source>", "feed.py", "__init__.py")),
      "2 run, 3 unknown: app/feed.py:2");  // whose `__init__.py` it is, nobody says
  EXPECT_EQ(asked(xml("", "app\\feed.py", "app\\__init__.py")), kAll);
  EXPECT_EQ(asked(json("app/feed.py", "app/__init__.py")), kAll);
  EXPECT_EQ(asked(json("/ci/src/app/feed.py", "/ci/src/app/__init__.py")), kAll);
  // Run in app/: `__init__.py` may be that of lib as well.
  EXPECT_EQ(asked(json("feed.py", "__init__.py")), "2 run, 3 unknown: app/feed.py:2");
  EXPECT_EQ(asked(json("a/app/feed.py", "b/app/feed.py")), "0 run, 6 unknown:");
  EXPECT_EQ(asked(json("x.py", "lib/__init__.py")), "0 run, 6 unknown:");
  // A file at the top is not that of the same name further down.
  around_.scan->list = {found("feed.py", 1, 1)};
  around_.scan->files.emplace_back("feed.py");
  EXPECT_EQ(asked(json("/ci/src/app/feed.py", "x.py")), "0 run, 1 unknown:");
  EXPECT_EQ(asked(json("/ci/src/feed.py", "x.py")), "1 run, 0 unknown:");
  around_.scan->target = VersionSet(Version::of(3, 12)) | Version::of(3, 13);
  EXPECT_FALSE(
      ask("evidence = \"report\"\npython = \"3.13\"\nmeasure = \"line-rate\"\nat-least = 0")
          .findings_run);
}

TEST_F(GateRoom, TakesPytestBenchmarksPythonFromTheFile) {
  root_ = PYMOLT_SOURCE_DIR "/tests/gate/evidence";
  const auto answer =
      ask("evidence = \"benchmark2.json\"\nbaseline = \"benchmark1.json\"\nmeasure = "
          "\"slowdown\"\nat-most = 50");
  EXPECT_EQ(name(answer.outcome), "no-evidence");
  EXPECT_NE(answer.why.find("was made on Python 3.11.2, not 3.13"), std::string::npos)
      << answer.why;
  EXPECT_TRUE(answer.measured.has_value()) << "what another Python measured is shown";
  root_ = fs::temp_directory_path() / "pymolt-gate-no-such-folder";
}

// Files that must be refused, each with a reason; none may be met.
struct Broken {
  const char* measure;
  std::string text;
  const char* why;
};

TEST_F(GateRoom, RefusesBrokenAndHostileFiles) {
  std::string deep = "{\"metrics\": ";
  for (int i = 0; i < 100000; ++i) deep += "[";
  std::string wide =
      "{\"metrics\": [{}";  // for hours, where each item is held against all before it
  for (int i = 0; i < 1'000'000; ++i) wide += ",{}";
  wide += "]}";
  const Broken kTable[] = {
      {"p95-ms", wide, "no metric of HTTP requests"},
      {"pass-rate", "", "is empty"},
      {"pass-rate", "<testsuites><testsuite><testcase name=\"a\"/>", "is cut off"},
      {"pass-rate", "<testsuites><testsuite><testcase name=\"a\"", "is cut off"},
      {"pass-rate", "<testsuite></testsuite>", "no test was run"},
      {"pass-rate",
       "<testsuites><testsuite failures=\"3\" errors=\"1\"><testcase "
       "name=\"a\"/></testsuite></testsuites>",
       "says that 4 have failed, and holds none of them"},
      {"pass-rate", "<testsuite><testcase name=\"a\"><skipped/></testcase></testsuite>",
       "all 1 were skipped"},
      {"pass-rate",
       "<!DOCTYPE t [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><testsuite><testcase "
       "name=\"&b;\"/></testsuite>",
       "declares XML entities"},
      {"pass-rate", "<html><testsuite/></html>", "is not JUnit XML: its root is <html>"},
      {"pass-rate", "hello", "is in no format that this measure can use (junit)"},
      {"line-rate", "<coverage lines-valid=\"0\" lines-covered=\"0\"/>", "no statement"},
      {"line-rate", "<coverage lines-valid=\"3\" lines-covered=\"9\"/>",
       "more is covered than there is"},
      {"branch-rate", "<coverage lines-valid=\"9\" lines-covered=\"9\"/>", "--branch"},
      {"p95-ms", deep, "is nested too deeply"},
      {"p95-ms", "{\"metrics\": {", "is cut off: the JSON ends on line 1"},
      {"p95-ms", "{\"metrics\":\n {]}", "is not JSON: see line 2"},
      {"p95-ms", "{\"metrics\": {\"http_req_duration\": {\"p(95)\": NaN}}}",
       "has no metric of HTTP requests"},
      {"p95-ms", "Type,Name,Request Count,Failure Count\nGET,/,1,0\n", "no row `Aggregated`"},
      {"p95-ms", "This is ApacheBench, Version 2.3\n", "may be cut off"},
      {"p95-ms", "  Thread Stats   Avg\n    Latency 1ms\n", "may be cut off"},
      {"vulnerabilities", "{\"dependencies\": [], \"fixes\": []}", "looked at no package"},
      {"vulnerabilities", "[]\n", "is an empty list, which does not say"},
      {"deprecations", "something else altogether\n",
       "is in no format that this measure can use (warnings)"},
      {"median-seconds",
       "{\"results\": [{\"command\": \"a\", \"median\": 1, \"exit_codes\": [0, 1]}]}",
       "every benchmark failed"},
      {"column.max", "a,b\n\"1,2\n", "is cut off: the quote on line 2 is not closed"},
      {"column.max", std::string("a,b\n1,\0,2\n", 10), "is not a table: it holds bytes"},
      {"column.max", "a,b\n1," + std::string(70000, '0') + std::string("\n1,\0\n", 5),
       "is not a table: see line 3"},
      {"p95-ms", "[[[[[[", "is in no format that this measure can use"},
      {"column.max", "b\n", "has no row"},
      {"column.max", "b,b\n1,2\n", "has the column `b` twice"},
      {"pass-rate", "<testsuite><testcase name=\"\xE9\"/></testsuite>", "are no UTF-8"},
  };
  for (const Broken& row : kTable) {
    write("it", row.text);
    const CriterionAnswer answer =
        ask("evidence = \"it\"\npython = \"3.13\"\ncolumns = [\"b\"]\nat-least = 0\nmeasure = \"" +
            std::string(row.measure) + "\"");
    EXPECT_EQ(name(answer.outcome), "no-evidence") << row.measure << ": " << row.text.substr(0, 80);
    EXPECT_FALSE(answer.measured) << row.text.substr(0, 80);
    EXPECT_NE(answer.why.find(row.why), std::string::npos)
        << row.text.substr(0, 80) << ": " << answer.why;
  }
}

}  // namespace
}  // namespace pymolt::gate
