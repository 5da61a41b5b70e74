// The papers of a migration, filled from facts and the policy: assessment, plan, checklist, rollout, decision.
// SPDX-License-Identifier: MIT
//
// Nothing is invented: people, dates and windows are left blank for people to fill in, and what is not known is an open
// question. Risk and confidence follow a rule that stands in the paper.
#ifndef PYMOLT_PAPERS_PAPERS_H_
#define PYMOLT_PAPERS_PAPERS_H_

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/gate_verdict.h"
#include "model/plan.h"
#include "model/report.h"
#include "papers/document.h"
#include "scan/code_owners.h"

namespace pymolt::papers {

/// What a paper is made from. Everything is borrowed.
struct Facts {
  const Report& report;  // asked for the one version `target`
  const Plan& plan;
  const GateAnswer* gate;  // null where there is no policy
  const scan::CodeOwners& owners;
  Version target;
  std::string
      part;  // the paths that the report is about, where they are not the policy's whole tree
  std::string date;          // 2026-11-30
  std::string revision;      // may be empty
  std::string support_ends;  // of the target: `2029-10`; may be empty
  std::string origin_ends;   // ` That of Python 2.7 ended: 2020-01-01.`; may be empty
};

struct Paper {
  std::string_view kind;
  Document (*make)(const Facts& facts);
};

[[nodiscard]] std::span<const Paper> papers();

enum class Level : std::uint8_t { low, medium, high };
[[nodiscard]] std::string_view name(Level level);

/// A level, by a written rule, and what decided it.
struct Judgement {
  Level level = Level::low;
  std::vector<std::string> because;
};
[[nodiscard]] Judgement risk(const Facts& facts);
[[nodiscard]] Judgement confidence(const Facts& facts);

/// Which lines with findings the tests run; null where no coverage report says.
[[nodiscard]] const FindingsRun* findings_run(const Facts& facts);

/// Everything that is not known, a line each.
[[nodiscard]] std::vector<std::string> open_questions(const Facts& facts);

// Sections that several papers share.
[[nodiscard]] Section summary_section(const Facts& facts);
[[nodiscard]] Section inventory_section(const Facts& facts);
[[nodiscard]] Section gate_section(const Facts& facts, const std::string& title);
[[nodiscard]] Section questions_section(const Facts& facts);
[[nodiscard]] Section phases_section(const Facts& facts);
[[nodiscard]] Section rollback_section(const Facts& facts);
[[nodiscard]] Section monitoring_section(const Facts& facts);
[[nodiscard]] Section findings_section(const Facts& facts);
[[nodiscard]] Section dependencies_section(const Facts& facts);
/// What is to be done about a dependency for TARGET: `raise to 2.1.0 or later`, `nothing`.
[[nodiscard]] std::string to_do(const DependencyRow& row, Version target);
/// The steps of `pymolt plan` as a table, added to SECTION.
void write_steps(const Facts& facts, Section& section);
/// A table of bounded length, added to BLOCKS; what is beyond is counted.
void add_table(std::vector<std::vector<std::string>> rows, std::vector<Block>& blocks);
/// What REPORT does not count among its findings, by whose word; empty where there is nothing.
[[nodiscard]] std::string hidden_words(const Report& report);
/// A section for people: a title and blanks.
[[nodiscard]] Section blank(const std::string& title, std::vector<std::string> lines);

/// A box for a criterion, ticked when it is met, with its source.
[[nodiscard]] Box box_of(const CriterionAnswer& answer);
/// `75 of 75 files compile`; of what there is none it says so.
[[nodiscard]] std::string rate_words(const Count& count, std::string_view noun,
                                     std::string_view verb);

}  // namespace pymolt::papers

#endif  // PYMOLT_PAPERS_PAPERS_H_
