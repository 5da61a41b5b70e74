// First as it stands, then as what it may be short for, then what it stands in.
// SPDX-License-Identifier: MIT
#include "rulebook/word_lookup.h"

namespace pymolt::rulebook {

namespace {

const Lifetime* life_of(const Rulebook& book, const std::string& word) {
  if (const Lifetime* life = book.lifetime(word)) return life;
  if (const Lifetime* life = book.c_api().find(word)) return life;
  const std::size_t open = word.find('(');
  for (const Lifetime& life : book.parameters(word.substr(0, open))) {
    if (open != std::string::npos && word.substr(open + 1) == std::string(life.parameter) + ")")
      return &life;
  }
  if (book.page(word) != nullptr) return nullptr;
  if (const Lifetime* life = book.lifetime("syntax." + word)) return life;
  return book.lifetime("builtins." + word);
}

const RulePage* page_of(const Rulebook& book, const std::string& word, const Lifetime* life) {
  if (const RulePage* page = book.page(word)) return page;
  if (const RulePage* page =
          book.advice_page(life == nullptr ? std::string_view(word) : life->name))
    return page;
  return life == nullptr ? nullptr : book.construct_page(life->name);
}

// `distutils` for `distutils.version.LooseVersion`.
const Lifetime* holder_of(const Rulebook& book, std::string_view word) {
  while (word.rfind('.') != std::string_view::npos) {
    word = word.substr(0, word.rfind('.'));
    const Lifetime* life = book.lifetime(word);
    if (life != nullptr && (life->exists != VersionSet::all() || life->deprecated)) return life;
  }
  return nullptr;
}

}  // namespace

Known look_up(const Rulebook& book, const std::string& word) {
  Known known;
  known.life = life_of(book, word);
  known.page = page_of(book, word, known.life);
  known.has_members = !book.below(word).empty() || !book.parameters(word).empty();
  if (known.life == nullptr && book.page(word) == nullptr && !known.has_members) {
    known.life = holder_of(book, word);
    known.by_holder = known.life != nullptr;
  }
  return known;
}

}  // namespace pymolt::rulebook
