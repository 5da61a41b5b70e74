// Whether facts that come from a file are ones that a scan could have learnt: places lie inside, numbers name what is there.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_FACTS_CHECK_H_
#define PYMOLT_SCAN_FACTS_CHECK_H_

#include "model/facts.h"

namespace pymolt::scan {

/// What the reduction relies on when it reads facts: that every number that names a place in a list names one, that what
/// stands inside another stands behind it in the list (so that no way goes round), that lines and columns begin at 1.
[[nodiscard]] bool are_sound(const FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_FACTS_CHECK_H_
