// The portfolio as an SQLite file: one row a finding, a module, a dependency, for anyone to ask with SQL.
// SPDX-License-Identifier: MIT
//
// The tables are a contract (README.md, *Many repositories*). The file is written beside its place and put there when it is
// whole. A report is added between `begin` and `keep`; `drop` takes back all of one that turns out to be broken.
#ifndef PYMOLT_PORTFOLIO_DATABASE_H_
#define PYMOLT_PORTFOLIO_DATABASE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pymolt::portfolio {

/// Nothing is NULL.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string>;

enum class Table : std::uint8_t {
  repositories,
  verdicts,
  findings,
  modules,
  module_imports,
  dependencies,
  dependency_verdicts
};

class Database {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Database>> create(const std::string& file);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void begin();
  void add(Table table, const std::vector<SqlValue>& row);
  void keep();
  void drop();
  /// Makes the indexes and puts the file in its place; what went wrong at any time, if anything.
  [[nodiscard]] std::optional<Mistake> finish();

 private:
  explicit Database(std::string file);
  void run(const char* sql);
  void note();

  std::string file_;
  std::string beside_;
  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> inserts_;
  std::string wrong_;
};

}  // namespace pymolt::portfolio

#endif  // PYMOLT_PORTFOLIO_DATABASE_H_
