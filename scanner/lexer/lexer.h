// The lexical half of the verdict: a file's tokens, and all that is wrong or bound to versions below the grammar.
// SPDX-License-Identifier: MIT
//
// One pass over the decoded text. Indentation, brackets, numbers, string prefixes, escapes, f-strings in both of
// their grammars, identifiers by Unicode version, bytes that are no UTF-8: what some version rejects becomes a
// `Diagnostic`. The row of tokens is the newest version's reading (token.h says how it looks).
//
// What is wrong never makes the row wrong as well: an unexpected indent is sighted and makes no `indent` token, a
// bracket that nothing closes is closed at the end, so that the reader of the grammar does not stumble twice.
//
// All that is special about replacement fields of f-strings is sighted here: empty fields, conversions, `=`, lambda
// without parentheses, nesting, a generator without parentheses. The grammar only has to read what is between
// field_open and field_close: [yield | star expressions | bare generator] [equal] [conversion] [format_open …].
#ifndef PYMOLT_LEXER_LEXER_H_
#define PYMOLT_LEXER_LEXER_H_

#include <cstdint>
#include <vector>

#include "lexer/token.h"
#include "rulebook/constructs.h"
#include "syntax/decode.h"

namespace pymolt::verdict {

/// Where tree-sitter must be shown something else (grammar_mask.h), as the lexer sees it.
struct MaskHints {
  /// A line that begins with a backslash: from the line's first byte to its first token, which stands at COLUMN.
  struct Continued {
    std::uint32_t begin;
    std::uint32_t token;
    std::uint32_t column;
  };
  bool lone_cr = false;
  std::vector<ByteSpan> joins;  // brackets with a line in them left of their block
  std::vector<ByteSpan>
      blanks;  // comments left of a decorated definition, a backslash that ends the file
  std::vector<Continued> continued;
  std::vector<std::uint32_t> spec_equals;  // the `=` that begins a format specification
  std::vector<std::uint32_t> backticks;
  [[nodiscard]] bool any() const {
    return lone_cr || !joins.empty() || !blanks.empty() || !continued.empty() ||
           !spec_equals.empty() || !backticks.empty();
  }
};

struct Lexed {
  std::vector<Token> tokens;  // the last is `end`
  std::vector<Diagnostic> diagnostics;
  /// Escapes without a meaning (`"\d"`): legal everywhere, deprecated in 3.6, a SyntaxWarning since 3.12.
  std::vector<ByteSpan> invalid_escapes;
  /// Comments that name pymolt.
  std::vector<ByteSpan> notes;
  MaskHints mask;
  bool is_too_long = false;  // it has more than `kMostTokens`, and those are not here
};

/// Of one file. What is made of a token takes some 130 bytes, so that such a file takes a gigabyte.
inline constexpr std::size_t kMostTokens = 8'000'000;

[[nodiscard]] Lexed lex(const syntax::Decoded& source);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_LEXER_H_
