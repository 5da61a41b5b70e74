// Cells first, then as many columns side by side as fit; the rest below, under the same labels.
// SPDX-License-Identifier: MIT
#include "render/text_matrix.h"

#include <algorithm>
#include <string>
#include <vector>

#include "render/prose.h"
#include "render/statistics.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kFoldersShown = 8;
constexpr std::size_t kFoldersOfAll = 64;
constexpr int kLongestLabel = 40;

struct Cell {
  std::string text;
  Ink ink = Ink::plain;
};

struct Row {
  std::string label;
  std::vector<Cell> cells;  // one a column
  bool after_rule = false;  // a line is drawn above it
};

Cell cell(const std::map<Version, Count>& counts, Version version) {
  const auto found = counts.find(version);
  if (found == counts.end()) return {"not analysed", Ink::faint};
  const Count& count = found->second;
  if (count.of == 0) return {"-", Ink::faint};
  std::string text = std::to_string(count.ok) + "/" + std::to_string(count.of);
  if (count.unknown > 0) text += " ?" + std::to_string(count.unknown);
  if (count.ok == count.of) return {text, Ink::green};
  return {text, count.ok + count.unknown == count.of ? Ink::yellow : Ink::red};
}

std::string shortened(std::string_view folder) {
  std::string label = visible(folder);
  if (display_width(label) <= kLongestLabel) return label;
  std::size_t cut = label.size() - kLongestLabel + 3;
  while ((static_cast<unsigned char>(label[cut]) & 0xC0U) == 0x80U) ++cut;
  return "…" + label.substr(cut);
}

std::vector<Row> rows_of(const Report& report, const std::vector<FolderRow>& folders,
                         const std::vector<VersionSet>& columns) {
  std::vector<Row> rows;
  const auto add = [&](std::string label, bool after_rule, auto cell_of) {
    rows.push_back({std::move(label), {}, after_rule});
    for (const VersionSet& column : columns) rows.back().cells.push_back(cell_of(column.oldest()));
  };
  for (const FolderRow& folder : folders) {
    add(shortened(folder.folder), false, [&](Version v) { return cell(folder.compile, v); });
  }
  add("files compile", true, [&](Version v) { return cell(report.summary.compile, v); });
  add("modules import", false, [&](Version v) { return cell(report.summary.import, v); });
  add("verdict", false, [&](Version v) {
    return Cell{std::string(name(decision(report, v))), ink(decision(report, v))};
  });
  return rows;
}

std::vector<int> widths_of(const std::vector<Row>& rows, const std::vector<VersionSet>& columns) {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    int width = display_width(columns[i].str());
    for (const Row& row : rows) width = std::max(width, display_width(row.cells[i].text));
    widths.push_back(width + 3);
  }
  return widths;
}

}  // namespace

void write_matrix(const Report& report, const Paint& paint, int width, bool whole,
                  std::ostream& out) {
  if (report.target.size() < 2) return;
  const std::vector<FolderRow> folder_rows = folders(report, whole ? kFoldersOfAll : kFoldersShown);
  const std::vector<VersionSet> heads = columns(report, folder_rows);
  const std::vector<Row> rows = rows_of(report, folder_rows, heads);
  const std::vector<int> widths = widths_of(rows, heads);
  int label_width = 14;
  for (const Row& row : rows) label_width = std::max(label_width, display_width(row.label));

  out << paint(Ink::strong, "Files that compile, by folder") << "\n";
  for (std::size_t begin = 0, end = 0; begin < heads.size(); begin = end) {
    int used = 2 + label_width;
    std::string head = right("", used);
    for (end = begin; end < heads.size() && (end == begin || used + widths[end] <= width); ++end) {
      head += right(heads[end].str(), widths[end]);
      used += widths[end];
    }
    out << paint(Ink::strong, head) << "\n";
    for (const Row& row : rows) {
      if (row.after_rule)
        out << "  " << paint(Ink::faint, std::string(static_cast<std::size_t>(used - 2), '-'))
            << "\n";
      out << "  " << left(row.label, label_width);
      for (std::size_t i = begin; i < end; ++i) {
        out << right("", widths[i] - display_width(row.cells[i].text))
            << paint(row.cells[i].ink, row.cells[i].text);
      }
      out << "\n";
    }
    out << "\n";
  }
}

}  // namespace pymolt::render
