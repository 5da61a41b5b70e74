// Names across scopes: `global` and `nonlocal`, `del` of what inner functions use, `:=` in comprehensions, 2.7's `exec`.
// SPDX-License-Identifier: MIT
//
// All of it is rare. The reader has noted what names do (scopes.h); only where one of those statements was met are the
// scopes put together and the names concerned looked up.
#ifndef PYMOLT_GRAMMAR_SYMBOLS_H_
#define PYMOLT_GRAMMAR_SYMBOLS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// The file was read; says what is wrong with its names.
void resolve_names(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_SYMBOLS_H_
