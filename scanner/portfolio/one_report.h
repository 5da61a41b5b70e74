// One report of a repository: what it adds to the sums, and its rows in the database.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PORTFOLIO_ONE_REPORT_H_
#define PYMOLT_PORTFOLIO_ONE_REPORT_H_

#include <nlohmann/json.hpp>
#include <string>

#include "history/json_file.h"
#include "portfolio/gather.h"
#include "scan/code_owners.h"

namespace pymolt::portfolio {

/// Handed a report part by part; what is wrong with it is in `wrong`.
class OneReport {
 public:
  /// NAME holds unless the report has one of its own. DATABASE may be null.
  OneReport(std::string name, const scan::CodeOwners& owners, Database* database);

  [[nodiscard]] static bool is_asked(std::string_view section);
  /// False when there is no sense in reading on.
  [[nodiscard]] bool take(const std::string& section, const nlohmann::json& value);
  /// The end: writes the row of the repository. DIGEST is the file's SHA-256.
  void finish(const std::string& digest);

  [[nodiscard]] const std::string& wrong() const { return wrong_; }
  [[nodiscard]] Contribution& made() { return made_; }

 private:
  void take_name(std::string name);
  void take_schema(const nlohmann::json& value);
  void take_summary(const history::Field& summary);
  void take_finding(const history::Field& finding);
  void take_module(const history::Field& module);
  void take_dependency(const history::Field& dependency);
  void put(Table table, std::vector<SqlValue> row);

  Contribution made_;
  const scan::CodeOwners& owners_;
  Database* database_;
  SqlValue revision_;
  SqlValue scanned_at_;
  std::map<std::string, std::int64_t> files_;  // found, scanned, failed
  bool has_schema_ = false;
  bool has_summary_ = false;
  bool has_rows_ = false;  // under the name it had by then
  std::string wrong_;
};

}  // namespace pymolt::portfolio

#endif  // PYMOLT_PORTFOLIO_ONE_REPORT_H_
