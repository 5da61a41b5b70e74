// When evidence may speak: its age, its Python, its place; what policies are wrong.
// SPDX-License-Identifier: MIT
#include "gate/gate_room.h"

namespace pymolt::gate {
namespace {

std::string junit(const std::string& stamp, int passed, int failed) {
  std::string text = "<testsuite timestamp=\"" + stamp + "\">";
  for (int i = 0; i < passed; ++i)
    text += "<testcase classname=\"t\" name=\"ok" + std::to_string(i) + "\"/>";
  for (int i = 0; i < failed; ++i)
    text += "<testcase classname=\"t\" name=\"no" + std::to_string(i) + "\"><failure/></testcase>";
  return text + "</testsuite>";
}

TEST_F(GateRoom, ComparesWithARelativeTolerance) {
  const struct {
    double value;
    const char* bound;
    Bound kind;
    double threshold;
    bool keeps_it;
  } kTable[] = {
      {0.99, "≥ 0.99", Bound::at_least, 0.99, true},
      {0.99 - 1e-12, "≥ 0.99", Bound::at_least, 0.99, true},
      {0.9899, "≥ 0.99", Bound::at_least, 0.99, false},
      {0.1 + 0.2, "≤ 0.3", Bound::at_most, 0.3, true},
      {0.31, "≤ 0.3", Bound::at_most, 0.3, false},
      {1e-15, "= 0", Bound::equals, 0, false},
      {0, "= 0", Bound::equals, 0, true},
      {1150, "≥ 1150", Bound::at_least, 1150, true},
  };
  for (const auto& row : kTable) {
    Criterion criterion;
    criterion.bound = row.kind;
    criterion.threshold = row.threshold;
    EXPECT_EQ(keeps(criterion, row.value), row.keeps_it) << row.bound << " " << row.value;
    EXPECT_EQ(wanted(criterion), row.bound);
  }
}

TEST_F(GateRoom, DatesEvidenceByItsOwnStamp) {
  const char* kWords =
      "evidence = \"j.xml\"\npython = \"3.13\"\nmeasure = \"pass-rate\"\nat-least = 1";
  for (const auto& [stamp, outcome] :
       {std::pair("2026-10-31T23:59:59", "met"), std::pair("2026-10-30T00:00:00", "no-evidence"),
        std::pair("2026-11-30T12:00:00", "met")}) {
    write("j.xml", junit(stamp, 3, 0));
    const CriterionAnswer answer =
        ask_all("max-age-days = 30\n[[criterion]]\nname = \"it\"\n" + std::string(kWords))
            .criteria.front();
    EXPECT_EQ(name(answer.outcome), outcome) << stamp << ": " << answer.why;
    EXPECT_EQ(answer.measured, 1.0) << "stale evidence is shown";
  }
}

TEST_F(GateRoom, DatesOtherFilesByTheDisk) {
  write("t.csv", "k,v\n1,2\n");
  fs::last_write_time(root_ / "t.csv",
                      fs::file_time_type::clock::now() - std::chrono::hours(24 * 4000));
  const auto answer =
      ask_all(
          "max-age-days = 30\n[[criterion]]\nname = \"it\"\nevidence = \"t.csv\"\npython = "
          "\"3.13\"\nmeasure = \"column.max\"\ncolumns = \"v\"\nat-most = 2")
          .criteria.front();
  EXPECT_EQ(name(answer.outcome), "no-evidence") << answer.why;
  EXPECT_NE(answer.why.find("days old (at most 30)"), std::string::npos) << answer.why;
}

TEST_F(GateRoom, AsksWhichPythonItWas) {
  write("j.xml", junit("2026-11-30T12:00:00", 3, 0));
  const std::string words = "evidence = \"j.xml\"\nmeasure = \"pass-rate\"\nat-least = 1\n";
  CriterionAnswer answer = ask(words);
  EXPECT_EQ(name(answer.outcome), "no-evidence");
  EXPECT_FALSE(answer.measured) << "of no Python at all";
  answer = ask(words + "python = \"3.12\"");
  EXPECT_EQ(name(answer.outcome), "no-evidence");
  EXPECT_EQ(answer.measured, 1.0);
  EXPECT_NE(answer.why.find("was made on Python 3.12, not 3.13"), std::string::npos) << answer.why;
  EXPECT_EQ(name(ask(words + "python = \"3.13\"").outcome), "met");
}

TEST_F(GateRoom, JoinsFilesOfAPatternAndSaysWhatIsMissing) {
  write("out/a/j.xml", junit("2026-11-30T12:00:00", 3, 0));
  write("out/b/j.xml", junit("2026-11-29T12:00:00", 1, 1));
  const std::string words = "python = \"3.13\"\nmeasure = \"tests\"\nequals = 5\n";
  EXPECT_EQ(name(ask(words + "evidence = \"out/*/j.xml\"").outcome), "met");
  EXPECT_EQ(name(ask(words + "evidence = \"**/*.xml\"").outcome), "met");
  EXPECT_EQ(name(ask(words + "evidence = [\"out/a/j.xml\", \"out/b/j.xml\"]").outcome), "met");
  EXPECT_EQ(ask(words + "evidence = \"out/*/k.xml\"").why, "no file matches `out/*/k.xml`");
  EXPECT_EQ(ask(words + "evidence = [\"out/a/j.xml\", \"gone.xml\"]").why,
            "there is no file `gone.xml`");
  EXPECT_EQ(ask(words).why, "the policy names no evidence");
  EXPECT_EQ(ask(words + "evidence = \"out\"").why, "out is not a regular file");
}

TEST_F(GateRoom, FollowsNoLinkOutOfTheFolder) {
  const fs::path other = root_.string() + "-other";
  fs::create_directories(other);
  std::ofstream(other / "j.xml") << junit("2026-11-30T12:00:00", 3, 0);
  fs::create_symlink(other / "j.xml", root_ / "out.xml");
  fs::create_directory_symlink(other, root_ / "out");
  write("in.xml", junit("2026-11-30T12:00:00", 3, 0));
  fs::create_symlink("in.xml", root_ / "link.xml");
  const std::string words = "python = \"3.13\"\nmeasure = \"tests\"\nequals = 3\n";
  for (const char* way : {"out.xml", "out/j.xml", "*/j.xml", "o*.xml"}) {
    const CriterionAnswer answer = ask(words + "evidence = \"" + way + "\"");
    EXPECT_NE(answer.why.find("is a link that leaves the policy's folder"), std::string::npos)
        << way << ": " << answer.why;
    EXPECT_EQ(name(answer.outcome), "no-evidence");
  }
  EXPECT_EQ(name(ask(words + "evidence = \"link.xml\"").outcome), "met");
  EXPECT_EQ(name(ask(words + "evidence = \"../" + other.filename().string() + "/j.xml\"").outcome),
            "met")
      << "the policy says so itself";
  fs::remove_all(other);
}

TEST_F(GateRoom, FindsWhatFailsNewly) {
  write("old.xml",
        "<testsuite><testcase classname=\"c\" name=\"a\"/><testcase classname=\"c\" "
        "name=\"b\"/><testcase classname=\"c\" name=\"gone\"/>"
        "<testcase classname=\"c\" name=\"red\"><error/></testcase></testsuite>");
  write("new.xml",
        "<testsuites><testsuite><testsuite><testcase classname=\"c\" "
        "name=\"a\"><failure/></testcase></testsuite></testsuite>"
        "<testsuite><testcase classname=\"c\" name=\"b\"><skipped/></testcase><testcase "
        "classname=\"c\" name=\"red\"><failure/></testcase></testsuite></testsuites>");
  const std::string words =
      "python = \"3.13\"\nevidence = \"new.xml\"\nbaseline = \"old.xml\"\nequals = 0\n";
  CriterionAnswer answer = ask(words + "measure = \"newly-failing\"");
  EXPECT_EQ(answer.measured, 1.0);
  EXPECT_EQ(answer.details, std::vector<std::string>{"c::a"});
  EXPECT_NE(answer.why.find("1 other that passed is gone"), std::string::npos) << answer.why;
  EXPECT_EQ(ask(words + "measure = \"newly-skipped\"").measured, 1.0);
}

TEST_F(GateRoom, CountsTestsOfAModuleThatNoLongerImports) {
  write("old.xml",
        "<testsuite><testcase classname=\"tests.test_a\" name=\"a\"/><testcase "
        "classname=\"tests.test_b\" name=\"b\"/><testcase classname=\"tests.test_b\" "
        "name=\"c\"/></testsuite>");
  write("new.xml",
        "<testsuite><testcase classname=\"\" name=\"tests.test_b\"><error message=\"collection "
        "failure\"/></testcase><testcase classname=\"tests.test_a\" name=\"a\"/></testsuite>");
  const CriterionAnswer answer =
      ask("python = \"3.13\"\nevidence = \"new.xml\"\nbaseline = \"old.xml\"\nequals = "
          "0\nmeasure = \"newly-failing\"");
  EXPECT_EQ(answer.measured, 2.0) << answer.why;
}

TEST_F(GateRoom, TakesNoScanOfNothingAndOfSomeRules) {
  const auto outcome = [&](const std::string& scanned, const std::string& command,
                           const std::string& words) {
    around_.scan =
        read_scan(
            R"({"schema": "pymolt-report/1", "target": ["3.13"], "summary": {"files": {"scanned": )" +
                scanned + R"(}, "findings": {"critical": 0}}, "evidence": {"command": ")" +
                command +
                R"("}, "in_force": {"left_out": [{"by": "x", "files": 3, "findings": 1}]}})",
            Version::of(3, 13))
            .take();
    const CriterionAnswer answer = ask("equals = 0\nmeasure = " + words);
    return std::string(name(answer.outcome)) + " " + answer.why;
  };
  const std::string critical = "\"findings.critical\"";
  EXPECT_EQ(
      outcome("1", "pymolt scan .", critical),
      "met 0 critical findings; left out by settings and ignore files: 3 files and 1 finding");
  EXPECT_EQ(outcome("0", "pymolt scan .", critical), "no-evidence the scan analysed no file");
  EXPECT_EQ(outcome("0", "pymolt scan .", "\"unknown\""), "no-evidence the scan analysed no file");
  for (const char* option : {"--select imp", "--ignore=imp"})
    EXPECT_EQ(outcome("1", std::string("pymolt scan . ") + option, critical).substr(0, 11),
              "no-evidence")
        << option;
}

