// `pymolt explain WORD`: the page of a rule, the life of a name or of a construct, and what to write instead.
// SPDX-License-Identifier: MIT
#include <ostream>

#include "base/visible.h"
#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/terminal.h"
#include "render/explanation.h"
#include "render/page_terminal.h"
#include "rulebook/known_words.h"
#include "rulebook/word_lookup.h"

namespace pymolt::cli {

int run_explain(const Invocation& invocation, Streams& streams) {
  const Result<rulebook::Rulebook> book = load_rulebook(invocation.explain.rules);
  if (!book) {
    streams.err << "pymolt: " << book.mistake().str() << '\n';
    return 2;
  }
  const std::string& word = invocation.explain.word;
  const render::RenderOptions shown = render_options(streams, ColorWish::automatic);
  const rulebook::Known known = rulebook::look_up(*book, word);
  if (!known) {
    streams.err << "pymolt: no rule, API or construct is called `" << visible(word) << "`\n  "
                << rulebook::word_hint(*book, word) << '\n';
    return 2;
  }
  if (known.by_holder)
    streams.out << "`" << visible(word)
                << "` has no line of its own; it is there where this is:\n\n";
  if (known.life != nullptr) {
    render::explain_life(*book, *known.life, streams.out, shown.width);
  } else if (known.page == nullptr) {
    streams.out << visible(word) << "\n\n  is there on " << book->exists(word).str() << '\n';
  }
  render::explain_members(*book, word, streams.out);
  if (known.page != nullptr) {
    if (known.life != nullptr) streams.out << '\n';
    const std::string text = render::page_text_for_people(*known.page);
    streams.out_is_terminal ? render::show_markdown(text, shown, streams.out)
                            : void(streams.out << text);
  }
  return 0;
}

}  // namespace pymolt::cli
