// The words of a C source: comments and text are passed over, lines that begin with `#` are distinguished.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_C_TOKEN_H_
#define PYMOLT_CAPI_C_TOKEN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace pymolt::capi {

enum class TokenKind : std::uint8_t { word, number, text, mark, line_end };

struct Token {
  TokenKind kind = TokenKind::mark;
  bool in_directive = false;  // of a line that begins with `#`; such a line ends with a `line_end`
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The tokens of SOURCE, one pass. Trigraphs are not replaced; a spliced line is one line, a word that is spliced is two.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view source);

/// For every `(`, `[` and `{` the place of the token that closes it, and the other way round; its own place where there is none.
[[nodiscard]] std::vector<std::uint32_t> partners_of(std::string_view source,
                                                     const std::vector<Token>& tokens);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_C_TOKEN_H_
