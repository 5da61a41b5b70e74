// No report contradicts itself: severities, import verdicts, go or no-go and the exit status agree, whatever is scanned.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "project/decision.h"
#include "project/reduce.h"
#include "scan/find_files.h"
#include "scan/scan_tree.h"
#include "support/project_file.h"

namespace pymolt::project {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// What importing a module does, one line each; `@` is another module, `N` a name.
constexpr const char* kLines[] = {
    "import @",
    "from @ import N",
    "from @ import *",
    "import @ as other",
    "try:\n    from @ import N\nexcept ImportError:\n    N = None",
    "try:\n    import @\nexcept AttributeError:\n    pass",
    "import imp",
    "import cgi, sys",
    "from collections import Mapping",
    "from distutils.core import setup",
    "import asyncore as loop",
    "try:\n    import imp\nexcept ImportError:\n    imp = None",
    "import sys\nif sys.version_info >= (3, 12):\n    raise RuntimeError('too new')",
    "import sys\nif sys.version_info < (3,):\n    sys.exit('too old')",
    "if __name__ == '__main__':\n    import imp",
    "def later():\n    import imp\n    return N",
    "DAYS = range(1, 6) + [7]",
    "WIDE = int | None",
    "ITEMS = list[int]",
    "print 'old'",
    "N = (n := 1)",
    "match = 1\nmatch match:\n    case 1:\n        pass",
    "class N(object):\n    pass",
    "N = 1",
    "del N",
    "import string\nletters = string.letters",
    "import os.nothing",
    "from os import getcwdu",
    "import @\nvalue = @.N",
    "raise ValueError",
    "assert N",
    "def N(a, (b, c)):\n    pass",
    "async = 1",
    "import inspect\nspec = inspect.getargspec(len)",
    "with open('x') as f, suppress(ImportError):\n    import imp",
    "from . import N",
    "from .mod1 import N",
};

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Files project() {
    const bool package = pick(2) == 0;
    const std::size_t count = 2 + pick(4);
    Files files;
    if (package) files.emplace_back("pkg/__init__.py", pick(3) == 0 ? body(count, package) : "");
    for (std::size_t i = 0; i < count; ++i) {
      files.emplace_back((package ? "pkg/mod" : "mod") + std::to_string(i) + ".py",
                         body(count, package));
    }
    return files;
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  std::string body(std::size_t count, bool package) {
    std::string text;
    for (std::size_t lines = pick(5); lines > 0; --lines) {
      const std::string other = (package ? "pkg.mod" : "mod") + std::to_string(pick(count + 1));
      const std::string name = "name" + std::to_string(pick(3));
      for (const char c : std::string(kLines[pick(std::size(kLines))])) {
        text += c == '@' ? other : c == 'N' ? name : std::string(1, c);
      }
      text += '\n';
    }
    return text;
  }

  std::mt19937 random_;  // the same everywhere
};

class Agreement : public testing::Test {
 protected:
  Agreement()
      : book_(rulebook::Rulebook::built_in().take()),
        knowledge_(scan::ScanContext::make(book_).take()) {}

  std::vector<FileFacts> facts_of(const Files& files) {
    std::vector<FileFacts> facts;
    for (const auto& [path, bytes] : files)
      facts.push_back(scan::scan_file(path, bytes, knowledge_, bench_));
    std::sort(facts.begin(), facts.end(),
              [](const FileFacts& a, const FileFacts& b) { return a.path < b.path; });
    return facts;
  }

  Report report_on(const std::vector<FileFacts>& facts, VersionSet target, VersionSet from = {}) {
    ReportRequest request;
    request.roots = {"."};
    request.target = target;
    request.from = from;
    return reduce(facts, request, book_);
  }

  // On all versions at once, on one, and relative to one.
  void expect_agreement(const std::vector<FileFacts>& facts) {
    expect_agreement(report_on(facts, VersionSet::all()));
    expect_agreement(report_on(facts, VersionSet(Version::of(3, 13))));
    expect_agreement(
        report_on(facts, VersionSet(Version::of(3, 13)), VersionSet(Version::of(3, 8))));
  }

  void expect_agreement(const Report& report) {
    for (const ModuleVerdict& module : report.modules) {
      expect_reasons(report, module);
      expect_no_critical(report, module);
    }
    bool no_go = false;
    for (const auto& [version, decision] : report.summary.verdict) {
      const bool grave = std::any_of(report.findings.begin(), report.findings.end(),
                                     [on = version](const ReportedFinding& f) {
                                       return f.finding.consequence(on) >= Severity::high;
                                     });
      EXPECT_EQ(decision == Decision::no_go, grave) << version.str();
      no_go = no_go || decision == Decision::no_go;
    }
    EXPECT_EQ(exit_status(report, {Severity::high, true, false}), no_go ? 1 : 0);
  }

