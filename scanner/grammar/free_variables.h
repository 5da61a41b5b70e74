// 2.7's bare `exec` and `import *` in functions: not where an inner function may use what they bring.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_FREE_VARIABLES_H_
#define PYMOLT_GRAMMAR_FREE_VARIABLES_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void see_free_variables(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_FREE_VARIABLES_H_
