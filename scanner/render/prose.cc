// Greedy line breaking at spaces, by columns of a terminal and not by bytes.
// SPDX-License-Identifier: MIT
#include "render/prose.h"

#include <algorithm>

#include "render/text_width.h"

namespace pymolt::render {

namespace {

std::string spaces(int columns) {
  return std::string(static_cast<std::size_t>(std::max(columns, 0)), ' ');
}

}  // namespace

std::vector<std::string> wrapped(std::string_view visible_text, int columns) {
  std::vector<std::string> lines;
  int used = 0;
  for (std::size_t at = 0; at < visible_text.size();) {
    const std::size_t end = std::min(visible_text.find(' ', at), visible_text.size());
    const std::string_view word = visible_text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const int wide = display_width(word);
    if (lines.empty() || used + 1 + wide > columns) {
      lines.emplace_back(word);
      used = wide;
    } else {
      lines.back().append(" ").append(word);
      used += 1 + wide;
    }
  }
  return lines;
}

std::string right(std::string_view visible_text, int columns) {
  return spaces(columns - display_width(visible_text)).append(visible_text);
}

std::string left(std::string_view visible_text, int columns) {
  return std::string(visible_text) + spaces(columns - display_width(visible_text));
}

}  // namespace pymolt::render
