// The parameters of a function or a lambda.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_PARAMETERS_H_
#define PYMOLT_GRAMMAR_PARAMETERS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// Reads the parameters up to CLOSE, which is left: `)` of a `def`, `:` of a lambda.
void read_parameters(Reader& reader, TokenKind close);

/// What an annotation belongs to; `place` is `x.y: int` and the like, `star` is `*args: *int`.
enum class Annotated : std::uint8_t { function, star, variable, place };

/// Reads an annotation, where from 3.14 on some expressions may not stand.
void read_annotation(Reader& reader, Annotated what);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_PARAMETERS_H_
