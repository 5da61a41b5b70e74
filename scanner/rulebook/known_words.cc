// Asked about few words, so that a walk over everything that is known is quick enough.
// SPDX-License-Identifier: MIT
#include "rulebook/known_words.h"

#include <algorithm>

#include "base/suggest.h"
#include "base/word_match.h"

namespace pymolt::rulebook {

namespace {

// Whether PATTERN, with a `*`, fits a word that is known, as it stands or as people say it.
bool fits_known(const Rulebook& book, std::string_view pattern) {
  const std::vector<std::string_view> known = known_words(book);
  const auto fits = [&](std::string_view word) {
    if (word_matches(pattern, word)) return true;
    for (const std::string_view unsaid :
         {std::string_view("builtins."), std::string_view("syntax.")}) {
      if (word.starts_with(unsaid)) return word_matches(pattern, word.substr(unsaid.size()));
    }
    return false;
  };
  if (std::any_of(known.begin(), known.end(), fits)) return true;
  return std::ranges::any_of(book.packages().all(), [&](const PackageFacts* package) {
    return word_matches(pattern, package->name);
  });
}

// The beginning of a rule that the beginning of PATTERN, up to its `*`, is near to; often empty.
std::string_view near_beginning(const Rulebook& book, std::string_view pattern) {
  const std::string_view begin = pattern.substr(0, pattern.find('*'));
  std::vector<std::string_view> begins;
  for (const RulePage& page : book.pages())
    begins.push_back(std::string_view(page.name).substr(0, begin.size()));
  return nearest(begin, begins);
}

// Whether dotted WORD is below a name of which nothing is known.
bool is_foreign(const Rulebook& book, std::string_view word) {
  const std::string_view top = word.substr(0, word.find('.'));
  return top != word && !book.speaks_of(top);
}

}  // namespace

bool may_name(const Rulebook& book, std::string_view word) {
  const std::size_t star = word.find('*');
  if (star != std::string_view::npos) {
    // Before the `*` a module may stand, whose names need no lines of their own: `asyncore.*`, `mypackage.*`.
    const std::size_t dot = word.substr(0, star).rfind('.');
    const bool is_below = dot != std::string_view::npos && dot > 0;
    if (is_below && (is_foreign(book, word) || may_name(book, word.substr(0, dot)))) return true;
    return word.starts_with('\\') || fits_known(book, word);
  }
  if (word.starts_with('\\')) return true;  // the symbol of an invalid escape
  const std::string name(word);
  if (book.page(word) != nullptr || book.lifetime(word) != nullptr) return true;
  if (book.lifetime("syntax." + name) != nullptr || book.lifetime("builtins." + name) != nullptr)
    return true;
  if (book.c_api().find(word.substr(0, word.find('('))) != nullptr ||
      book.c_api().find(word) != nullptr)
    return true;
  if (book.package(word) != nullptr) return true;  // the symbol of a dependency
  // What a removed module held is gone with it, and has no line of its own.
  for (std::size_t dot = word.rfind('.'); dot != std::string_view::npos && dot > 0;
       dot = word.rfind('.', dot - 1)) {
    if (book.lifetime(word.substr(0, dot)) != nullptr) return true;
  }
  return is_foreign(book, word);
}

std::vector<std::string_view> known_words(const Rulebook& book) {
  std::vector<std::string_view> words;
  for (const RulePage& page : book.pages()) words.push_back(page.name);
  for (const auto& [top, lives] : book.lifetimes()) {
    for (const Lifetime& life : *lives) words.push_back(life.name);
  }
  for (const Lifetime& life : book.c_api().facts()) words.push_back(life.name);
  return words;
}

std::string word_hint(const Rulebook& book, std::string_view word) {
  std::string near;
  if (const std::size_t star = word.find('*'); star != std::string_view::npos) {
    near = near_beginning(book, word);
    if (!near.empty()) near += word.substr(star);
    if (!near.empty() && !may_name(book, near)) near.clear();
  } else {
    near = nearest(word, known_words(book));
  }
  return near.empty() ? "`pymolt rules list` shows the rules, `pymolt apis` the names"
                      : "did you mean `" + near + "`?";
}

}  // namespace pymolt::rulebook
