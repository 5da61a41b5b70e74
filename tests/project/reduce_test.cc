// From facts to a report: what concerns the target, what is counted, go or no-go.
// SPDX-License-Identifier: MIT
#include "project/reduce.h"

#include <gtest/gtest.h>

namespace pymolt::project {
namespace {

Finding finding(const char* rule, const char* symbol, VersionSet breaks_on, Severity severity) {
  Finding made;
  made.rule = rule;
  made.symbol = symbol;
  made.breaks_on = breaks_on;
  made.breaks_as = severity;
  return made;
}

FileFacts file(const char* path, std::vector<Finding> findings = {}) {
  FileFacts made;
  made.path = path;
  made.compiles = VersionSet::all();
  made.findings = std::move(findings);
  return made;
}

const VersionSet kFrom312 = VersionSet::from(Version::of(3, 12));

Report reduced(std::vector<FileFacts> files, const ReportRequest& request) {
  static const rulebook::Rulebook book;
  return reduce(std::move(files), request, book);
}

ReportRequest asking(Version target) {
  ReportRequest request;
  request.target = target;
  return request;
}

TEST(Reduce, KeepsWhatConcernsTheTarget) {
  const auto files = [] {
    return std::vector{file("a.py", {finding("r", "imp", kFrom312, Severity::high)})};
  };
  EXPECT_EQ(reduced(files(), asking(Version::of(3, 11))).findings.size(), 0U);
  EXPECT_EQ(reduced(files(), asking(Version::of(3, 12))).findings.size(), 1U);
  EXPECT_EQ(reduced(files(), asking(Version::of(3, 11))).summary.verdict.at(Version::of(3, 11)),
            Decision::go);
  EXPECT_EQ(reduced(files(), asking(Version::of(3, 12))).summary.verdict.at(Version::of(3, 12)),
            Decision::no_go);
}

TEST(Reduce, SelectsAndIgnoresByRuleAndSymbol) {
  const struct {
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::size_t left;
  } kTable[] = {
      {{}, {}, 2},
      {{"removed-module"}, {}, 1},
      {{"distutils.*"}, {}, 1},
      {{"removed-*"}, {}, 2},
      {{}, {"removed-*"}, 0},
      {{}, {"imp"}, 1},
      {{"removed-*"}, {"imp"}, 1},
      {{"nothing"}, {}, 0},
  };
  for (const auto& row : kTable) {
    ReportRequest request = asking(Version::of(3, 13));
    request.select = row.select;
    request.ignore = row.ignore;
    const Report report = reduced(
        {file("a.py", {finding("removed-module", "imp", kFrom312, Severity::high),
                       finding("removed-name", "distutils.core", kFrom312, Severity::high)})},
        request);
    EXPECT_EQ(report.findings.size(), row.left) << (row.select.empty() ? "" : row.select.front());
  }
}

TEST(Reduce, SpeaksOfPython2OnlyWhereCodeComesFromIt) {
  const auto files = [](bool evidence) {
    Finding division = finding("integer-division", "/", VersionSet::python3(), Severity::medium);
    division.python2_only = true;
    FileFacts made = file("a.py", {division});
    made.from_python2 = evidence;
    return std::vector{made};
  };
  ReportRequest request = asking(Version::of(3, 13));
  EXPECT_EQ(reduced(files(false), request).findings.size(), 0U);
  EXPECT_EQ(reduced(files(true), request).findings.size(), 1U) << "the file shows it";
  request.from = VersionSet::python2();
  EXPECT_EQ(reduced(files(false), request).findings.size(), 1U) << "the user says it";
  request.from = VersionSet(Version::of(3, 8));
  EXPECT_EQ(reduced(files(true), request).findings.size(), 0U) << "the user says otherwise";
}

TEST(Reduce, SaysNothingOfAMethodThatAClassOfTheProjectHas) {
  const auto found = [](std::vector<std::string> members) {
    Finding call = finding("next-call", "next-call", VersionSet::python3(), Severity::high);
    call.member = "next";
    FileFacts other = file("pkg/input.py");
    other.foreign.members = std::move(members);
    return reduced({file("pkg/a.py", {call}), other}, asking(Version::of(3, 13))).findings.size();
  };
  EXPECT_EQ(found({}), 1U);
  EXPECT_EQ(found({"has_key"}), 1U);
  EXPECT_EQ(found({"has_key", "next"}), 0U);
}

TEST(Reduce, AccountsForEveryFile) {
  FileFacts unknown = file("u.py");
  unknown.compiles.reset();
  FileFacts skipped = file("s.py");
  skipped.state = FileState::skipped;
  FileFacts failed = file("f.py");
  failed.state = FileState::failed;
  const Report report =
      reduced({file("a.py"), unknown, skipped, failed}, asking(Version::of(3, 13)));
  const Summary& summary = report.summary;
  EXPECT_EQ(summary.found, 4U);
  EXPECT_EQ(summary.scanned + summary.skipped + summary.failed, summary.found);
  EXPECT_EQ(summary.compile.at(Version::of(3, 13)), (Count{1, 2, 1}));
  EXPECT_EQ(summary.verdict.at(Version::of(3, 13)), Decision::unknown);
}

}  // namespace
}  // namespace pymolt::project
