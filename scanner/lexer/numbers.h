// Numbers as every version reads them: bases, underscores, suffixes, and what may stand right behind one.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_NUMBERS_H_
#define PYMOLT_LEXER_NUMBERS_H_

#include "lexer/lexer_state.h"

namespace pymolt::verdict {

/// Reads the number that begins at AT (a digit, or a dot before one) and says what is special about it; gives the
/// end of its token.
[[nodiscard]] const char* read_number(Scan& scan, const char* at);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_NUMBERS_H_
