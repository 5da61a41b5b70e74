// Spools both sides, joins part by part, and keeps sums and the ten worst cells of what matches.
// SPDX-License-Identifier: MIT
#include "gate/compare_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "gate/documents.h"
#include "gate/evidence_table.h"
#include "gate/sample_statistics.h"
#include "gate/spool.h"
#include "model/gate_verdict.h"

namespace pymolt::gate {

namespace {

constexpr std::uint64_t kPartSize = std::uint64_t{16}
                                    << 20;  // of the file, for one part of its rows
constexpr std::size_t kMostParts = 256;
constexpr std::size_t kWorst = 10;
constexpr std::size_t kMostValues = 16'000'000;  // kept of a side for its percentiles: 128 MiB
constexpr const char* kTooMany = "has more than 16 million numbers, too many for their percentiles";
constexpr double kTiny = 1e-12;
constexpr double kTradingDays = 252;

// An integer is one key with and without a fraction of zeros: 1 and 1.0. Everything else is a text: 007, which begins with a
// zero, 1.10, which may be a version, 12e4, which may be the beginning of a hash.
std::string key_text(std::string_view cell) {
  std::string_view text = trimmed(cell);
  const std::size_t dot = text.find('.');
  const std::string_view digits =
      text.substr(text.starts_with('-') ? 1 : 0, dot - (text.starts_with('-') ? 1 : 0));
  const bool integer = !digits.empty() &&
                       digits.find_first_not_of("0123456789") == std::string_view::npos &&
                       (digits.front() != '0' || digits.size() == 1);
  const bool zeros = dot != std::string_view::npos && dot + 1 < text.size() &&
                     text.find_first_not_of('0', dot + 1) == std::string_view::npos;
  if (integer && zeros) text = text.substr(0, dot);
  return std::string(text == "-0" ? "0" : text);
}

// Where the key and the compared columns stand in one table.
struct Layout {
  std::vector<std::size_t> key;
  std::vector<std::size_t> columns;
};

// Finds the places of NAMES in TABLE; why they are not to be had, where they are not.
std::string find_places(const Table& table, const std::string& path,
                        const std::vector<std::string>& names, std::vector<std::size_t>& places) {
  for (const std::string& name : names) {
    if (std::ranges::count(table.columns(), name) > 1)
      return path + " has the column `" + name + "` twice";
    const auto place = table.column(name);
    if (!place) return path + " has no column `" + name + "`";
    places.push_back(*place);
  }
  return {};
}

// Without the key, or with a column that neither table has, nothing can be compared: no evidence. A column that one of
// them has only is a difference.
void lay_out(const Table& before, const Table& now, const Evidence& old_file,
             const Evidence& new_file, const TableQuestion& question, Layout& old_layout,
             Layout& new_layout, TableAnswer& answer) {
  answer.broken = find_places(before, old_file.path, question.key, old_layout.key);
  if (answer.broken.empty())
    answer.broken = find_places(now, new_file.path, question.key, new_layout.key);
  for (const std::string& name : question.columns) {
    if (answer.broken.empty() && !before.column(name) && !now.column(name))
      answer.broken = "neither table has the column `" + name + "`";
  }
  if (!answer.broken.empty()) return;
  answer.unlike = find_places(before, old_file.path, question.columns, old_layout.columns);
  if (answer.unlike.empty())
    answer.unlike = find_places(now, new_file.path, question.columns, new_layout.columns);
}

std::string spool_rows(Table& table, const Layout& layout, Spool& spool) {
  std::vector<std::string> cells;
  SpooledRow row;
  while (table.next(cells)) {
    row.key.clear();
    for (const std::size_t place : layout.key) {
      if (!row.key.empty()) row.key += '\x1f';
      row.key += key_text(cells[place]);
    }
    row.line = table.line();
    row.values.clear();
    for (const std::size_t place : layout.columns) row.values.push_back(value_of(cells[place]));
    if (!spool.add(row)) return "cannot be compared: there is no room for temporary files";
  }
  return table.problem();
}

std::string shown(std::string key) {
  std::ranges::replace(key, '\x1f', ',');
  return key;
}

// What one column adds up to over the matched rows.
struct Column {
  Moments before;
  Moments now;
  std::vector<double> old_values;  // where percentiles are asked for, and not too many
  std::vector<double> new_values;
  double worst_absolute = 0;
  double worst_relative = 0;
  bool any_number = false;
  std::string no_number;  // where a cell is no number, the first of the file
  std::uint64_t no_number_line = 0;
  std::string other_text;  // where two texts differ, the first of the file
  std::uint64_t other_text_line = 0;
};

struct Cell {
  double relative;
  std::string key;
  std::size_t column;
  double before;
  double now;
};

// Joins the parts of two spools.
class Join {
 public:
  Join(const TableQuestion& question, Spool& before, Spool& now)
      : question_(question), before_(before), now_(now), columns_(question.columns.size()) {}

