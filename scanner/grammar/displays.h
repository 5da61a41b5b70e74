// What stands in brackets of its own: tuples and groups, lists, dictionaries and sets, and comprehensions of all kinds.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_DISPLAYS_H_
#define PYMOLT_GRAMMAR_DISPLAYS_H_

#include "grammar/expressions.h"

namespace pymolt::verdict {

/// `( … )`: the form of what is in it, which for a single expression EXPRESSION says more about.
ExpressionKind read_group(Reader& reader, Expression& expression);

/// `[ … ]`
void read_list_display(Reader& reader);

/// `{ … }`
void read_braces(Reader& reader);

/// `x for x in y`, without the brackets.
void read_generator(Reader& reader);

/// `[ … ]` behind a primary.
void read_subscript(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_DISPLAYS_H_
