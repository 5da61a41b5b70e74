// Line by line: a backslash at its end ties a line to the next.
// SPDX-License-Identifier: MIT
#include "scan/line_suppressions.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "checks/suppressions.h"

namespace pymolt::scan {

namespace {

struct Row {
  std::string_view text;
  std::size_t comment = std::string_view::npos;  // where one begins that speaks to pymolt
};

std::size_t comment_at(std::string_view line) {
  const std::size_t named = line.find("pymolt");
  if (named == std::string_view::npos) return named;
  for (std::size_t hash = line.find('#'); hash != std::string_view::npos && hash < named;
       hash = line.find('#', hash + 1)) {
    if (hash == 0 || line[hash - 1] == ' ' || line[hash - 1] == '\t') return hash;
  }
  return std::string_view::npos;
}

std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    rows.push_back({line, comment_at(line)});
  }
  return rows;
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos || line[first] == '#';
}

// The lines, from 0, that the comment on line AT speaks of.
std::pair<std::size_t, std::size_t> lines_of(const std::vector<Row>& rows, std::size_t at) {
  std::size_t first = at;
  const bool alone = is_blank_or_comment(rows[at].text);
  while (alone && first < rows.size() && is_blank_or_comment(rows[first].text)) ++first;
  std::size_t last = first;
  while (last + 1 < rows.size() && rows[last].text.ends_with('\\')) ++last;
  while (!alone && first > 0 && rows[first - 1].text.ends_with('\\')) --first;
  return {first, last};
}

}  // namespace

std::vector<Suppression> read_line_suppressions(std::string_view text) {
  std::vector<Suppression> made;
  if (text.find("pymolt") == std::string_view::npos) return made;
  const std::vector<Row> rows = rows_of(text);
  std::size_t words = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].comment == std::string_view::npos) continue;
    auto request = checks::read_ignore_comment(rows[i].text.substr(rows[i].comment));
    if (!request || !request->trouble.empty()) continue;
    words += std::max<std::size_t>(1, request->words.size());
    if (words > checks::kMostWordsOfFile) break;
    const auto [first, last] = lines_of(rows, i);
    made.push_back({request->whole_file, static_cast<std::uint32_t>(first + 1),
                    static_cast<std::uint32_t>(last + 1), std::move(request->words),
                    static_cast<std::uint32_t>(i + 1)});
  }
  return made;
}

}  // namespace pymolt::scan