TEST_F(GateRoom, CountsEachFileOnce) {
  write("a.xml", junit("2026-11-30T12:00:00", 3, 0));
  write("b.xml", junit("2026-11-30T12:00:00", 3, 0));
  write("c.xml", junit("2026-11-30T12:00:00", 4, 0));
  const std::string words = "python = \"3.13\"\nmeasure = \"tests\"\nequals = 3\n";
  EXPECT_EQ(ask(words + "evidence = [\"a.xml\", \"*a.xml\", \"./a.xml\"]").measured, 3.0);
  const CriterionAnswer copied = ask(words + "evidence = [\"a.xml\", \"b.xml\"]");
  EXPECT_EQ(copied.measured, 3.0);
  EXPECT_NE(copied.why.find("b.xml has the same bytes as a.xml and counts once"), std::string::npos)
      << copied.why;
  EXPECT_EQ(ask(words + "evidence = \"*.xml\"").measured, 7.0);
  EXPECT_EQ(ask("measure = \"files\"\nat-least = 3\nevidence = \"*.xml\"").measured, 3.0)
      << "of files that need only be there each counts";
}

TEST_F(GateRoom, SaysWhichKeysHaveNoUse) {
  write("a.xml", junit("2026-11-30T12:00:00", 3, 0));
  const CriterionAnswer answer =
      ask("python = \"3.13\"\nmeasure = \"tests\"\nequals = 3\nevidence = \"a.xml\"\nbaseline = "
          "\"b.xml\"\nkey = [\"k\"]\nselect = [\"imp\"]");
  EXPECT_EQ(name(answer.outcome), "met");
  EXPECT_NE(answer.why.find("tests makes no use of `baseline`, `key`, `select`"), std::string::npos)
      << answer.why;
}

