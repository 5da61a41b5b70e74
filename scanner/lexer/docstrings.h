// Docstrings with half a surrogate pair in them: since 3.13 they are cleaned at compile time, which cannot be done.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_DOCSTRINGS_H_
#define PYMOLT_LEXER_DOCSTRINGS_H_

#include "lexer/lexer_state.h"

namespace pymolt::verdict {

/// Says which of the surrogate escapes met stand in a docstring.
void check_docstrings(Scan& scan);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_DOCSTRINGS_H_
