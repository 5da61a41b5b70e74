// `import`, `from … import`, `from __future__ import`, `lazy import`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_IMPORT_STATEMENTS_H_
#define PYMOLT_GRAMMAR_IMPORT_STATEMENTS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void read_import(Reader& reader);

/// A simple statement at the beginning of the file was read, from the token at FIRST on: may a future import follow?
void note_for_futures(Reader& reader, std::uint32_t first);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_IMPORT_STATEMENTS_H_
