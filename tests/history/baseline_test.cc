// Baselines: the file and what is wrong with one, paths, what is hidden, what is stale.
// SPDX-License-Identifier: MIT
#include "history/baseline.h"

#include <gtest/gtest.h>

#include <sstream>

#include "history/baseline_file.h"
#include "support/memory_disk.h"

namespace pymolt::history {
namespace {

KnownFinding known(const std::string& path, const std::string& symbol) {
  return {path, "removed-name", symbol, "f", symbol + " x", path + symbol, Severity::high};
}

TEST(BaselineFile, IsReadAsItWasWritten) {
  Baseline baseline;
  baseline.target = Version::of(3, 13);
  baseline.from = Version::of(2, 7);
  baseline.at_least = Confidence::possible;
  baseline.findings = {known("a \"b\"\n.py", "x"), known("b.py", "y")};
  std::ostringstream out;
  write_baseline(baseline, out);
  const Result<Baseline> read = read_baseline("b.json", out.str());
  ASSERT_TRUE(read.ok()) << read.mistake().str();
  EXPECT_EQ(read->findings, baseline.findings);
  EXPECT_EQ(read->target, baseline.target);
  EXPECT_EQ(read->from, baseline.from);
  EXPECT_EQ(read->at_least, Confidence::possible);
  std::ostringstream again;
  write_baseline(*read, again);
  EXPECT_EQ(again.str(), out.str());
}

TEST(BaselineFile, OneFindingALine) {
  Baseline baseline;
  baseline.target = Version::of(3, 13);
  baseline.findings = {known("a.py", "x")};
  std::ostringstream out;
  write_baseline(baseline, out);
  EXPECT_EQ(out.str(),
            "{\n"
            "  \"schema\": \"pymolt-baseline/1\",\n"
            "  \"target\": [\"3.13\"],\n"
            "  \"from\": [],\n"
            "  \"confidence\": \"likely\",\n"
            "  \"findings\": [\n"
            "    {\"path\": \"a.py\", \"rule\": \"removed-name\", \"symbol\": \"x\", \"severity\": "
            "\"high\", "
            "\"scope\": \"f\", \"code\": \"x x\", \"fingerprint\": \"a.pyx\"}\n"
            "  ]\n"
            "}\n");
}

TEST(BaselineFile, SaysWhatIsWrong) {
  const std::string head =
      R"({"schema": "pymolt-baseline/1", "target": ["3.13"], "from": [], "confidence": "likely", )";
  const std::string how = "\n  `pymolt scan --write-baseline` makes one";
  const struct {
    std::string text;
    std::string said;
  } kTable[] = {
      {"",
       "b.json:1:1: this is not JSON: syntax error while parsing value - unexpected end of input" +
           how},
      {"{\n<<<<<<< HEAD\n",
       "b.json:2:1: this is not JSON: syntax error while parsing object key - invalid literal\n  2 "
       "| <<<<<<< HEAD\n    | ^\n  a merge left its marks "
       "here"},
      {"[]", "b.json: this is no baseline of pymolt's: it has no `schema`" + how},
      {R"({"schema": "pymolt-report/1"})",
       "b.json: this is no baseline that this pymolt can read: its schema is "
       "`pymolt-report/1`, not `pymolt-baseline/1`" +
           how},
      {head + R"("findings": 3})", "b.json: `findings`: expected a list" + how},
      {head + R"("findings": [7]})", "b.json: `findings[0]`: expected an object" + how},
      {head + R"("findings": [{"path": "a", "rule": "r"}]})",
       "b.json: `findings[0]`: the key `symbol` is missing" + how},
      {head + R"("findings": [{"path": 1}]})",
       "b.json: `findings[0].path`: expected a string" + how},
      {R"({"schema": "pymolt-baseline/1", "target": ["9.9"]})",
       "b.json: `target[0]`: `9.9` is no version that is known" + how},
      {head +
           R"("findings": [{"path": "", "rule": "", "symbol": "", "scope": "", "code": "", "fingerprint": "",
                 "severity": "grave"}]})",
       "b.json: `findings[0].severity`: `grave` is no word for it" + how},
  };
  for (const auto& row : kTable) {
    const Result<Baseline> read = read_baseline("b.json", row.text);
    ASSERT_FALSE(read.ok()) << row.text;
    EXPECT_EQ(read.mistake().str(), row.said);
  }
}

