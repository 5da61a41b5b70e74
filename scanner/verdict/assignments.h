// Statements that begin with an expression: the expression itself, assignments, annotations.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERDICT_ASSIGNMENTS_H_
#define PYMOLT_VERDICT_ASSIGNMENTS_H_

#include "verdict/reader.h"

namespace pymolt::verdict {

void read_expression_statement(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_ASSIGNMENTS_H_
