// A line is looked at where a statement begins: within brackets, a long string or a continued line `%` is an operator.
// SPDX-License-Identifier: MIT
#include "scan/magics.h"

#include <algorithm>
#include <array>

#include "scan/line_state.h"

namespace pymolt::scan {

namespace {

// Magics whose cell, or whose rest of the line, is Python that runs.
constexpr std::array<std::string_view, 8> kRunPython = {"time",  "timeit", "capture", "prun",
                                                        "memit", "python", "python3", "pypy"};

bool runs_python(std::string_view name) {
  return std::find(kRunPython.begin(), kRunPython.end(), name) != kRunPython.end();
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(0, end);
}

std::string_view without_comment_and_blanks(std::string_view line) {
  const std::size_t end = line.find_last_not_of(" \t\r");
  return end == std::string_view::npos ? std::string_view() : line.substr(0, end + 1);
}

// `name = ` at the start of LINE, when a magic or a shell line follows it; its size, else 0.
std::size_t assignment_before_magic(std::string_view line) {
  std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos || !is_word(line[at]) || (line[at] >= '0' && line[at] <= '9'))
    return 0;
  while (at < line.size() && (is_word(line[at]) || line[at] == ',' || line[at] == '.' ||
                              line[at] == ' ' || line[at] == '[' || line[at] == ']'))
    ++at;
  if (at >= line.size() || line[at] != '=') return 0;
  at = line.find_first_not_of(" \t", at + 1);
  if (at == std::string_view::npos) return 0;
  const bool magic =
      line[at] == '!' || (line[at] == '%' && at + 1 < line.size() && is_word(line[at + 1]));
  return magic ? at : 0;
}

// Blanks of the size of TEXT's first SIZE bytes, with WORD in them.
std::string padded(std::string_view word, std::size_t size) {
  std::string text(word);
  if (text.size() < size) text.append(size - text.size(), ' ');
  return text;
}

// `%time f(x)`: the statement runs. `0    ;f(x)` keeps its column.
std::string run_line(std::string_view line, std::size_t indent, std::size_t name_end) {
  std::size_t at = line.find_first_not_of(" \t", name_end);
  while (at != std::string_view::npos && line[at] == '-') {  // -n 10 -o
    const bool has_value = at + 1 < line.size() &&
                           std::string_view("nrTlsD").find(line[at + 1]) != std::string_view::npos;
    at = line.find_first_of(" \t", at);
    if (at != std::string_view::npos) at = line.find_first_not_of(" \t", at);
    if (has_value && at != std::string_view::npos && line[at] >= '0' && line[at] <= '9') {
      at = line.find_first_of(" \t", at);
      if (at != std::string_view::npos) at = line.find_first_not_of(" \t", at);
    }
  }
  const std::string before(line.substr(0, indent));
  if (at == std::string_view::npos) return before + "pass";
  return before + padded("0", at - indent - 1) + ";" + std::string(line.substr(at));
}

std::string python_line(std::string_view line) {
  const std::size_t indent = line.find_first_not_of(" \t");
  if (indent == std::string_view::npos) return std::string(line);
  const std::string before(line.substr(0, indent));
  const char c = line[indent];
  if (c == '%') {
    const std::string_view name = word_at(line.substr(indent + 1));
    if (runs_python(name) && name != "capture")
      return run_line(line, indent, indent + 1 + name.size());
    return before + "pass";
  }
  if (c == '!' || c == '?') return before + "pass";
  const std::string_view words = without_comment_and_blanks(line);
  if (words.ends_with('?') && words.find('#') == std::string_view::npos &&
      words.find_first_of("\"'") == std::string_view::npos)
    return before + "pass";
  if (const std::size_t at = assignment_before_magic(line))
    return std::string(line.substr(0, at)) + "None";
  return std::string(line);
}

// IPython takes the first line's indent off every line that has it.
std::string without_indent(std::string_view cell) {
  const std::size_t code = cell.find_first_not_of(" \t\r\n");
  if (code == std::string_view::npos || code == 0 || cell[code - 1] == '\n')
    return std::string(cell);
  const std::size_t line = cell.rfind('\n', code);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::string_view indent = cell.substr(begin, code - begin);
  std::string made;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t end = std::min(cell.find('\n', at), cell.size() - 1);
    const std::string_view one = cell.substr(at, end - at + 1);
    made += one.starts_with(indent) ? one.substr(indent.size()) : one;
    at = end + 1;
  }
  return made;
}

}  // namespace

std::string without_magics(std::string_view all) {
  const std::string dedented = without_indent(all);
  std::string_view cell = dedented;
  std::string out;
  LineState state;
  bool first = true;
  bool aside = false;
  bool shell_goes_on = false;
  while (true) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    std::string_view line = cell.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t begin = line.find_first_not_of(" \t");
    if (first && begin != std::string_view::npos) {
      first = false;
      if (line.substr(begin, 2) == "%%") {
        const std::string_view name = word_at(line.substr(begin + 2));
        aside = !runs_python(name);
        // What stands behind these is code of the cell as well: its setup, or its first statement.
        const bool with_code = name == "timeit" || name == "prun" || name == "memit";
        out += with_code ? run_line(line, begin, begin + 2 + name.size()) : "pass";
        line = {};
      }
    }
    if (shell_goes_on) {
      shell_goes_on = line.ends_with('\\');
    } else if (!aside) {
      const std::string made = state.begins_statement() ? python_line(line) : std::string(line);
      shell_goes_on = made != line && line.ends_with('\\');
      state.pass(made);
      out += made;
    }
    if (end == cell.size()) return out;
    out += '\n';
    cell.remove_prefix(end + 1);
  }
}

}  // namespace pymolt::scan
