// What an assignment to one or more targets assigns.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_LAST_VALUE_H_
#define PYMOLT_NAMES_LAST_VALUE_H_

#include "syntax/tree.h"

namespace pymolt::names {

/// `value` of the ASSIGNMENT `a = b = value`; no node where there are more targets than anybody writes.
[[nodiscard]] syntax::Node last_value(syntax::Node assignment);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_LAST_VALUE_H_
