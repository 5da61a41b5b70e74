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

constexpr std::size_t kMatrixFoldersShown = 8;
constexpr std::size_t kFoldersOfTwoBands = 4;
constexpr std::size_t kFoldersOfAll = 64;
constexpr int kLongestLabel = 40;

struct MatrixCell {
  std::string text;
  Ink ink = Ink::plain;
};

struct Row {
  std::string label;
  std::vector<MatrixCell> cells;  // one a column
  bool after_rule = false;        // a line is drawn above it
};

MatrixCell cell(const std::map<Version, Count>& counts, Version version) {
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
    return MatrixCell{std::string(name(decision(report, v))), ink(decision(report, v))};
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

int label_width_of(const std::vector<Row>& rows) {
  int width = 14;
  for (const Row& row : rows) width = std::max(width, display_width(row.label));
  return width;
}

// Columns that stand side by side, from `begin` up to `end`.
struct Band {
  std::size_t begin;
  std::size_t end;
  int width;  // of all of it
};

std::vector<Band> bands_of(const std::vector<int>& widths, int label_width, int width) {
  std::vector<Band> bands;
  for (std::size_t begin = 0; begin < widths.size(); begin = bands.back().end) {
    Band band{begin, begin, 2 + label_width};
    for (;
         band.end < widths.size() && (band.end == begin || band.width + widths[band.end] <= width);
         ++band.end)
      band.width += widths[band.end];
    bands.push_back(band);
  }
  return bands;
}

struct Matrix {
  std::vector<VersionSet> heads;
  std::vector<Row> rows;
  std::vector<int> widths;
  std::vector<Band> bands;
  int label_width = 0;

  Matrix(const Report& report, std::size_t folders_shown, int width) {
    const std::vector<FolderRow> folder_rows =
        folders_shown == 0 ? std::vector<FolderRow>() : folders(report, folders_shown);
    heads = columns(report, folder_rows);
    rows = rows_of(report, folder_rows, heads);
    widths = widths_of(rows, heads);
    label_width = label_width_of(rows);
    bands = bands_of(widths, label_width, width);
  }
};

void write_band(const Matrix& matrix, const Band& band, const Paint& paint, std::ostream& out) {
  std::string head = right("", 2 + matrix.label_width);
  for (std::size_t i = band.begin; i < band.end; ++i)
    head += right(matrix.heads[i].str(), matrix.widths[i]);
  out << paint(Ink::strong, head) << "\n";
  for (const Row& row : matrix.rows) {
    if (row.after_rule)
      out << "  " << paint(Ink::faint, std::string(static_cast<std::size_t>(band.width - 2), '-'))
          << "\n";
    out << "  " << left(row.label, matrix.label_width);
    for (std::size_t i = band.begin; i < band.end; ++i) {
      out << right("", matrix.widths[i] - display_width(row.cells[i].text))
          << paint(row.cells[i].ink, row.cells[i].text);
    }
    out << "\n";
  }
  out << "\n";
}

}  // namespace

// What would be repeated in every band is shorter the more there are: the whole is to be seen at a glance.
void write_matrix(const Report& report, const Paint& paint, int width, bool whole,
                  std::ostream& out) {
  if (report.target.size() < 2) return;
  Matrix matrix(report, whole ? kFoldersOfAll : kMatrixFoldersShown, width);
  if (!whole && matrix.bands.size() == 2) matrix = Matrix(report, kFoldersOfTwoBands, width);
  if (!whole && matrix.bands.size() > 2) matrix = Matrix(report, 0, width);
  const bool has_folders = !matrix.rows.front().after_rule;
  if (!has_folders) matrix.rows.front().after_rule = false;
  out << paint(Ink::strong, has_folders ? "Files that compile, by folder" : "By version") << "\n";
  for (const Band& band : matrix.bands) write_band(matrix, band, paint, out);
}

}  // namespace pymolt::render
