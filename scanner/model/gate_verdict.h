// A gate: what a policy demands of the evidence for a migration, and what came of it.
// SPDX-License-Identifier: MIT
//
// settings/ reads a `Policy` from TOML, gate/ puts it beside the evidence and makes a `GateAnswer`, render/ and papers/
// show that. A criterion without evidence is never met.
#ifndef PYMOLT_MODEL_GATE_VERDICT_H_
#define PYMOLT_MODEL_GATE_VERDICT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/version.h"

namespace pymolt {

/// How a threshold is meant.
enum class Bound : std::uint8_t { at_least, at_most, equals };

/// One thing a policy demands.
struct Criterion {
  std::string name;
  std::vector<std::string> evidence;  // files or patterns, relative to the policy
  std::vector<std::string> baseline;
  std::string format;             // empty: the file tells
  std::optional<Version> python;  // what the evidence was made on, where the file does not say
  std::string measure;
  Bound bound = Bound::at_least;
  double threshold = 0;
  std::vector<std::string> key;      // columns that name a row of a table
  std::vector<std::string> columns;  // to compare; none: all that both tables have
  std::vector<std::string> select;   // rules or symbols that findings are counted of; none: all
  int line = 0;                      // in the policy
};

struct Policy {
  std::string file;    // as it was named
  std::string folder;  // absolute: what its paths are relative to
  std::string fence;   // what evidence must lie below; empty where the policy is not the tree's
  Version target;
  VersionSet from;
  std::optional<double> max_age_days;
  bool same_revision = false;  // evidence of another git revision is stale
  std::vector<Criterion> criteria;
  std::vector<std::string> rollback;    // triggers, in the policy's words, for the papers
  std::vector<std::string> monitoring;  // what to watch, in the policy's words
};

enum class Outcome : std::uint8_t { met, not_met, no_evidence };
[[nodiscard]] std::string_view name(Outcome outcome);

/// A file that a criterion rests on.
struct EvidenceFile {
  std::string path;    // as the policy names it
  std::string sha256;  // empty where it could not be read
  std::string date;    // 2026-11-30T04:00:00Z: its own time stamp, else the file's
};

/// Which lines with findings the tests ran, by a coverage report.
struct FindingsRun {
  std::uint32_t run = 0;
  std::uint32_t unknown = 0;  // the report does not have the file, or begins no statement there
  std::vector<std::string> not_run;  // `app/feed.py:12`, each once
};

struct CriterionAnswer {
  Criterion criterion;
  std::optional<double> measured;
  Outcome outcome = Outcome::no_evidence;
  std::string why;  // one line
  std::vector<std::string>
      details;  // what it comes from, a line each: failing tests, differing cells
  std::vector<EvidenceFile> evidence;
  std::optional<FindingsRun> findings_run;  // where the evidence is a coverage report
};

enum class GateVerdict : std::uint8_t { go, no_go, not_enough_evidence };
[[nodiscard]] std::string_view name(GateVerdict verdict);

struct GateAnswer {
  std::string policy;  // as it was named
  Version target;
  std::vector<CriterionAnswer> criteria;
  std::vector<std::string> rollback;
  std::vector<std::string> monitoring;

  [[nodiscard]] std::size_t count(Outcome outcome) const;
  /// Of a coverage report that may speak; null where there is none.
  [[nodiscard]] const FindingsRun* findings_run() const;
  /// No-go as soon as one criterion is not met; go when all are.
  [[nodiscard]] GateVerdict verdict() const;
};

/// `≥ 0.99`, `≤ 250`, `= 0`.
[[nodiscard]] std::string wanted(const Criterion& criterion);

/// The number in as few digits as tell it from every other: `0.99`, `1150`.
[[nodiscard]] std::string shortest(double value);
/// The number for people: six significant digits.
[[nodiscard]] std::string rounded(double value);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_GATE_VERDICT_H_