  // False when the disk fails.
  bool part(std::size_t number) {
    std::unordered_map<std::string, SpooledRow> rows;
    std::unordered_set<std::string> extra;
    std::unordered_set<std::string> met;
    const bool first = before_.read(number, [&](SpooledRow& row) {
      if (rows.contains(row.key)) return twice("before", row);
      rows.emplace(row.key, row);
      return true;
    });
    if (!first || !unlike.empty()) return first;
    const bool second = now_.read(number, [&](SpooledRow& row) {
      const auto other = rows.find(row.key);
      if (!(other == rows.end() ? extra : met).insert(row.key).second) return twice("after", row);
      if (other != rows.end()) match(other->second, row);
      return true;
    });
    for (const auto& [key, row] : rows) {
      if (!met.contains(key)) note(missing_names, key, ++missing);
    }
    for (const std::string& key : extra) note(extra_names, key, ++extras);
    return second;
  }

  void answer(TableAnswer& answer) const;
  [[nodiscard]] bool is_text(std::size_t at) const;
  void judge_texts(TableAnswer& to) const;
  // Whether percentiles are asked for of more numbers than are kept.
  [[nodiscard]] bool has_too_many() const { return kept_ > kMostValues; }

  std::string unlike;
  std::uint64_t matched = 0;
  std::uint64_t missing = 0;
  std::uint64_t extras = 0;
  std::vector<std::string> missing_names;
  std::vector<std::string> extra_names;

 private:
  bool twice(const char* side, const SpooledRow& row) {
    unlike = "the key " + shown(row.key) + " stands twice in the table " + side + " (line " +
             std::to_string(row.line) + ")";
    return false;
  }

  // Keeps the least names, so that the answer does not hang on the order of the parts.
  static void note(std::vector<std::string>& names, const std::string& key, std::uint64_t) {
    names.insert(std::upper_bound(names.begin(), names.end(), key), key);
    if (names.size() > kWorst) names.pop_back();
  }

  void match(const SpooledRow& before, const SpooledRow& now) {
    ++matched;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const CellValue& a = before.values[i];
      const CellValue& b = now.values[i];
      const bool has_before = !std::isnan(a.number);
      const bool has_now = !std::isnan(b.number);
      columns_[i].any_number = columns_[i].any_number || has_before || has_now;
      if (has_before && has_now) {
        add(i, before.key, a, b);
      } else {
        note_text(columns_[i], a.rest != b.rest || has_before != has_now, before,
                  has_before ? now : before, has_before ? "after" : "before");
      }
    }
  }

  // Notes a cell of ROW that is no number.
  void note_text(Column& column, bool differs, const SpooledRow& before, const SpooledRow& row,
                 const char* side) {
    if (column.no_number.empty() || row.line < column.no_number_line) {
      column.no_number =
          " at key " + shown(row.key) + " " + side + " (line " + std::to_string(row.line) + ")";
      column.no_number_line = row.line;
    }
    if (differs && (column.other_text.empty() || before.line < column.other_text_line)) {
      column.other_text = " differs at key " + shown(before.key);
      column.other_text_line = before.line;
    }
  }

  void add(std::size_t i, const std::string& key, const CellValue& a, const CellValue& b) {
    Column& column = columns_[i];
    column.before.add(a.number);
    column.now.add(b.number);
    if (question_.percentiles && (kept_ += 1) <= kMostValues) {
      column.old_values.push_back(a.number);
      column.new_values.push_back(b.number);
    }
    const double apart = distance(a, b);
    const double relative = apart / std::max(std::fabs(a.number), kTiny);
    column.worst_absolute = std::max(column.worst_absolute, apart);
    column.worst_relative = std::max(column.worst_relative, relative);
    if (apart == 0) return;
    const Cell cell{relative, key, i, a.number, b.number};
    const auto is_worse = [](const Cell& x, const Cell& y) {
      return x.relative != y.relative ? x.relative > y.relative
                                      : std::tie(x.key, x.column) < std::tie(y.key, y.column);
    };
    if (worst_.size() == kWorst && !is_worse(cell, worst_.back())) return;
    worst_.insert(std::upper_bound(worst_.begin(), worst_.end(), cell, is_worse), cell);
    if (worst_.size() > kWorst) worst_.pop_back();
  }

