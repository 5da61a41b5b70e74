// Asked about few words, so that a walk over everything that is known is quick enough.
// SPDX-License-Identifier: MIT
#include "rulebook/known_words.h"

#include "base/suggest.h"

namespace pymolt::rulebook {

bool may_name(const Rulebook& book, std::string_view word) {
  if (word.find('*') != std::string_view::npos) return true;
  if (word.starts_with('\\')) return true;  // the symbol of an invalid escape
  const std::string name(word);
  if (book.page(word) != nullptr || book.lifetime(word) != nullptr) return true;
  if (book.lifetime("syntax." + name) != nullptr || book.lifetime("builtins." + name) != nullptr)
    return true;
  if (book.c_api().find(word.substr(0, word.find('('))) != nullptr ||
      book.c_api().find(word) != nullptr)
    return true;
  // What a removed module held is gone with it, and has no line of its own.
  for (std::size_t dot = word.rfind('.'); dot != std::string_view::npos && dot > 0;
       dot = word.rfind('.', dot - 1)) {
    if (book.lifetime(word.substr(0, dot)) != nullptr) return true;
  }
  const std::string_view top = word.substr(0, word.find('.'));
  return top != word && book.lifetimes().find(top) == book.lifetimes().end();
}

std::vector<std::string_view> known_words(const Rulebook& book) {
  std::vector<std::string_view> words;
  for (const RulePage& page : book.pages()) words.push_back(page.name);
  for (const auto& [top, lives] : book.lifetimes()) {
    for (const Lifetime& life : lives) words.push_back(life.name);
  }
  for (const Lifetime& life : book.c_api().facts()) words.push_back(life.name);
  return words;
}

std::string word_hint(const Rulebook& book, std::string_view word) {
  const std::vector<std::string_view> known = known_words(book);
  const std::string_view near = nearest(word, known);
  return near.empty() ? "`pymolt rules list` shows the rules, `pymolt apis` the names"
                      : "did you mean `" + std::string(near) + "`?";
}

}  // namespace pymolt::rulebook
