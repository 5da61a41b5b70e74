// Primaries: names, numbers, strings, brackets, and the calls, attributes and subscripts behind them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_ATOMS_H_
#define PYMOLT_GRAMMAR_ATOMS_H_

#include "grammar/expressions.h"

namespace pymolt::verdict {

/// Whether an expression can begin with that token; a starred one counts.
[[nodiscard]] bool starts_expression(TokenKind kind);

/// `await a.b(c)[d]` or less.
Expression read_primary(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_ATOMS_H_
