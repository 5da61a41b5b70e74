// How a mistake is put into words.
// SPDX-License-Identifier: MIT
#include "base/result.h"

namespace pymolt {

std::string Mistake::str() const {
  std::string text = file;
  if (line > 0) {
    text += ':' + std::to_string(line);
    if (column > 0) text += ':' + std::to_string(column);
  }
  if (!text.empty()) text += ": ";
  text += message;
  if (!source_line.empty()) {
    const std::string number = std::to_string(line);
    text += "\n  " + number + " | " + source_line;
    if (column > 0) {
      text += "\n  " + std::string(number.size(), ' ') + " | ";
      text += std::string(static_cast<std::size_t>(column) - 1, ' ') + '^';
    }
  }
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace pymolt