TEST(PathMapping, LeadFromTheReportToTheBaselineAndTheDisk) {
  scan::MemoryDisk disk;
  disk.file("/work/src/app/a.py").file("/work/setup.py");
  const PathMapping paths("/work", "/work/src", {"src"}, "ci/", disk);
  EXPECT_EQ(paths.in_baseline("app/a.py"), "../src/app/a.py");
  EXPECT_EQ(paths.in_baseline("bad\xff.py"), "../src/bad\\xff.py");
  EXPECT_TRUE(paths.exists("../src/app/a.py"));
  EXPECT_FALSE(paths.exists("../src/app/b.py"));
  EXPECT_TRUE(paths.is_covered("../src/app/b.py"));
  EXPECT_FALSE(paths.is_covered("../setup.py"));
  EXPECT_FALSE(paths.is_covered("../src2/a.py"));
}

class Ratchet : public testing::Test {
 protected:
  Ratchet() {
    disk_.file("/w/a.py").file("/w/b.py").file("/w/sub/c.py");
    report_.target = Version::of(3, 13);
    for (const char* path : {"a.py", "b.py", "sub/c.py"}) {
      FileFacts file;
      file.path = path;
      report_.files.push_back(file);
    }
  }

  void find(const std::string& path, const std::string& symbol,
            Severity severity = Severity::high) {
    ReportedFinding reported;
    reported.path = path;
    reported.severity = severity;
    reported.finding.rule = "removed-name";
    reported.finding.symbol = symbol;
    reported.finding.scope = "f";
    reported.finding.code = symbol + " x";
    reported.finding.fingerprint = path + symbol;
    report_.findings.push_back(reported);
  }

  [[nodiscard]] BaselineScope scope() const { return {places_, Confidence::likely}; }
  static Baseline written(std::vector<KnownFinding> findings) {
    return {Version::of(3, 13), {}, Confidence::likely, std::move(findings)};
  }

  scan::MemoryDisk disk_;
  PathMapping places_{"/w", "/w", {"."}, ".", disk_};
  Report report_;
};

TEST_F(Ratchet, HidesWhatIsKnownAndCountsTheRest) {
  find("a.py", "x");
  find("a.py", "y");
  find("b.py", "z", Severity::critical);
  const Baseline baseline =
      written({known("a.py", "x"), known("b.py", "gone"), known("b.py", "z")});
  hide_known(compare(report_, baseline, scope()), baseline, "base.json", report_);
  ASSERT_EQ(report_.findings.size(), 2U);
  EXPECT_EQ(report_.findings[0].finding.symbol, "y");
  EXPECT_EQ(report_.findings[1].finding.symbol, "z") << "it has grown graver than it was";
  EXPECT_EQ(report_.baseline->known.size(), 1U);
  EXPECT_EQ(report_.summary.findings[static_cast<std::size_t>(Severity::high)], 1U);
  EXPECT_EQ(report_.summary.findings[static_cast<std::size_t>(Severity::critical)], 1U);
  ASSERT_EQ(report_.baseline->stale.size(), 2U);
  EXPECT_EQ(report_.baseline->stale[0].symbol, "gone");
}

TEST_F(Ratchet, JudgesOnlyWhatTheScanWasAbout) {
  const PathMapping only_sub("/w", "/w/sub", {"sub"}, ".", disk_);
  report_.files.erase(report_.files.begin(), report_.files.begin() + 2);
  const Baseline baseline =
      written({known("a.py", "x"), known("nowhere.py", "x"), known("sub/c.py", "x")});
  const Comparison compared = compare(report_, baseline, {only_sub, Confidence::likely});
  ASSERT_EQ(compared.stale.size(), 2U);
  EXPECT_EQ(compared.stale[0].path, "nowhere.py");
  EXPECT_EQ(compared.stale[1].path, "sub/c.py");
  const Baseline again = make_baseline(report_, baseline, {only_sub, Confidence::likely});
  ASSERT_EQ(again.findings.size(), 1U);
  EXPECT_EQ(again.findings[0].path, "a.py") << "what was not scanned stays";
}

TEST_F(Ratchet, CallsNothingStaleOfAFileThatFailed) {
  report_.files[0].state = FileState::failed;
  EXPECT_TRUE(compare(report_, written({known("a.py", "x")}), scope()).stale.empty());
}

TEST_F(Ratchet, CallsNothingStaleWhenLessIsAsked) {
  const struct {
    const char* what;
    VersionSet target;
    VersionSet from;
    Confidence at_least;
  } kTable[] = {
      {"another target", Version::of(3, 12), {}, Confidence::likely},
      {"another origin", Version::of(3, 13), Version::of(2, 7), Confidence::likely},
      {"what is surer only", Version::of(3, 13), {}, Confidence::sure},
  };
  for (const auto& row : kTable) {
    report_.target = row.target;
    report_.from = row.from;
    const Comparison compared =
        compare(report_, written({known("a.py", "x")}), {places_, row.at_least});
    EXPECT_FALSE(compared.comparable) << row.what;
    EXPECT_TRUE(compared.stale.empty()) << row.what;
  }
}

}  // namespace
}  // namespace pymolt::history
