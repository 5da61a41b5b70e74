// What of a text is in no tree: a statement so large that its tree would fill the memory, and that does not parse.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_UNREAD_H_
#define PYMOLT_SYNTAX_UNREAD_H_

#include "syntax/tree.h"

namespace pymolt::syntax {

/// The longest text that tree-sitter is shown: its tree takes up to 400 bytes for one of the text.
inline constexpr std::size_t kLongestRepaired = 1 << 18;

/// The first stretch of the text that is longer than that and could not be parsed otherwise: an ERROR node without anything
/// below it. No node where there is none.
[[nodiscard]] Node unread_in(const Tree& tree);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_UNREAD_H_
