// `[T: int, *Ts, **P = …]` behind a name, and `type X = …`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_TYPE_PARAMETERS_H_
#define PYMOLT_GRAMMAR_TYPE_PARAMETERS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// Reads them from `[` to `]`; the frame of their scope is already there.
void read_type_parameters(Reader& reader);

void read_type_alias(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_TYPE_PARAMETERS_H_
