// What an evidence file says, in one shape a family of formats: the readers make it, the measures are computed from it.
// SPDX-License-Identifier: MIT
//
// An `Evidence` that has a `problem` has no data: a file that is broken, too large or nothing that is known says so and is
// no evidence. Times are UTC; a time stamp without a zone is taken for UTC.
#ifndef PYMOLT_GATE_EVIDENCE_H_
#define PYMOLT_GATE_EVIDENCE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace pymolt::gate {

enum class Family : std::uint8_t {
  scan,
  tests,
  coverage,
  benchmarks,
  load,
  audit,
  warnings,
  tables,
  files
};

/// What became of a test.
enum class TestOutcome : std::uint8_t { passed, failed, skipped };

struct TestResults {
  struct Test {
    std::string id;  // class and name
    TestOutcome outcome = TestOutcome::passed;
  };
  std::vector<Test> tests;  // in the order of the file; an id may stand there more than once
};

struct CoverageResults {
  /// The statements of one file, each by its first line.
  struct File {
    std::vector<std::string> names;  // what it may be called: one for each folder of sources
    std::vector<std::uint32_t> run;
    std::vector<std::uint32_t> not_run;
  };
  double covered = 0;
  double lines = 0;
  double covered_branches = 0;
  double branches = 0;
  std::vector<File> files;
};

/// One benchmark: its median and, where the file has them, all its times. Seconds.
struct Benchmark {
  double median = 0;
  std::vector<double> samples;
};

struct BenchmarkResults {
  std::map<std::string, Benchmark> benchmarks;  // by full name
  std::set<std::string> failed;                 // that have no time because they failed
};

/// What a load test says; a value it does not say is missing. Times are milliseconds.
struct LoadResults {
  std::map<std::string, double, std::less<>>
      values;                // by measure: `p95-ms`, `error-rate`, `throughput`
  std::string missing_hint;  // how to make the tool say more
};

struct AuditResults {
  std::size_t packages = 0;                  // that were looked at
  std::vector<std::string> vulnerabilities;  // `name version: id`, distinct
  std::size_t ignored = 0;                   // vulnerabilities that the tool was told to ignore
  std::vector<std::string> skipped;          // packages that the tool could not look at
};

struct SeenWarning {
  std::string category;
  std::string message;
  std::string path;  // may be empty
  std::uint32_t line = 0;
  std::vector<std::pair<std::string, std::uint32_t>>
      callers;  // of an exception: the frames that led there
  auto operator<=>(const SeenWarning&) const = default;
};

struct WarningResults {
  std::vector<SeenWarning> warnings;  // of all categories, distinct
  bool ran = false;                   // the file shows that something was run
};

/// What `pymolt verify` says of each Python that it asked.
struct VerifyResults {
  struct Counts {
    std::uint32_t ok = 0;
    std::uint32_t of = 0;
    std::uint32_t unknown = 0;  // of these, where it gave no answer
  };
  struct File {
    std::string path;    // from the folder where it was asked, or below a root of it
    std::string sha256;  // empty where the answer has none
  };
  struct Said {
    std::string python;  // `3.13.0`
    std::map<std::string, Counts, std::less<>>
        counts;  // by measure: `compile-rate`, `import-rate`, `agreement-rate`
    std::size_t not_compared = 0;
  };
  std::vector<Said> pythons;
  std::vector<File> files;
};

using Data = std::variant<std::monostate, TestResults, CoverageResults, BenchmarkResults,
                          LoadResults, AuditResults, WarningResults, VerifyResults>;

struct Evidence {
  std::string path;       // as the policy names it, for people
  std::string real_path;  // where it is
  std::string format;     // `junit`, `k6` …
  std::string sha256;
  std::optional<std::int64_t> stamp;  // its own time stamp, seconds since 1970
  std::int64_t file_time = 0;         // the file's
  std::string python;                 // `3.13.1` as the file says; empty where it does not
  std::string revision;               // the git revision that the file says
  bool dirty = false;                 // it says that this revision had been changed
  std::string address;                // what a load test asked, as the file says
  std::string machine;             // what it was measured on, as the file says: `x86_64, Xeon …`
  std::vector<std::string> files;  // some files of the tree it is about; empty where it names none
  std::vector<std::string> remarks;  // what is worth saying though it can be read
  std::string problem;               // why it cannot be used; empty when it can
  Data data;

  [[nodiscard]] std::int64_t time() const { return stamp.value_or(file_time); }
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_EVIDENCE_H_