TEST_F(GateRoom, ComparesNothingWithItself) {
  write("new.xml", junit("2026-11-30T12:00:00", 3, 0));
  write("old.xml", junit("2026-11-30T12:00:00", 3, 0));
  const std::string words =
      "python = \"3.13\"\nmeasure = \"newly-failing\"\nequals = 0\nevidence = \"new.xml\"\n";
  const CriterionAnswer itself = ask(words + "baseline = \"./new.xml\"");
  EXPECT_EQ(name(itself.outcome), "no-evidence") << itself.why;
  EXPECT_NE(itself.why.find("is the evidence and the baseline"), std::string::npos) << itself.why;
  const CriterionAnswer copy = ask(words + "baseline = \"old.xml\"");
  EXPECT_EQ(name(copy.outcome), "met");
  EXPECT_NE(copy.why.find("has the same bytes as its baseline old.xml"), std::string::npos)
      << copy.why;
}

TEST_F(GateRoom, SaysThatMachinesDiffer) {
  const auto benchmark = [](const char* brand, int number) {
    return R"({"machine_info": {"python_version": "3.13.0", "machine": "x86_64", "cpu": {"brand_raw": ")" +
           std::string(brand) + R"("}}, "datetime": "2026-11-30T04:00:0)" + std::to_string(number) +
           R"(", "benchmarks": [{"fullname": "t", "stats": {"median": 1}}]})";
  };
  const std::string words =
      "evidence = \"new.json\"\nbaseline = \"old.json\"\nmeasure = \"slowdown\"\nat-most = 0.05";
  write("old.json", benchmark("one", 1));
  write("new.json", benchmark("other", 2));
  const std::string why = ask(words).why;
  EXPECT_NE(why.find("of another machine (x86_64, other) than old.json (x86_64, one)"),
            std::string::npos)
      << why;
  write("new.json", benchmark("one", 2));
  EXPECT_EQ(ask(words).why.find("machine"), std::string::npos);
}