  const TableQuestion& question_;
  Spool& before_;
  Spool& now_;
  std::vector<Column> columns_;
  std::vector<Cell> worst_;
  std::size_t kept_ = 0;
};

double sharpe(const Moments& moments) {
  return moments.mean() / moments.deviation() * std::sqrt(kTradingDays);
}

double mean_apart(const Column& column) {
  const double apart = std::fabs(column.now.mean() - column.before.mean());
  return apart == 0 ? 0 : apart / std::fabs(column.before.mean());
}

void put_greatest(TableAnswer& answer, const char* measure, double value) {
  const auto [place, is_new] = answer.values.emplace(measure, value);
  // NaN stays: what cannot be computed for one column cannot be told for all.
  if (!is_new && (std::isnan(value) || value > place->second)) place->second = value;
}

constexpr std::pair<const char*, double> kShares[] = {{"p50-relative-difference", 0.5},
                                                      {"p95-relative-difference", 0.95},
                                                      {"p99-relative-difference", 0.99},
                                                      {"p100-relative-difference", 1}};

void put_percentiles(TableAnswer& answer, std::vector<double> before, std::vector<double> now) {
  if (before.empty()) return;
  std::sort(before.begin(), before.end());
  std::sort(now.begin(), now.end());
  for (const auto& [measure, share] : kShares) {
    const double a = percentile(before, share);
    put_greatest(answer, measure,
                 std::fabs(percentile(now, share) - a) / std::max(std::fabs(a), kTiny));
  }
}

// Whether column AT holds text and was not asked for by name: its texts are compared, not its numbers.
bool Join::is_text(std::size_t at) const {
  return question_.columns_are_all && !columns_[at].any_number;
}

// What is to be said of columns that are not numbers throughout.
void Join::judge_texts(TableAnswer& to) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const std::string name = "column `" + question_.columns[i] + "`";
    if (column.no_number.empty()) continue;
    if (is_text(i) && column.other_text.empty()) {
      to.remarks.push_back(name + " holds no number and is the same in all matched rows");
    } else if (to.no_numbers.empty()) {
      to.no_numbers = is_text(i) ? "the text in " + name + column.other_text
                                 : "no number in " + name + column.no_number;
    }
  }
}

void Join::answer(TableAnswer& to) const {
  to.matched = matched;
  to.values["rows-missing"] = static_cast<double>(missing);
  to.values["rows-extra"] = static_cast<double>(extras);
  judge_texts(to);
  for (std::size_t i = 0; i < columns_.size() && to.no_numbers.empty(); ++i) {
    const Column& column = columns_[i];
    if (is_text(i)) continue;
    put_greatest(to, "max-absolute-difference", column.worst_absolute);
    put_greatest(to, "max-relative-difference", column.worst_relative);
    put_greatest(to, "sum-relative-difference",
                 std::fabs(column.now.sum() - column.before.sum()) /
                     std::max(std::fabs(column.before.sum()), kTiny));
    put_greatest(to, "mean-relative-difference", mean_apart(column));
    put_greatest(to, "sharpe-difference", std::fabs(sharpe(column.now) - sharpe(column.before)));
    put_percentiles(to, column.old_values, column.new_values);
  }
  for (const Cell& cell : worst_) {
    to.details.push_back(shown(cell.key) + " " + question_.columns[cell.column] + ": " +
                         shortest(cell.before) + " -> " + shortest(cell.now) + " (" +
                         rounded(cell.relative) + ")");
  }
  const auto list = [&to](const char* what, const std::vector<std::string>& names,
                          std::uint64_t all) {
    for (const std::string& name : names) to.details.push_back(what + shown(name));
    if (all > names.size())
      to.details.push_back("… and " + std::to_string(all - names.size()) + " more");
  };
  list("missing: ", missing_names, missing);
  list("extra: ", extra_names, extras);
}

// The question with its columns named: all that both tables have besides the key.
TableQuestion completed(const TableQuestion& question, const Table& before, const Table& now,
                        TableAnswer& answer) {
  TableQuestion whole = question;
  const auto is_key = [&](const std::string& name) {
    return std::ranges::find(question.key, name) != question.key.end();
  };
  const auto only = [&](const Table& here, const Table& there, const char* side) {
    for (const std::string& name : here.columns()) {
      if (!there.column(name) && !is_key(name))
        answer.remarks.push_back("column `" + name + "` only " + side);
    }
  };
  only(before, now, "before");
  only(now, before, "after");
  if (!question.columns.empty()) return whole;
  whole.columns_are_all = true;
  for (const std::string& name : before.columns()) {
    if (now.column(name) && !is_key(name)) whole.columns.push_back(name);
  }
  return whole;
}

}  // namespace

