// From the last statement to the first, so that an edit moves none that is still to come.
// SPDX-License-Identifier: MIT
#include "fix/configuration_edits.h"

#include <algorithm>

namespace pymolt::fix {

bool is_against(const VersionStatement& statement, VersionSet target) {
  return statement.pins && !(target - statement.versions).empty();
}

namespace {

// Whether the file PATH with TEXT states, where ROW stands, what allows TARGET, and fails in nothing that it did not before.
bool allows(std::string_view path, std::string_view text, const ConfigurationRow& row,
            VersionSet target, const scan::ScanContext& context) {
  const inventory::Reading read = context.readers.read({path, text});
  if (read.failed) return false;
  return std::ranges::any_of(read.facts.statements, [&](const VersionStatement& now) {
    return now.kind == row.statement.kind && now.span.line == row.statement.span.line &&
           !is_against(now, target);
  });
}

}  // namespace

Fixed fix_statements(std::string_view path, std::string_view bytes,
                     std::vector<const ConfigurationRow*> rows, VersionSet target,
                     const scan::ScanContext& context) {
  Fixed fixed;
  fixed.bytes = bytes;
  std::ranges::stable_sort(rows, std::greater<>(), [](const ConfigurationRow* row) {
    return row->statement.bytes.begin;
  });
  std::size_t end = bytes.size();  // of what no edit has touched
  for (const ConfigurationRow* row : rows) {
    const VersionStatement& statement = row->statement;
    if (!is_against(statement, target)) continue;
    const auto leave = [&](const char* why) {
      Left left;
      left.rule = "configuration";
      left.symbol = statement.stated;
      left.line = statement.span.line;
      left.why = why;
      fixed.left.push_back(std::move(left));
    };
    const bool is_in_place = statement.bytes.begin < statement.bytes.end &&
                             statement.bytes.end <= end;
    if (row->instead.empty() || !is_in_place || row->instead.find('\n') != std::string::npos) {
      leave("one edit of a line is not enough");
      continue;
    }
    std::string text = fixed.bytes;
    text.replace(statement.bytes.begin, statement.bytes.end - statement.bytes.begin, row->instead);
    if (!allows(path, text, *row, target, context)) {
      leave("the file would not allow the target by it");
      continue;
    }
    fixed.bytes = std::move(text);
    end = statement.bytes.begin;
    Fix made;
    made.rule = "configuration";
    made.symbol = statement.stated;
    made.line = statement.span.line;
    made.at = statement.bytes.begin;
    fixed.made.push_back(std::move(made));
  }
  return fixed;
}

}  // namespace pymolt::fix
