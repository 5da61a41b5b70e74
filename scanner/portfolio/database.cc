// One transaction, a savepoint a report, the indexes last: memory does not grow with the reports.
// SPDX-License-Identifier: MIT
#include "portfolio/database.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "scan/new_file.h"

namespace pymolt::portfolio {

namespace {

struct TableRow {
  const char* name;
  const char* columns;
  int count;
};

constexpr std::array kTables = {
    TableRow{"repositories",
             "name TEXT PRIMARY KEY, report_sha256 TEXT, revision TEXT, scanned_at TEXT, "
             "files_found INTEGER, files_scanned INTEGER, files_failed INTEGER",
             7},
    TableRow{"verdicts",
             "repository TEXT, version TEXT, verdict TEXT, compile_ok INTEGER, compile_of INTEGER, "
             "import_ok INTEGER, import_of INTEGER",
             7},
    TableRow{"findings",
             "repository TEXT, path TEXT, line INTEGER, \"column\" INTEGER, rule TEXT, symbol "
             "TEXT, severity TEXT, confidence TEXT, first_broken TEXT, last_broken TEXT, "
             "fingerprint TEXT, owner TEXT",
             12},
    TableRow{"modules", "repository TEXT, name TEXT, path TEXT", 3},
    TableRow{"module_imports", "repository TEXT, module TEXT, version TEXT, imports INTEGER", 4},
    TableRow{"dependencies", "repository TEXT, name TEXT, specifier TEXT, path TEXT, line INTEGER",
             5},
    TableRow{"dependency_verdicts", "repository TEXT, name TEXT, version TEXT, verdict TEXT", 4},
};

constexpr const char* kIndexes =
    "CREATE INDEX findings_by_repository ON findings(repository, severity);"
    "CREATE INDEX findings_by_symbol ON findings(symbol, rule);"
    "CREATE INDEX findings_by_owner ON findings(owner, severity);"
    "CREATE INDEX verdicts_by_version ON verdicts(version, verdict);"
    "CREATE INDEX modules_by_repository ON modules(repository, name);"
    "CREATE INDEX module_imports_by_version ON module_imports(version, imports, repository);"
    "CREATE INDEX dependencies_by_name ON dependencies(name);"
    "CREATE INDEX dependency_verdicts_by_version ON dependency_verdicts(version, verdict, name);";

void bind(sqlite3_stmt* statement, int at, const SqlValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, at, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, at);
  }
}

}  // namespace

Database::Database(std::string file)
    : file_(std::move(file)), beside_(file_ + scan::kBesideEnding) {}

Database::~Database() {
  for (sqlite3_stmt* insert : inserts_) sqlite3_finalize(insert);
  if (db_ == nullptr) return;
  sqlite3_close(db_);
  std::remove(beside_.c_str());
}

void Database::note() {
  if (wrong_.empty()) wrong_ = sqlite3_errmsg(db_);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) note();
}

Result<std::unique_ptr<Database>> Database::create(const std::string& file) {
  std::unique_ptr<Database> made(new Database(file));
  std::remove(made->beside_.c_str());  // what lies there, a link above all, is never opened
  constexpr int kHow =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const bool opened =
      sqlite3_open_v2(made->beside_.c_str(), &made->db_, kHow, nullptr) == SQLITE_OK;
  if (!opened) return Mistake{"cannot be written: " + std::string(sqlite3_errmsg(made->db_)), file};
  made->run(
      "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000; PRAGMA "
      "page_size=8192; BEGIN");
  for (const TableRow& table : kTables) {
    made->run(("CREATE TABLE " + std::string(table.name) + "(" + table.columns + ")").c_str());
    std::string sql = "INSERT INTO " + std::string(table.name) + " VALUES (?";
    for (int i = 1; i < table.count; ++i) sql += ",?";
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_prepare_v2(made->db_, (sql + ")").c_str(), -1, &insert, nullptr) != SQLITE_OK)
      made->note();
    made->inserts_.push_back(insert);
  }
  return made;
}

void Database::begin() { run("SAVEPOINT report"); }
void Database::keep() { run("RELEASE report"); }
void Database::drop() { run("ROLLBACK TO report; RELEASE report"); }

void Database::add(Table table, const std::vector<SqlValue>& row) {
  sqlite3_stmt* insert = inserts_[static_cast<std::size_t>(table)];
  if (insert == nullptr) return;
  for (std::size_t i = 0; i < row.size(); ++i) bind(insert, static_cast<int>(i) + 1, row[i]);
  if (sqlite3_step(insert) != SQLITE_DONE) note();
  sqlite3_reset(insert);
}

std::optional<Mistake> Database::finish() {
  run(kIndexes);
  run("COMMIT");
  for (sqlite3_stmt*& insert : inserts_) {
    sqlite3_finalize(insert);
    insert = nullptr;
  }
  if (wrong_.empty() && sqlite3_close(db_) == SQLITE_OK) {
    db_ = nullptr;
    std::error_code error;
    std::filesystem::rename(beside_, file_, error);
    if (!error) return std::nullopt;
    std::remove(beside_.c_str());
    wrong_ = error.message();
  }
  return Mistake{"cannot be written: " + wrong_, file_};
}

}  // namespace pymolt::portfolio
