// Where a line of Python leaves the text: in brackets, in a long string, or continued.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_LINE_STATE_H_
#define PYMOLT_SCAN_LINE_STATE_H_

#include <algorithm>
#include <string>
#include <string_view>

namespace pymolt::scan {

/// For texts that the lexer is not for: cells with magics, Cython. Lines are passed one after the other.
struct LineState {
  int depth = 0;
  char quote = '\0';  // of a long string
  bool continued = false;

  [[nodiscard]] bool begins_statement() const { return depth == 0 && quote == '\0' && !continued; }

  void pass(std::string_view line) {
    continued = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      const bool triple = (c == '"' || c == '\'') && line.substr(i, 3) == std::string(3, c);
      if (quote != '\0') {
        if (c == '\\') {
          ++i;
        } else if (triple && c == quote) {
          quote = '\0';
          i += 2;
        }
      } else if (c == '#') {
        return;
      } else if (triple) {
        quote = c;
        i += 2;
      } else if (c == '"' || c == '\'') {
        for (++i; i < line.size() && line[i] != c; ++i) i += line[i] == '\\' ? 1 : 0;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if (c == ')' || c == ']' || c == '}') {
        depth = std::max(0, depth - 1);
      } else if (c == '\\' && i + 1 == line.size()) {
        continued = true;
      }
    }
  }
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_LINE_STATE_H_