TableAnswer compare_tables(const Evidence& before, const Evidence& now,
                           const TableQuestion& question) {
  TableAnswer answer;
  Result<std::unique_ptr<Table>> old_table = Table::open(before.real_path, before.format);
  Result<std::unique_ptr<Table>> new_table = Table::open(now.real_path, now.format);
  if (!old_table) answer.broken = before.path + " " + old_table.mistake().message;
  if (old_table && !new_table) answer.broken = now.path + " " + new_table.mistake().message;
  if (!answer.broken.empty()) return answer;
  const TableQuestion whole = completed(question, **old_table, **new_table, answer);
  Layout old_layout;
  Layout new_layout;
  lay_out(**old_table, **new_table, before, now, whole, old_layout, new_layout, answer);
  if (!answer.broken.empty() || !answer.unlike.empty()) return answer;
  const std::uint64_t size = std::max((*old_table)->size(), (*new_table)->size());
  const std::size_t parts =
      std::min<std::size_t>(kMostParts, static_cast<std::size_t>(size / kPartSize) + 1);
  Spool old_rows(parts, whole.columns.size());
  Spool new_rows(parts, whole.columns.size());
  if (const std::string problem = spool_rows(**old_table, old_layout, old_rows); !problem.empty())
    answer.broken = before.path + " " + problem;
  if (!answer.broken.empty()) return answer;
  if (const std::string problem = spool_rows(**new_table, new_layout, new_rows); !problem.empty())
    answer.broken = now.path + " " + problem;
  if (!answer.broken.empty()) return answer;
  Join join(whole, old_rows, new_rows);
  for (std::size_t part = 0; part < parts && join.unlike.empty(); ++part) {
    if (!join.part(part))
      answer.broken = before.path + " cannot be compared: the disk for temporary files failed";
    if (!answer.broken.empty()) return answer;
  }
  if (join.has_too_many()) answer.broken = before.path + " " + kTooMany;
  if (!answer.broken.empty()) return answer;
  answer.unlike = join.unlike;
  if (!answer.unlike.empty()) return answer;
  if (join.matched + join.missing == 0) answer.broken = before.path + " has no row to compare with";
  if (!answer.broken.empty()) return answer;
  if (join.matched == 0) answer.unlike = "the tables have no key in common";
  join.answer(answer);
  answer.missing = join.missing;
  answer.extras = join.extras;
  return answer;
}

TableAnswer sum_up_table(const Evidence& evidence, const TableQuestion& question) {
  TableAnswer answer;
  Result<std::unique_ptr<Table>> table = Table::open(evidence.real_path, evidence.format);
  if (!table) answer.broken = evidence.path + " " + table.mistake().message;
  const auto place = table ? (*table)->column(question.columns.front()) : std::nullopt;
  if (table && !place)
    answer.broken = evidence.path + " has no column `" + question.columns.front() + "`";
  if (place && std::ranges::count((*table)->columns(), question.columns.front()) > 1)
    answer.broken = evidence.path + " has the column `" + question.columns.front() + "` twice";
  if (!answer.broken.empty()) return answer;
  std::vector<std::string> cells;
  std::vector<double> values;
  Moments sums;
  double least = std::numeric_limits<double>::infinity();
  double greatest = -least;
  while ((*table)->next(cells)) {
    const auto value = parse_number(cells[*place]);
    if (!value)
      answer.unlike = evidence.path + " has no number on line " + std::to_string((*table)->line());
    if (!value) return answer;
    sums.add(*value);
    least = std::min(least, *value);
    greatest = std::max(greatest, *value);
    if (question.percentiles && values.size() < kMostValues) values.push_back(*value);
  }
  const bool shares = question.percentiles && sums.count() > kMostValues;
  if (shares) answer.broken = evidence.path + " " + kTooMany;
  if (!(*table)->problem().empty()) {
    answer.broken = evidence.path + " " + (*table)->problem();
  } else if (sums.count() == 0) {
    answer.broken = evidence.path + " has no row";
  }
  if (!answer.broken.empty()) return answer;
  answer.values = {{"rows", static_cast<double>(sums.count())},
                   {"sum", sums.sum()},
                   {"mean", sums.mean()},
                   {"min", least},
                   {"max", greatest},
                   {"sharpe", sharpe(sums)}};
  if (question.percentiles) {
    std::sort(values.begin(), values.end());
    for (const auto& [measure, share] :
         {std::pair("p50", 0.5), std::pair("p95", 0.95), std::pair("p99", 0.99)})
      answer.values[measure] = percentile(values, share);
  }
  answer.matched = sums.count();
  return answer;
}

}  // namespace pymolt::gate
