// A word of `--select` is tried against the rule and against the symbol.
// SPDX-License-Identifier: MIT
#include "project/selection.h"

#include <algorithm>

#include "base/word_match.h"

namespace pymolt::project {

bool Selection::any(const std::vector<std::string>& words, std::string_view rule, std::string_view symbol) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word_matches(word, rule) || word_matches(word, symbol);
  });
}

}  // namespace pymolt::project
