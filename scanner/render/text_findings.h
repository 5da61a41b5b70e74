// Findings for a terminal: file by file, or a line each.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_TEXT_FINDINGS_H_
#define PYMOLT_RENDER_TEXT_FINDINGS_H_

#include <ostream>
#include <string>
#include <vector>

#include "render/renderer.h"
#include "render/shown_findings.h"

namespace pymolt::render {

/// Writes FINDINGS under the files they are in. Where there are more entries than the view shows, the most severe are
/// written, in the order of the report; returned is how many findings were left out.
[[nodiscard]] std::size_t write_by_file(const Report& report,
                                        const std::vector<const ReportedFinding*>& findings,
                                        const RenderOptions& options, std::ostream& out);

/// `path:line:column: severity [rule] message`, one line each; returned is how many were left out.
[[nodiscard]] std::size_t write_concise(const std::vector<const ReportedFinding*>& findings,
                                        const RenderOptions& options, std::ostream& out);

/// `path:line:column`, with the cell where it is in a notebook.
[[nodiscard]] std::string place_of(const ReportedFinding& reported, const RenderOptions& options);

/// The words of TEXT on at most LINES lines of COLUMNS columns, with `…` where they do not fit.
[[nodiscard]] std::vector<std::string> fitted(std::string_view text, int columns,
                                              std::size_t lines);

/// As many of ENTRIES as are wanted, for the most severe, in the order in which they came. GRAVITY is greater for what is
/// more severe.
template <typename Entry, typename Gravity>
std::vector<Entry> most_severe(std::vector<Entry> entries, std::size_t limit, Gravity gravity) {
  if (entries.size() <= limit) return entries;
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return gravity(entries[a]) > gravity(entries[b]);
  });
  order.resize(limit);
  std::sort(order.begin(), order.end());
  std::vector<Entry> kept;
  kept.reserve(limit);
  for (const std::size_t i : order) kept.push_back(std::move(entries[i]));
  return kept;
}

/// How many entries VIEW shows.
[[nodiscard]] std::size_t most_entries(const View& view);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_FINDINGS_H_
