// What tree-sitter is shown instead of a text that its grammar reads wrongly: a copy of the same length.
// SPDX-License-Identifier: MIT
//
//   def f():                  def f():
//       x = (a +         ->       x = (a + b)      (one line, b where it was)
//   b)
//   lazy import a             import      a
//   exec f() in d             not  f() in d
//
// Offsets stay, so the tree speaks of the text itself (Parser::parse(text, masked)). A node's text is therefore what
// the file says, also where its kind is not: an `identifier` may read `True`, `None`, `async` or `nonlocal`, a `not`
// operator may read `exec`, a call of a subscript in an annotation may read `[`, a parenthesised expression may read
// a pair of backticks. No verdict depends on this; it keeps ERROR nodes away from checks that read the tree.
#ifndef PYMOLT_LEXER_GRAMMAR_MASK_H_
#define PYMOLT_LEXER_GRAMMAR_MASK_H_

#include <optional>
#include <string>
#include <string_view>

#include "lexer/lexer.h"
#include "syntax/tree.h"

namespace pymolt::verdict {

/// What to show before the first parse; nothing when the text itself will do.
[[nodiscard]] std::optional<std::string> mask(std::string_view text, const Lexed& lexed);

/// What to show after a parse with ERROR nodes; nothing when there is nothing to put differently.
[[nodiscard]] std::optional<std::string> mask_more(std::string_view text, const Lexed& lexed);

/// The most letters of a name, or of names with dots between them, that is looked at. What a file says of a name is written down
/// at each of its uses, so that a name as long as half the file takes the square of it.
inline constexpr std::uint32_t kLongestName = 2000;
/// The first that is longer.
[[nodiscard]] std::optional<ByteSpan> overlong_name(const Lexed& lexed);

/// The tree of TEXT, masked where that helps: at once where the lexer saw a need, and again after ERROR nodes. TEXT
/// must be what was lexed, and outlive the tree. Where a name is overlong, all of it is unread.
[[nodiscard]] syntax::Tree parse(syntax::Parser& parser, std::string_view text, const Lexed& lexed);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_GRAMMAR_MASK_H_
