// Two tables, before and after, matched by key columns: how far their numbers are apart, and which rows one side lacks.
// SPDX-License-Identifier: MIT
//
// Memory is bounded whatever the size of the files: rows go into parts by the hash of their key (spool.h), and one part of
// both sides is joined at a time. Relative means |a − b| / max(|a|, 1e-12) with a before.
#ifndef PYMOLT_GATE_COMPARE_TABLES_H_
#define PYMOLT_GATE_COMPARE_TABLES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gate/evidence.h"

namespace pymolt::gate {

struct TableQuestion {
  std::vector<std::string> key;
  std::vector<std::string> columns;  // none: all that both have
  bool percentiles = false;          // all values are kept, for their percentiles
  bool columns_are_all = false;      // they were not named: a column of text is compared as text
  auto operator<=>(const TableQuestion&) const = default;
};

struct TableAnswer {
  std::string broken;      // a file that cannot be read: no evidence
  std::string unlike;      // why the tables cannot be compared as they should: not met
  std::string no_numbers;  // why numbers cannot be compared, though rows can
  std::map<std::string, double, std::less<>> values;  // by measure; where `unlike` is empty
  std::uint64_t matched = 0;
  std::uint64_t missing = 0;         // rows that only the table before has
  std::uint64_t extras = 0;          // rows that only the table after has
  std::vector<std::string> remarks;  // columns on one side only, columns of text
  std::vector<std::string> details;  // the worst cells, rows missing and extra
};

[[nodiscard]] TableAnswer compare_tables(const Evidence& before, const Evidence& now,
                                         const TableQuestion& question);

/// What one column of one table adds up to: `max`, `mean`, `sum`, `p95` …; the column is the only one of the question.
[[nodiscard]] TableAnswer sum_up_table(const Evidence& table, const TableQuestion& question);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_COMPARE_TABLES_H_
