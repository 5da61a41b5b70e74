// How a mistake is put into words.
// SPDX-License-Identifier: MIT
#include "base/result.h"

#include "base/visible.h"

namespace pymolt {

namespace {

// Each character in one column, so that the caret stands right; of a very long line the beginning.
std::string shown_line(std::string_view line) {
  constexpr std::size_t kLongest = 300;
  std::string text;
  for (std::size_t at = 0; at < line.size() && at < kLongest;) {
    const Character character = character_at(line, at);
    const bool shown = character.well_formed && !acts_unseen(character.code);
    text += shown ? std::string(line.substr(at, character.length)) : "?";
    at += character.length;
  }
  return line.size() > kLongest ? text + "…" : text;
}

}  // namespace

std::string Mistake::str() const {
  std::string text = visible(file);
  if (!file.empty() && line > 0) {
    text += ':' + std::to_string(line);
    if (column > 0) text += ':' + std::to_string(column);
  }
  if (!text.empty()) text += ": ";
  text += visible(message);
  if (!source_line.empty()) {
    // What has no file, an option's value say, has no line number either.
    const std::string margin = file.empty() ? "  " : "  " + std::to_string(line) + " | ";
    text += '\n' + margin + shown_line(source_line);
    if (column > 0) {
      std::string blank(margin.size() + static_cast<std::size_t>(column) - 1, ' ');
      if (!file.empty()) blank[margin.size() - 2] = '|';
      text += '\n' + blank + '^';
    }
  }
  if (!hint.empty()) text += "\n  " + visible_lines(hint);
  return text;
}

}  // namespace pymolt
