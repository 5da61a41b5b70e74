// Measures of tables; a pair of files is compared once, however many criteria ask about it.
// SPDX-License-Identifier: MIT
#include <cmath>

#include "gate/compare_tables.h"
#include "gate/measures.h"

namespace pymolt::gate {

namespace {

Measured measured_from(const TableAnswer& answer, std::string_view value, const std::string& unit) {
  Measured measured;
  measured.no_evidence = answer.broken;
  measured.details = answer.details;
  measured.unlike = answer.unlike;
  if (!answer.broken.empty() || !answer.unlike.empty()) return measured;
  const auto found = answer.values.find(value);
  const bool known = found != answer.values.end() && std::isfinite(found->second);
  if (!known)
    measured.unlike = answer.no_numbers.empty()
                          ? "it cannot be computed: there are too few rows, or nothing varies"
                          : answer.no_numbers;
  if (!known) return measured;
  measured.value = found->second;
  measured.why = rounded(found->second) + " over " + std::to_string(answer.matched) + unit;
  const auto only = [&measured](std::uint64_t rows, const char* side) {
    if (rows > 0) measured.why += "; " + counted(rows, "row") + " only " + side;
  };
  only(answer.missing, "before");
  only(answer.extras, "after");
  for (const std::string& remark : answer.remarks) measured.why += "; " + remark;
  return measured;
}

}  // namespace

Measured measure_tables(const MeasureInput& input) {
  if (input.criterion.key.empty())
    return no_evidence("the criterion names no key: add key = [\"date\"]");
  if (input.now.size() != 1 || input.before.size() != 1)
    return no_evidence("tables are compared one with one: name one file for each side");
  // `p95-relative-difference`
  const TableQuestion question{input.criterion.key, input.criterion.columns,
                               input.criterion.measure.starts_with('p')};
  const auto [place, is_new] = input.tables.try_emplace(
      {input.before.front().real_path, input.now.front().real_path, question});
  if (is_new) place->second = compare_tables(input.before.front(), input.now.front(), question);
  const TableAnswer& answer = place->second;
  const bool needs_columns = !input.criterion.measure.starts_with("rows-");
  Measured measured = measured_from(answer, input.criterion.measure,
                                    answer.matched == 1 ? " matched row" : " matched rows");
  if (needs_columns && measured.unlike.starts_with("it cannot") && answer.values.size() == 2 &&
      measured.no_evidence.empty()) {
    measured.unlike = "the tables have no column of numbers in common";
  }
  return measured;
}

Measured measure_column(const MeasureInput& input) {
  if (input.criterion.columns.size() != 1)
    return no_evidence("the criterion must name one column: columns = [\"memory\"]");
  if (input.now.size() != 1)
    return no_evidence("one table can be summed up: the evidence is " +
                       counted(input.now.size(), "file"));
  const TableAnswer answer =
      sum_up_table(input.now.front(),
                   {{}, input.criterion.columns, input.criterion.measure.starts_with("column.p")});
  return measured_from(answer, std::string_view(input.criterion.measure).substr(7),
                       answer.matched == 1 ? " row" : " rows");
}

}  // namespace pymolt::gate
