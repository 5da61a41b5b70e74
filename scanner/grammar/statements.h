// Statements: a line of simple ones, and blocks of any.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_STATEMENTS_H_
#define PYMOLT_GRAMMAR_STATEMENTS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// The whole file.
void read_file(Reader& reader);

/// One statement, compound or a line of simple ones. A mistake in it is noted and ends with its line.
void read_statement(Reader& reader);

/// `: …` behind the head of a compound statement: statements on the same line or an indented block.
void read_block(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_STATEMENTS_H_
