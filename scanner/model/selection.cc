// A word is tried against the rule, the symbol, and the symbol as people say it.
// SPDX-License-Identifier: MIT
#include "model/selection.h"

#include <algorithm>

#include "base/word_match.h"

namespace pymolt {

bool word_names(std::string_view word, std::string_view rule, std::string_view symbol) {
  if (word_matches(word, rule) || word_matches(word, symbol)) return true;
  for (const std::string_view unsaid :
       {std::string_view("builtins."), std::string_view("syntax.")}) {
    if (symbol.starts_with(unsaid)) return word_matches(word, symbol.substr(unsaid.size()));
  }
  return false;
}

bool any_word_names(const std::vector<std::string>& words, std::string_view rule,
                    std::string_view symbol) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word_names(word, rule, symbol); });
}

bool has_option(std::string_view command, std::string_view option) {
  for (std::size_t at = command.find(option); at != std::string_view::npos;
       at = command.find(option, at + 1)) {
    const std::string_view rest = command.substr(at + option.size());
    const bool begins = at > 0 && command[at - 1] == ' ';
    if (begins && (rest.empty() || rest.front() == ' ' || rest.front() == '=')) return true;
  }
  return false;
}

bool asks_some_rules(std::string_view command) {
  return has_option(command, "--select") || has_option(command, "--ignore");
}

}  // namespace pymolt
