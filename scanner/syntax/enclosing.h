// The function and the class that a node stands in.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_ENCLOSING_H_
#define PYMOLT_SYNTAX_ENCLOSING_H_

#include "syntax/tree.h"

namespace pymolt::syntax {

/// The definition of the function that NODE is or stands in; no node outside of functions.
[[nodiscard]] inline Node enclosing_function(Node node) {
  while (node && !node.is(Kind::function_definition)) node = node.parent();
  return node;
}

/// The definition of the class that NODE is or stands in; no node outside of classes.
[[nodiscard]] inline Node enclosing_class(Node node) {
  while (node && !node.is(Kind::class_definition)) node = node.parent();
  return node;
}

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_ENCLOSING_H_
