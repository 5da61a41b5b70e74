// Facts are walked with their lines set apart: what is left must be the same, and the lines moved as one.
// SPDX-License-Identifier: MIT
#include "scan/line_move.h"

#include <algorithm>

#include "scan/facts_fields.h"

namespace pymolt::scan {

namespace {

// Calls TAKE for each line of what it walks.
template <typename Take>
class LineWalk {
 public:
  explicit LineWalk(Take take) : take_(take) {}

  template <typename... Values>
  void operator()(Values&&... values) {
    (walk(values), ...);
  }

 private:
  template <typename T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void walk(T& /*value*/) {}
  void walk(std::string& /*text*/) {}
  void walk(VersionSet& /*set*/) {}
  void walk(LineField<std::uint32_t>& line) { take_(line.value); }
  void walk(Span& span) {
    take_(span.line);
    take_(span.end_line);
  }
  template <typename T, std::size_t size>
  void walk(std::array<T, size>& values) {
    for (T& value : values) walk(value);
  }
  template <typename T>
  void walk(std::optional<T>& value) {
    if (value) walk(*value);
  }
  template <typename T>
  void walk(std::vector<T>& values) {
    for (T& value : values) walk(value);
  }
  template <typename T>
  void walk(T& value) {
    fields(*this, value);
  }

  Take take_;
};

template <typename Take>
void each_line(FileFacts& facts, Take take) {
  LineWalk<Take> walk(take);
  fields(walk, facts);
}

// The lines of FACTS in their order, which are 0 there afterwards.
std::vector<std::uint32_t> take_lines(FileFacts& facts) {
  std::vector<std::uint32_t> lines;
  each_line(facts, [&lines](std::uint32_t& line) {
    lines.push_back(line);
    line = 0;
  });
  return lines;
}

}  // namespace

std::optional<LineMove> line_move(const FileFacts& before, const FileFacts& after) {
  if (before.lines == after.lines || before.findings.size() != after.findings.size())
    return std::nullopt;
  FileFacts one = before;
  FileFacts other = after;
  one.sha256 = other.sha256;
  const std::vector<std::uint32_t> from = take_lines(one);
  const std::vector<std::uint32_t> to = take_lines(other);
  if (from.size() != to.size() || one != other) return std::nullopt;
  LineMove move{before.lines, after.lines - before.lines};
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] != to[i]) move.first = std::min(move.first, from[i]);
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (move(from[i]) != to[i]) return std::nullopt;
  }
  return move;
}

void move_lines(const LineMove& move, FileFacts& facts) {
  each_line(facts, [&move](std::uint32_t& line) { line = move(line); });
}

}  // namespace pymolt::scan