TEST_F(GateRoom, TakesNothingOfAnotherTree) {
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.files = {"app/feed.py", "app/other.py"};
  around_.scan = scan;
  const auto coverage = [](const std::string& files) {
    return R"({"meta": {"timestamp": "2026-11-30T04:00:00"}, "files": {)" + files +
           R"(}, "totals": {"covered_lines": 9, "num_statements": 10}})";
  };
  const auto file = [](const char* path) {
    return "\"" + std::string(path) + R"(": {"executed_lines": [1], "missing_lines": [2]})";
  };
  const std::string covered =
      "evidence = \"c.json\"\npython = \"3.13\"\nmeasure = \"line-rate\"\nat-least = 0.8";
  write("c.json", coverage(file("theirs/x.py")));
  EXPECT_EQ(name(ask(covered).outcome), "no-evidence") << ask(covered).why;
  write("c.json", coverage(file("feed.py")));
  EXPECT_EQ(name(ask(covered).outcome), "met") << ask(covered).why;
  write("c.json", coverage(file("feed.py") + "," + file("b.py") + "," + file("c.py")));
  EXPECT_NE(ask(covered).why.find(
                "most of the coverage report is of another tree: the scan has 1 of its 3 files"),
            std::string::npos)
      << ask(covered).why;
  EXPECT_EQ(name(ask(covered).outcome), "no-evidence");
  write("c.json", coverage(""));
  EXPECT_NE(ask(covered).why.find("lists no file"), std::string::npos) << ask(covered).why;
  const auto verified = [](const char* root, const char* path) {
    return R"({"schema": "pymolt-verify/1", "date": "2026-11-30T04:00:00Z", "roots": [")" +
           std::string(root) + R"("], "files": [")" + path +
           R"("], "pythons": [{"python": "3.13.0", "agreement": {"ok": 1, "of": 1}}]})";
  };
  const std::string agreed = "evidence = \"v.json\"\nmeasure = \"agreement-rate\"\nequals = 1";
  write("app/feed.py", "");
  write("v.json", verified("theirs", "x.py"));
  EXPECT_EQ(name(ask(agreed).outcome), "no-evidence") << ask(agreed).why;
  for (const auto& [root, path] : {std::pair("app", "feed.py"), std::pair(".", "app/feed.py")}) {
    write("v.json", verified(root, path));
    EXPECT_EQ(name(ask(agreed).outcome), "met") << root << ": " << ask(agreed).why;
  }
}

TEST_F(GateRoom, HonoursNoise) {
  const auto benchmark = [](const char* median, const char* data) {
    return "{\"machine_info\": {\"python_version\": \"3.13.0\"}, \"datetime\": "
           "\"2026-11-30T04:00:00\", \"benchmarks\": [{\"fullname\": \"t\", \"stats\": "
           "{\"median\": " +
           std::string(median) + data + "}}]}";
  };
  const std::string words =
      "evidence = \"new.json\"\nbaseline = \"old.json\"\nmeasure = \"slowdown\"\nat-most = 0.05";
  write("old.json", benchmark("1.0", ", \"data\": [0.5, 0.8, 1.0, 1.2, 1.5]"));
  write("new.json", benchmark("1.04", ", \"data\": [0.5, 0.8, 1.04, 1.2, 1.6]"));
  CriterionAnswer answer = ask(words);
  EXPECT_EQ(name(answer.outcome), "no-evidence");
  EXPECT_NE(answer.why.find("cannot tell"), std::string::npos) << answer.why;
  EXPECT_EQ(ask(words).why, answer.why) << "the same each time";
  write("old.json", benchmark("1.0", ", \"data\": [1.0, 1.0, 1.001, 0.999, 1.0]"));
  write("new.json", benchmark("1.04", ", \"data\": [1.04, 1.04, 1.041, 1.039, 1.04]"));
  EXPECT_EQ(name(ask(words).outcome), "met");
  write("new.json", benchmark("1.2", ", \"data\": [1.2, 1.2, 1.201, 1.199, 1.2]"));
  EXPECT_EQ(name(ask(words).outcome), "not-met");
  write("old.json", benchmark("1.0", ""));
  write("new.json", benchmark("1.04", ""));
  EXPECT_EQ(name(ask(words).outcome), "met") << "medians alone are compared as they are";
}

