// The walk that holds a shape against a node and its children.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_QUERY_MATCH_H_
#define PYMOLT_SYNTAX_QUERY_MATCH_H_

#include <vector>

#include "base/function_ref.h"
#include "syntax/query.h"
#include "syntax/tree.h"

namespace pymolt::syntax {

/// Calls FOUND for every way in which the shape at place SHAPE fits NODE, with its captures in CAPTURED.
void match_shape(const QueryShapes& query, std::uint32_t shape, Node node, std::vector<Captured>& captured,
                 FunctionRef<void()> found);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_MATCH_H_
