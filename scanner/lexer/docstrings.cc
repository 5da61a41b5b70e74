// A docstring is a statement of nothing but strings, perhaps in parentheses, right at the start of a file, or after
// the colon of a `class` or `def`.
// SPDX-License-Identifier: MIT
#include "lexer/docstrings.h"

#include <algorithm>

namespace pymolt::verdict {

namespace {

using Kind = TokenKind;

// Whether the statement whose header ends with the colon before INDEX is a class or function.
bool heads_definition(const std::vector<Token>& tokens, std::size_t index) {
  if (index > 0 && tokens[index - 1].kind == Kind::indent) --index;
  if (index > 0 && tokens[index - 1].kind == Kind::newline) --index;
  if (index == 0 || tokens[index - 1].kind != Kind::colon) return false;
  while (index > 0 && tokens[index - 1].kind != Kind::newline &&
         tokens[index - 1].kind != Kind::indent && tokens[index - 1].kind != Kind::dedent) {
    --index;
  }
  const Kind first = tokens[index].kind;
  return first == Kind::class_ || first == Kind::def_ ||
         (first == Kind::async_ && tokens[index + 1].kind == Kind::def_);
}

bool is_docstring(const std::vector<Token>& tokens, std::size_t index) {
  std::size_t first = index;
  std::size_t last = index;
  for (;;) {
    while (first > 0 && tokens[first - 1].kind == Kind::string) --first;
    while (tokens[last + 1].kind == Kind::string) ++last;
    if (first == 0 || tokens[first - 1].kind != Kind::left_paren ||
        tokens[last + 1].kind != Kind::right_paren)
      break;
    --first;
    ++last;
  }
  const Kind next = tokens[last + 1].kind;
  if (next != Kind::newline && next != Kind::semicolon) return false;
  return first == 0 || heads_definition(tokens, first);
}

}  // namespace

void check_docstrings(Scan& scan) {
  const std::vector<Token>& tokens = scan.out.tokens;
  for (const ByteSpan escape : scan.surrogates) {
    const auto after =
        std::upper_bound(tokens.begin(), tokens.end(), escape.begin,
                         [](std::uint32_t at, const Token& token) { return at < token.begin; });
    if (after == tokens.begin() || std::prev(after)->kind != Kind::string) continue;
    if (!is_docstring(tokens, static_cast<std::size_t>(after - tokens.begin()) - 1)) continue;
    scan.out.diagnostics.push_back({Construct::surrogate_in_docstring, escape});
  }
}

}  // namespace pymolt::verdict
