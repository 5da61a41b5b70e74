// Myers' algorithm on the lines between the common beginning and the common end.
// SPDX-License-Identifier: MIT
#include "fix/unified_diff.h"

#include <algorithm>
#include <vector>

#include "base/visible.h"

namespace pymolt::fix {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
constexpr int kMostDifferences = 1500;  // lines that differ; beyond it the whole middle is replaced

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Lines that one side has in the place of lines of the other: [before, before_end) becomes [after, after_end).
struct Change {
  std::size_t before;
  std::size_t before_end;
  std::size_t after;
  std::size_t after_end;
};

void add(std::vector<Change>& changes, Change change) {
  if (!changes.empty() && changes.back().before_end == change.before &&
      changes.back().after_end == change.after) {
    changes.back().before_end = change.before_end;
    changes.back().after_end = change.after_end;
  } else {
    changes.push_back(change);
  }
}

// The furthest that D steps reach on each diagonal, for every D, until both ends are met; empty where that takes too many.
std::vector<std::vector<int>> trace(const Lines& a, const Lines& b, int n, int m,
                                    std::size_t skip) {
  std::vector<std::vector<int>> rows;
  std::vector<int> reach(2 * kMostDifferences + 3, 0);
  const int middle = kMostDifferences + 1;
  for (int d = 0; d <= std::min(kMostDifferences, n + m); ++d) {
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
      int x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
      while (x < n && x - k < m && x - k >= 0 && a[skip + x] == b[skip + x - k]) ++x;
      reach[middle + k] = x;
    }
    rows.emplace_back(reach.begin() + middle - d - 1, reach.begin() + middle + d + 2);
    const int end = n - m;
    if (end >= -d && end <= d && (end + d) % 2 == 0 && reach[middle + end] >= n) return rows;
  }
  return {};
}

std::vector<Change> changes_between(const Lines& a, const Lines& b) {
  std::size_t skip = 0;
  while (skip < a.size() && skip < b.size() && a[skip] == b[skip]) ++skip;
  std::size_t tail = 0;
  while (tail < a.size() - skip && tail < b.size() - skip &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  const int n = static_cast<int>(a.size() - skip - tail);
  const int m = static_cast<int>(b.size() - skip - tail);
  if (n == 0 && m == 0) return {};
  const auto rows = trace(a, b, n, m, skip);
  if (rows.empty()) return {{skip, a.size() - tail, skip, b.size() - tail}};
  std::vector<Change> steps;  // from the end
  int x = n;
  int y = m;
  for (int d = static_cast<int>(rows.size()) - 1; d > 0; --d) {
    const std::vector<int>& row = rows[d - 1];  // diagonal k is at k + d
    const int k = x - y;
    const auto at = [&](int diagonal) {
      return diagonal + d >= 0 && diagonal + d < static_cast<int>(row.size()) ? row[diagonal + d]
                                                                              : -1;
    };
    const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
    const int from = down ? at(k + 1) : at(k - 1);
    const int from_y = from - (down ? k + 1 : k - 1);
    const std::size_t ax = skip + static_cast<std::size_t>(from);
    const std::size_t by = skip + static_cast<std::size_t>(from_y);
    steps.push_back({ax, ax + (down ? 0 : 1), by, by + (down ? 1 : 0)});
    x = from;
    y = from_y;
  }
  std::vector<Change> changes;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) add(changes, *step);
  return changes;
}

void put_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out.append(line);
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

std::string range(std::size_t begin, std::size_t count) {
  return std::to_string(count == 0 ? begin : begin + 1) +
         (count == 1 ? "" : "," + std::to_string(count));
}

// Changes that share their context, as one hunk.
void put_hunk(std::string& out, const Lines& a, const Lines& b, const Change* first,
              const Change* last) {
  const std::size_t before = first->before - std::min(first->before, kContext);
  const std::size_t lead = first->before - before;
  const std::size_t end = std::min(last->before_end + kContext, a.size());
  const std::size_t after = first->after - lead;
  const std::size_t after_end = last->after_end + (end - last->before_end);
  out += "@@ -" + range(before, end - before) + " +" + range(after, after_end - after) + " @@\n";
  std::size_t at = before;
  for (const Change* change = first; change <= last; ++change) {
    for (; at < change->before; ++at) put_line(out, ' ', a[at]);
    for (; at < change->before_end; ++at) put_line(out, '-', a[at]);
    for (std::size_t i = change->after; i < change->after_end; ++i) put_line(out, '+', b[i]);
  }
  for (; at < end; ++at) put_line(out, ' ', a[at]);
}

// A path as git and patch write and read it: in quotes, and its bytes in octal, where it holds what would end a line or act
// unseen.
std::string in_diff(std::string_view side, std::string_view path) {
  const std::string plain = std::string(side) + std::string(path);
  if (path.find_first_of("\"\\") == std::string_view::npos && visible(path) == path) return plain;
  std::string quoted = "\"";
  for (const char c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += {'\\', c};
    } else if (byte >= ' ' && byte < 0x7F) {
      quoted += c;
    } else {
      quoted += {'\\', static_cast<char>('0' + (byte >> 6)),
                 static_cast<char>('0' + (byte >> 3 & 7)), static_cast<char>('0' + (byte & 7))};
    }
  }
  return quoted + '"';
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const std::vector<Change> changes = changes_between(a, b);
  if (changes.empty()) return {};
  std::string out = "--- " + in_diff("a/", path) + "\n+++ " + in_diff("b/", path) + "\n";
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t last = i;
    while (last + 1 < changes.size() &&
           changes[last + 1].before - changes[last].before_end <= 2 * kContext)
      ++last;
    put_hunk(out, a, b, &changes[i], &changes[last]);
    i = last + 1;
  }
  return out;
}

std::vector<Edit> line_edits(std::string_view before, std::string_view after) {
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const auto place = [&](const Lines& lines, std::string_view text, std::size_t line) {
    return static_cast<std::uint32_t>(line < lines.size() ? lines[line].data() - text.data()
                                                          : text.size());
  };
  std::vector<Edit> edits;
  for (const Change& change : changes_between(a, b)) {
    const std::uint32_t begin = place(b, after, change.after);
    const std::uint32_t end = place(b, after, change.after_end);
    edits.push_back({{place(a, before, change.before), place(a, before, change.before_end)},
                     std::string(after.substr(begin, end - begin))});
  }
  return edits;
}

}  // namespace pymolt::fix
