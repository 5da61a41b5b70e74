// `pymolt explain WORD`: the page of a rule, the life of a name or of a construct, and what to write instead.
// SPDX-License-Identifier: MIT
#include <ostream>

#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/terminal.h"
#include "render/explanation.h"
#include "render/page_terminal.h"
#include "rulebook/known_words.h"

namespace pymolt::cli {

namespace {

using rulebook::Lifetime;
using rulebook::Rulebook;
using rulebook::RulePage;

// The fact about WORD as people write it: `walrus`, `unicode`, `random.shuffle(random)`.
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

// The fact about the nearest thing around WORD that came or went: `distutils` for `distutils.version.LooseVersion`.
const Lifetime* holder_of(const Rulebook& book, std::string_view word) {
  while (word.rfind('.') != std::string_view::npos) {
    word = word.substr(0, word.rfind('.'));
    const Lifetime* life = book.lifetime(word);
    if (life != nullptr && (life->exists != VersionSet::all() || life->deprecated)) return life;
  }
  return nullptr;
}

}  // namespace

int run_explain(const Invocation& invocation, Streams& streams) {
  const Result<Rulebook> book = load_rulebook(invocation.explain.rules);
  if (!book) {
    streams.err << "pymolt: " << book.mistake().str() << '\n';
    return 2;
  }
  const std::string& word = invocation.explain.word;
  const render::RenderOptions shown = render_options(streams, ColorWish::automatic);
  const Lifetime* life = life_of(*book, word);
  const RulePage* page = page_of(*book, word, life);
  const bool has_members = !book->below(word).empty() || !book->parameters(word).empty();
  if (life == nullptr && book->page(word) == nullptr && !has_members) {
    life = holder_of(*book, word);
    if (life != nullptr)
      streams.out << "`" << word << "` has no line of its own; it is there where this is:\n\n";
  }
  if (page == nullptr && life == nullptr && !has_members) {
    streams.err << "pymolt: no rule, API or construct is called `" << word << "`\n  "
                << rulebook::word_hint(*book, word) << '\n';
    return 2;
  }
  if (life != nullptr) {
    render::explain_life(*book, *life, streams.out, shown.width);
  } else if (page == nullptr) {
    streams.out << word << "\n\n  is there on " << book->exists(word).str() << '\n';
  }
  render::explain_members(*book, word, streams.out);
  if (page != nullptr) {
    if (life != nullptr) streams.out << '\n';
    const std::string text = render::page_text_for_people(*page);
    streams.out_is_terminal ? render::show_markdown(text, shown, streams.out)
                            : void(streams.out << text);
  }
  return 0;
}

}  // namespace pymolt::cli
