// Edit distance over three rows (letters swapped with their neighbour count as one slip), and its use.
// SPDX-License-Identifier: MIT
#include "base/suggest.h"

#include <algorithm>
#include <vector>

namespace pymolt {

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1);
  std::vector<int> last(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  constexpr std::size_t kLongest = 80;  // nobody slips that often within one word
  if (word.empty() || word.size() > kLongest) return {};
  std::string_view best;
  // A slip in three letters at most: `scna` is near `scan`, `xyzzy` near nothing.
  int best_distance = std::max(1, static_cast<int>(word.size()) / 3) + 1;
  for (const std::string_view candidate : known) {
    const auto apart = static_cast<int>(std::max(word.size(), candidate.size()) -
                                        std::min(word.size(), candidate.size()));
    if (apart >= best_distance) continue;  // so many letters at least are missing
    const int distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> known) {
  if (known.empty()) return {};
  const std::string_view near = nearest(word, known);
  if (!near.empty()) return "did you mean `" + std::string(near) + "`?";
  if (known.size() > 20) return {};
  std::string text = "one of: ";
  for (const std::string_view candidate : known) {
    if (candidate != known.front()) text += ", ";
    text += candidate;
  }
  return text;
}

}  // namespace pymolt
