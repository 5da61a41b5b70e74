// The line becomes cells, one a code point; the span chooses cells; a window of them is shown.
// SPDX-License-Identifier: MIT
#include "render/excerpt.h"

#include <algorithm>
#include <vector>

#include "render/text_width.h"

namespace pymolt::render {

namespace {

constexpr int kTab = 4;

struct Cell {
  std::string text;
  int begin = 0;  // its first column
  int width = 1;
  bool blank = false;
};

std::vector<Cell> cells_of(std::string_view source) {
  std::vector<Cell> cells;
  int column = 0;
  for (std::size_t at = 0; at < source.size();) {
    const Character character = character_at(source, at);
    Cell cell{std::string(source.substr(at, character.length)), column, 1, character.code == ' '};
    if (character.code == '\t') {
      cell.width = kTab - column % kTab;
      cell.text.assign(static_cast<std::size_t>(cell.width), ' ');
      cell.blank = true;
    } else if (!character.well_formed || acts_unseen(character.code)) {
      cell.text = spelled_out(character);
      cell.width = static_cast<int>(cell.text.size());
    } else {
      cell.width = width(character.code);
    }
    at += character.length;
    column += cell.width;
    cells.push_back(std::move(cell));
  }
  return cells;
}

struct Window {
  std::size_t begin;
  std::size_t end;
};

// As much of the line as fits, with FIRST in sight: from the line's start where that will do, else
// with a third of the room before it. A column at each cut end is kept for the mark that says so.
Window window_around(const std::vector<Cell>& cells, std::size_t first, int columns) {
  const auto end_of = [&](std::size_t i) { return cells[i].begin + cells[i].width; };
  if (cells.empty() || end_of(cells.size() - 1) <= columns) return {0, cells.size()};
  const std::size_t anchor = std::min(first, cells.size() - 1);
  Window window{0, cells.size()};
  if (end_of(anchor) > columns * 2 / 3) {
    const int left = cells[anchor].begin - columns / 3;
    while (window.begin < anchor && cells[window.begin].begin < left) ++window.begin;
  }
  const int room = columns - 1 - (window.begin > 0 ? 1 : 0);
  const int start = cells[window.begin].begin;
  while (window.end > window.begin + 1 && end_of(window.end - 1) - start > room) --window.end;
  if (window.begin > 0 && end_of(cells.size() - 1) - start <= columns - 1)
    window.end = cells.size();
  return window;
}

}  // namespace

Excerpt excerpt(std::string_view source, const Span& span, int columns) {
  const std::vector<Cell> cells = cells_of(source);
  const std::size_t first =
      std::min<std::size_t>(span.column - std::min(span.column, 1U), cells.size());
  std::size_t last =
      span.end_line > span.line ? cells.size() : span.end_column - std::min(span.end_column, 1U);
  last = std::clamp(last, first, cells.size());
  while (last > first + 1 && cells[last - 1].blank) --last;

  const Window window = window_around(cells, first, std::max(columns, 8));
  Excerpt shown;
  int cut = 0;
  if (window.begin > 0) {
    shown.line = "…";
    cut = cells[window.begin].begin - 1;
  }
  shown.mark_begin = shown.mark_end = std::string::npos;
  for (std::size_t i = window.begin; i < window.end; ++i) {
    if (i == first) shown.mark_begin = shown.line.size();
    shown.line += cells[i].text;
    if (i + 1 == last && last > first) shown.mark_end = shown.line.size();
  }
  shown.mark_begin = std::min(shown.mark_begin, shown.line.size());
  shown.mark_end = std::max(std::min(shown.mark_end, shown.line.size()), shown.mark_begin);
  if (last == first) shown.mark_end = shown.mark_begin;
  if (window.end < cells.size()) shown.line += "…";

  const auto column = [&](std::size_t i) {
    return i < cells.size() ? cells[i].begin
           : cells.empty()  ? 0
                            : cells.back().begin + cells.back().width;
  };
  shown.offset = column(first) - cut;
  shown.length = std::max(1, column(std::min(last, window.end)) - column(first));
  return shown;
}

}  // namespace pymolt::render
