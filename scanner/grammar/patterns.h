// `match` and the patterns of its cases.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_PATTERNS_H_
#define PYMOLT_GRAMMAR_PATTERNS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// A `match` statement; false, and nothing read, where `match` is a name.
bool read_match(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_PATTERNS_H_
