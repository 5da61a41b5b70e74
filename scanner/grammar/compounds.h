// Compound statements: `if`, `while`, `for`, `try`, `with`, `def`, `class`, and their asynchronous forms.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_COMPOUNDS_H_
#define PYMOLT_GRAMMAR_COMPOUNDS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void read_if(Reader& reader);
void read_while(Reader& reader);
void read_for(Reader& reader);
void read_try(Reader& reader);
void read_with(Reader& reader);

/// Decorators, if any, and the function or class behind them.
void read_definition(Reader& reader);

/// `async def`, `async for`, `async with`; false, and nothing read, where `async` is a name.
bool read_async(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_COMPOUNDS_H_
