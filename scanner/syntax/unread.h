// What of a text is in no tree: pieces that do not parse, and whose repair would take too much memory or work.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_UNREAD_H_
#define PYMOLT_SYNTAX_UNREAD_H_

#include <vector>

#include "syntax/tree.h"

namespace pymolt::syntax {

/// Such pieces, in their order: ERROR nodes at the top without anything below them. None where all was read.
[[nodiscard]] std::vector<Node> unread_in(const Tree& tree);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_UNREAD_H_