TEST_F(GateRoom, ConfirmsWarningsByTheScan) {
  ScanFacts scan;
  scan.target = VersionSet(Version::of(3, 13));
  scan.list = {{"deprecated", "imp", Severity::medium, "app/feed.py", 12, 12},
               {"deprecated", "x", Severity::medium, "app/multi.py", 3, 6}};
  around_.scan = scan;
  write("w.txt",
        "platform linux -- Python 3.13.1, pytest-8\n  /src/app/feed.py:12: DeprecationWarning: the "
        "imp module\n  /src/app/multi.py:5: FutureWarning: x\n"
        "  /src/myapp/feed.py:13: DeprecationWarning: another\n  /src/app/feed.py:99: UserWarning: "
        "no\n= 3 passed in 0.1s =\n"
        "Traceback (most recent call last):\n  File \"/src/app/feed.py\", line 12, in <module>\n  "
        "File \"/lib/imp.py\", line 3\nDeprecationWarning: imp is old\n"
        "/src/app/feed.py:12: DeprecationWarning: utcnow() is deprecated\n");
  const CriterionAnswer answer =
      ask("evidence = \"w.txt\"\nmeasure = \"deprecations\"\nequals = 0");
  EXPECT_EQ(answer.measured, 2.0) << "utcnow stands on the line of a finding about imp"
                                  << answer.why;
  EXPECT_NE(answer.why.find("3 confirmed"), std::string::npos) << answer.why;
  EXPECT_EQ(answer.details[1],
            "new: /src/app/feed.py:12: DeprecationWarning: utcnow() is deprecated");
  EXPECT_EQ(answer.details[0], "new: /src/myapp/feed.py:13: DeprecationWarning: another");
}

