// From the letters of a word to its token: one multiplication, one look.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_KEYWORDS_H_
#define PYMOLT_LEXER_KEYWORDS_H_

#include <string_view>

#include "lexer/token.h"

namespace pymolt::verdict {

/// The word of LENGTH letters at BEGIN; up to END may be read.
[[nodiscard]] TokenKind word_kind(const char* begin, std::size_t length, const char* end);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_KEYWORDS_H_
