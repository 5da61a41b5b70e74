// What of a text is in no tree: a piece that does not parse, and whose repair would fill the memory.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_UNREAD_H_
#define PYMOLT_SYNTAX_UNREAD_H_

#include "syntax/tree.h"

namespace pymolt::syntax {

/// The first such piece: an ERROR node at the top without anything below it. No node where all was read.
[[nodiscard]] Node unread_in(const Tree& tree);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_UNREAD_H_
