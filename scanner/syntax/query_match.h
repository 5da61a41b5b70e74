// The walk that holds a shape against a node and its children.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_QUERY_MATCH_H_
#define PYMOLT_SYNTAX_QUERY_MATCH_H_

#include <vector>

#include "base/function_ref.h"
#include "syntax/query.h"
#include "syntax/tree.h"

namespace pymolt::syntax {

/// Calls FOUND for every way in which the shape at place SHAPE fits NODE, with its captures in CAPTURED; false where there
/// are more ways to try than kMostTries, of which only so many were tried.
bool match_shape(const QueryShapes& query, std::uint32_t shape, Node node,
                 std::vector<Captured>& captured, FunctionRef<void()> found);

inline constexpr std::size_t kMostTries = 50'000;

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_MATCH_H_
