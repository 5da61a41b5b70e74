// `pymolt explain WORD`: the page of a rule, the life of a name or of a construct, and what to write instead.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/packs.h"
#include "rulebook/known_words.h"

namespace pymolt::cli {

namespace {

using rulebook::Lifetime;
using rulebook::Rulebook;
using rulebook::RulePage;

void print_page(const RulePage& page, std::ostream& out) {
  out << page.text;
  if (!page.text.ends_with('\n')) out << '\n';
}

void print_lifetime(const Lifetime& life, std::ostream& out) {
  out << life.name;
  if (!life.title.empty()) out << ": " << life.title;
  out << "\n\n  exists on   " << life.exists.str() << "\n  its life    " << life.life() << '\n';
  if (!life.deprecated_on().empty()) out << "  deprecated  " << life.deprecated_on().str() << '\n';
  if (!life.scheduled.empty()) {
    out << "  scheduled   " << (life.has_date() ? "to be removed in " + std::string(life.scheduled)
                                                : "to be removed, without a date")
        << '\n';
  }
  if (!life.advice.empty()) {
    out << "  instead     " << life.advice;
    if (life.advice_from) out << " (on " << life.advice_from->str() << " and later)";
    out << '\n';
  }
  if (const std::string docs = docs_link(life); !docs.empty()) out << "  docs        " << docs << '\n';
}

// The names that come or go directly below a module, function or class.
void print_below(const Rulebook& book, std::string_view word, std::ostream& out) {
  const auto print = [&out](std::string_view title, std::span<const Lifetime> lives) {
    if (lives.empty()) return;
    out << '\n' << title << '\n';
    for (const Lifetime& life : lives) {
      out << "  " << life.name << ": " << life.life();
      if (!life.advice.empty()) out << " -> " << life.advice;
      out << '\n';
    }
  };
  print("parameters", book.parameters(word));
  print("below it", book.below(word));
}

}  // namespace

int run_explain(const Invocation& invocation, Streams& streams) {
  const Result<Rulebook> book = load_rulebook(invocation.explain.rules);
  if (!book) {
    streams.err << "pymolt: " << book.mistake().str() << '\n';
    return 2;
  }
  const std::string& word = invocation.explain.word;
  const RulePage* page = book->page(word);
  const Lifetime* life = book->lifetime(word);
  if (life == nullptr && page == nullptr) life = book->lifetime("syntax." + word);
  if (life == nullptr && page == nullptr) life = book->lifetime("builtins." + word);
  if (page == nullptr) page = book->advice_page(word);
  if (page == nullptr && life != nullptr) page = book->construct_page(life->name);
  const bool has_members = !book->below(word).empty() || !book->parameters(word).empty();
  if (page == nullptr && life == nullptr && !has_members) {
    streams.err << "pymolt: nothing is known of `" << word << "`\n  " << rulebook::word_hint(*book, word) << '\n';
    return 2;
  }
  if (life != nullptr) print_lifetime(*life, streams.out);
  if (has_members) print_below(*book, word, streams.out);
  if (page != nullptr) {
    if (life != nullptr || has_members) streams.out << '\n';
    print_page(*page, streams.out);
  }
  return 0;
}

}  // namespace pymolt::cli
