// 2.7's bare `exec` and `import *` in functions: not where an inner function may use what they bring.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERDICT_FREE_VARIABLES_H_
#define PYMOLT_VERDICT_FREE_VARIABLES_H_

#include "verdict/reader.h"

namespace pymolt::verdict {

void see_free_variables(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_FREE_VARIABLES_H_