TEST_F(GateRoom, TakesNoReportOfAnotherTarget) {
  const auto report = [](const char* target) {
    return "{\"schema\": \"pymolt-report/1\", \"target\": [" + std::string(target) +
           "], \"from\": [], \"summary\": {\"findings\": {\"critical\": 0, \"high\": 2}, "
           "\"compile\": {\"3.13\": {\"ok\": 9, \"of\": 10}}, \"dependencies\": {\"3.13\": "
           "{\"ok\": 88, \"of\": 92, \"unknown\": 3}}},"
           "\"files\": [{\"path\": \"a.py\", \"compiles\": {\"3.13\": null}}], \"modules\": "
           "[{\"imports\": {\"3.13\": null}}, {\"imports\": {\"3.13\": true}}], \"findings\": []}";
  };
  const auto outcome = [&](const std::string& words) {
    const CriterionAnswer answer = ask(words);
    return std::string(name(answer.outcome)) + " " +
           (answer.measured ? shortest(*answer.measured) : "null");
  };
  around_.scan = read_scan(report("\"3.13\""), Version::of(3, 13)).take();
  EXPECT_EQ(outcome("measure = \"compile-rate\"\nequals = 1"), "not-met 0.9");
  EXPECT_EQ(outcome("measure = \"unknown\"\nequals = 0"), "not-met 2");
  EXPECT_EQ(outcome("measure = \"findings.critical\"\nequals = 0"), "met 0");
  EXPECT_EQ(outcome("measure = \"findings.critical\"\nequals = 0\nselect = [\"imp\"]"), "met 0");
  EXPECT_EQ(outcome("measure = \"findings.critical\"\nequals = 0\nselect = [\"impp\"]"),
            "no-evidence null");
  EXPECT_EQ(outcome("measure = \"dependency-rate\"\nat-least = 0.9"), "met " + shortest(88.0 / 92));
  EXPECT_EQ(outcome("measure = \"configuration-rate\"\nat-least = 0.9"), "no-evidence null");
  around_.scan = read_scan(report("\"3.12\", \"3.13\""), Version::of(3, 13)).take();
  EXPECT_EQ(outcome("measure = \"compile-rate\"\nequals = 1"), "not-met 0.9");
  EXPECT_EQ(outcome("measure = \"findings.critical\"\nequals = 0"), "no-evidence null");
  around_.scan = read_scan(report("\"3.12\""), Version::of(3, 13)).take();
  EXPECT_EQ(outcome("measure = \"compile-rate\"\nequals = 1"), "no-evidence null");
  EXPECT_FALSE(read_scan("{\"schema\": \"pymolt-report/2\"}", Version::of(3, 13)).ok());
  const std::string dated =
      "{\"schema\": \"pymolt-report/1\", \"summary\": {\"findings\": {}}, "
      "\"evidence\": {\"date\": \"2017-07-14T02:40:00Z\"}}";
  EXPECT_EQ(read_scan(dated, Version::of(3, 13))->time, 1'500'000'000);
}

TEST_F(GateRoom, RefusesWrongPolicies) {
  const std::string good = "target = \"3.13\"\n[[criterion]]\nname = \"a\"\nmeasure = \"tests\"\n";
  const std::string rate =
      "target = \"3.13\"\n[[criterion]]\nname = \"a\"\nmeasure = \"pass-rate\"\n";
  const struct {
    std::string text;
    const char* message;
  } kTable[] = {
      {"target = \"3.13\"\n", "the policy has no criterion"},
      {"[[criterion]]\nname = \"a\"\nmeasure = \"tests\"\nat-least = 1\n",
       "the policy has no target"},
      {good, "criterion `a` has no threshold"},
      {good + "at-least = 1\nat-most = 2\n", "criterion `a` has several thresholds"},
      {good + "at-least = 1\nevidense = \"x\"\n", "unknown key `evidense`"},
      {good + "at-least = \"1\"\n", "expected a number"},
      {good + "at-least = nan\n", "expected a number"},
      {"max_age_days = 3\n" + good + "at-least = 1\n", "unknown key `max_age_days`"},
      {"target = \"3.12-3.13\"\n", "expected one version"},
      {"target = \"3.13\"\ncriterion = 3\n", "expected a list of tables"},
      {"target = ", "invalid TOML"},
      {"target = \"3.13\"\n[[criterion]]\nname = \"a\"\nmeasure = \"test\"\nat-least = 1\n",
       "unknown measure `test`"},
      {good + "at-least = 1\nformat = \"junti\"\n", "unknown format `junti`"},
      {good + "at-least = 1\nformat = \"wrk\"\n", "cannot be read from the format `wrk`"},
      {rate + "at-least = 99\n", "a rate lies between 0 and 1"},
      {rate + "at-most = -0.1\n", "a rate lies between 0 and 1"},
  };
  for (const auto& row : kTable) {
    const Result<std::optional<Policy>> policy = settings::read_policy("p.toml", row.text);
    const std::optional<Mistake> mistake =
        policy ? check_policy(**policy) : std::optional(policy.mistake());
    ASSERT_TRUE(mistake) << row.text;
    EXPECT_NE(mistake->message.find(row.message), std::string::npos) << row.text << mistake->str();
  }
  const auto shared = settings::read_policy(
      "pyproject.toml",
      "[tool.pymolt.gate]\ntarget = \"3.13\"\n[[tool.pymolt.gate.criterion]]\nname = "
      "\"a\"\nmeasure = \"unknown\"\nequals = 0\n");
  ASSERT_TRUE(shared.ok() && *shared);
  EXPECT_EQ((*shared)->criteria.size(), 1U);
}

TEST_F(GateRoom, SaysNoGoBeforeNotEnough) {
  write("j.xml", junit("2026-11-30T12:00:00", 3, 1));
  const std::string red =
      "[[criterion]]\nname = \"a\"\nevidence = \"j.xml\"\npython = \"3.13\"\nmeasure = "
      "\"failed\"\nequals = 0\n";
  const std::string open = "[[criterion]]\nname = \"b\"\nmeasure = \"tests\"\nequals = 0\n";
  const std::string green =
      "[[criterion]]\nname = \"c\"\nevidence = \"j.xml\"\npython = \"3.13\"\nmeasure = "
      "\"tests\"\nequals = 4\n";
  EXPECT_EQ(name(ask_all(red + open).verdict()), "no-go");
  EXPECT_EQ(name(ask_all(open + green).verdict()), "not-enough-evidence");
  EXPECT_EQ(name(ask_all(green).verdict()), "go");
}

}  // namespace
}  // namespace pymolt::gate
