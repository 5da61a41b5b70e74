// What the reports of many repositories say together: what `pymolt portfolio` shows.
// SPDX-License-Identifier: MIT
//
// portfolio/ makes it, render/ shows it. A row a repository, and sums over all of them; never the findings themselves.
#ifndef PYMOLT_MODEL_PORTFOLIO_H_
#define PYMOLT_MODEL_PORTFOLIO_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/report.h"

namespace pymolt {

using SeveritySums = std::array<std::uint64_t, 4>;  // by severity

struct PortfolioRow {
  std::string name;
  std::map<Version, Decision> verdict;
  std::map<Version, Count> compile;
  std::map<Version, Count> import;
  SeveritySums findings = {};
};

/// What is critical or high in repositories, by rule and symbol.
struct BlockingSymbol {
  std::string symbol;
  std::string rule;
  std::uint64_t repositories = 0;
  std::uint64_t findings = 0;
};

struct PortfolioDependency {
  std::string name;
  std::uint64_t repositories = 0;       // that declare it
  std::map<Version, std::uint64_t> no;  // of them, where it is known not to work
};

struct PortfolioOwner {
  std::string owner;  // empty: what nobody owns
  std::uint64_t repositories = 0;
  SeveritySums findings = {};
};

struct FailedReport {
  std::string path;
  std::string message;
};

/// A repository whose verdict or findings are not those of the earlier portfolio.
struct PortfolioChange {
  std::string name;
  std::map<Version, std::pair<Decision, Decision>> verdict;  // before and now, where they differ
  std::int64_t findings = 0;                                 // more than before; less than 0: fewer
};

struct PortfolioProgress {
  std::string file;
  std::map<Version, std::pair<std::uint64_t, std::uint64_t>>
      go;  // repositories that may go: before and now
  std::vector<PortfolioChange> changed;
  std::vector<std::string> added;
  std::vector<std::string> gone;
};

struct Portfolio {
  std::vector<PortfolioRow> repositories;         // by name
  std::vector<BlockingSymbol> blocking;           // most repositories first
  std::vector<PortfolioDependency> dependencies;  // those that block most first
  std::vector<PortfolioOwner> owners;             // most critical first; empty where nobody asked
  std::vector<FailedReport> failed;               // in the order in which they were met
  std::optional<PortfolioProgress> progress;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_PORTFOLIO_H_
