// Matching with one remembered star, so that it is linear in practice whatever is written.
// SPDX-License-Identifier: MIT
#include "project/selection.h"

#include <algorithm>

namespace pymolt::project {

bool word_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool Selection::any(const std::vector<std::string>& words, std::string_view rule, std::string_view symbol) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word_matches(word, rule) || word_matches(word, symbol);
  });
}

}  // namespace pymolt::project
