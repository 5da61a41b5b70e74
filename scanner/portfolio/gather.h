// From the reports of many repositories to one portfolio, a report after the other.
// SPDX-License-Identifier: MIT
//
// What is kept of a report is a row and its part in the sums; its findings go to the database, where there is one. A report
// that is broken, or of another schema, leaves nothing behind but its name among `failed`.
#ifndef PYMOLT_PORTFOLIO_GATHER_H_
#define PYMOLT_PORTFOLIO_GATHER_H_

#include <map>
#include <string>
#include <utility>

#include "model/portfolio.h"
#include "portfolio/database.h"
#include "scan/disk.h"

namespace pymolt::portfolio {

/// What one report adds.
struct Contribution {
  PortfolioRow row;
  std::map<std::pair<std::string, std::string>, std::uint64_t>
      blocking;  // findings by symbol and rule
  std::map<std::string, VersionSet>
      dependencies;  // by name: on which versions one is known to fail
  std::map<std::string, SeveritySums> owners;
};

class Gatherer {
 public:
  /// DATABASE may be null; it and DISK must outlive this.
  Gatherer(const scan::Disk& disk, Database* database) : disk_(disk), database_(database) {}

  /// A report, or a folder whose `*.json` are reports.
  void add(const std::string& path);
  /// All there is to say, with the sums by owner where that is wished.
  [[nodiscard]] Portfolio sum(bool by_owner) const;

 private:
  void add_report(const std::string& file);
  void fail(const std::string& path, std::string message) {
    failed_.push_back({path, std::move(message)});
  }
  void merge(Contribution made);

  const scan::Disk& disk_;
  Database* database_;
  std::map<std::string, PortfolioRow> rows_;
  std::map<std::string, std::string> files_;  // by repository
  std::map<std::pair<std::string, std::string>, BlockingSymbol> blocking_;
  std::map<std::string, PortfolioDependency> dependencies_;
  std::map<std::string, PortfolioOwner> owners_;
  std::vector<FailedReport> failed_;
};

/// What changed since the portfolio in FILE, whose content is TEXT.
[[nodiscard]] Result<PortfolioProgress> progress_since(const std::string& file,
                                                       std::string_view text, const Portfolio& now);

}  // namespace pymolt::portfolio

#endif  // PYMOLT_PORTFOLIO_GATHER_H_
