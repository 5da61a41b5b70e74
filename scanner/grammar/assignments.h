// Statements that begin with an expression: the expression itself, assignments, annotations.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_ASSIGNMENTS_H_
#define PYMOLT_GRAMMAR_ASSIGNMENTS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void read_expression_statement(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_ASSIGNMENTS_H_
