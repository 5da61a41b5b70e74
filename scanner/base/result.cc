// How a mistake is put into words.
// SPDX-License-Identifier: MIT
#include "base/result.h"

namespace pymolt {

std::string Mistake::str() const {
  std::string text = file;
  if (!file.empty() && line > 0) {
    text += ':' + std::to_string(line);
    if (column > 0) text += ':' + std::to_string(column);
  }
  if (!text.empty()) text += ": ";
  text += message;
  if (!source_line.empty()) {
    // What has no file, an option's value say, has no line number either.
    const std::string margin = file.empty() ? "  " : "  " + std::to_string(line) + " | ";
    text += '\n' + margin + source_line;
    if (column > 0) {
      std::string blank(margin.size() + static_cast<std::size_t>(column) - 1, ' ');
      if (!file.empty()) blank[margin.size() - 2] = '|';
      text += '\n' + blank + '^';
    }
  }
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace pymolt