  static void expect_reasons(const Report& report, const ModuleVerdict& module) {
    for (const Version version : (report.target & module.because.versions()).versions()) {
      const Because& because = *module.because.on(version);
      const Severity least = because.path == module.path ? Severity::critical : Severity::high;
      const auto stands = [&](const ReportedFinding& f) {
        return f.path == because.path && f.finding.span.line == because.line &&
               f.severity >= least && f.finding.breaks_on.contains(version);
      };
      const bool found = std::any_of(report.findings.begin(), report.findings.end(), stands) ||
                         std::any_of(report.already.begin(), report.already.end(), stands);
      EXPECT_TRUE(found) << module.name << " on " << version.str() << ": nothing at "
                         << because.path << ":" << because.line << " " << because.cause;
    }
  }

  static void expect_no_critical(const Report& report, const ModuleVerdict& module) {
    for (const ReportedFinding& f : report.findings) {
      if (f.path != module.path || f.severity < Severity::critical) continue;
      EXPECT_FALSE(f.finding.breaks_on.intersects(module.imports & report.target))
          << module.name << " imports, beside line " << f.finding.span.line << ": "
          << f.finding.symbol;
    }
  }

  const rulebook::Rulebook book_;
  const scan::ScanContext knowledge_;
  scan::ScanScratch bench_;
};

TEST_F(Agreement, HoldsForRecordedProjects) {
  for (const auto& entry :
       std::filesystem::directory_iterator(PYMOLT_SOURCE_DIR "/tests/project/projects")) {
    for (const SmallProject& project : read_projects(entry.path().string())) {
      SCOPED_TRACE(entry.path().filename().string() + ":" + std::to_string(project.line) + ": " +
                   project.title);
      Files files;
      for (const auto& [path, bytes] : project.files) files.emplace_back(path, bytes);
      expect_agreement(facts_of(files));
    }
  }
}

TEST_F(Agreement, HoldsForTheFixtures) {
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  for (const char* name : {"legacy_app", "service_py38"}) {
    SCOPED_TRACE(name);
    const std::vector<std::string> roots = {std::string(PYMOLT_SOURCE_DIR "/fixtures/") + name};
    expect_agreement(scan::scan_files(scan::find_files(roots, *disk), *disk, knowledge_, {}));
  }
}

TEST_F(Agreement, HoldsForAThousandThatNobodyWrote) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const Files files = Generator(seed).project();
    std::string said = "seed " + std::to_string(seed);
    for (const auto& [path, bytes] : files) said += "\n--- " + path + "\n" + bytes;
    SCOPED_TRACE(said);
    expect_agreement(facts_of(files));
    if (HasFailure()) return;
  }
}

// What is broken where the code comes from is told apart, and is no obstacle.
TEST_F(Agreement, LeavesAsideWhatWasBrokenBefore) {
  const VersionSet v313 = Version::of(3, 13);
  const std::vector<FileFacts> broken =
      facts_of({{"a.py", "import nothing.of_ours\nfrom b import gone\n"}, {"b.py", ""}});
  Report report = report_on(broken, v313);
  EXPECT_EQ(report.summary.verdict.at(Version::of(3, 13)), Decision::no_go);
  EXPECT_EQ(report.findings.size(), 1U);
  report = report_on(broken, v313, Version::of(3, 8));
  EXPECT_EQ(report.summary.verdict.at(Version::of(3, 13)), Decision::go);
  EXPECT_TRUE(report.findings.empty());
  ASSERT_EQ(report.already.size(), 1U);
  EXPECT_EQ(report.already[0].finding.rule, "import-failure");
  EXPECT_EQ(report.summary.already[3], 1U);
  EXPECT_EQ(report.summary.import.at(Version::of(3, 13)).ok, 1U);

  const std::vector<FileFacts> newly = facts_of({{"a.py", "import imp\n"}});
  EXPECT_EQ(report_on(newly, v313, Version::of(3, 11)).findings.size(), 1U);
  EXPECT_EQ(report_on(newly, v313, Version::of(3, 12)).already.size(), 1U);
  EXPECT_EQ(report_on(newly, v313, Version::of(3, 11) | v313).findings.size(), 1U)
      << "it works on one of them";
}

// An old fault takes down on 3.13 a module that did without it before: the fault is news.
TEST_F(Agreement, CountsAnOldFaultThatTakesMoreDown) {
  const std::vector<FileFacts> facts =
      facts_of({{"a.py", "import sys\nif sys.version_info >= (3, 12):\n    import b\n"},
                {"b.py", "raise ValueError\n"}});
  const Report report = report_on(facts, VersionSet(Version::of(3, 13)), Version::of(3, 8));
  EXPECT_EQ(report.findings.size(), 1U);
  EXPECT_TRUE(report.already.empty());
  EXPECT_EQ(report.summary.verdict.at(Version::of(3, 13)), Decision::no_go);
}

}  // namespace
}  // namespace pymolt::project
